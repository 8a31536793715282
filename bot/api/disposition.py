"""Under which name a browser keeps what it is sent."""

import re
from typing import Literal
from urllib.parse import quote

_PLAIN = re.compile(r"[ !#$&-\[\]-~]+")
"""What needs no escaping between quotes, and is read alike by every browser: ASCII without quote, backslash and percent sign."""


def disposition(how: Literal["inline", "attachment"], name: str, plain: str) -> str:
    """The header `Content-Disposition` (RFC 6266): the name in whatever letters it has (RFC 8187).

    `plain` is the name, in ASCII, for programs that read no other letters.
    """
    if _PLAIN.fullmatch(name):
        return f'{how}; filename="{name}"'
    return f"{how}; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
