"""A time as people write it in settings: "15 min"."""

import re
from datetime import timedelta
from typing import Annotated

from pydantic import BeforeValidator

_UNITS = {"s": timedelta(seconds=1), "min": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1)}
_WRITTEN = re.compile(rf"(?P<count>[1-9]\d{{0,5}})\s*(?P<unit>{'|'.join(_UNITS)})")


def _read(written: object) -> object:
    """None of an empty text; what is no text as it is."""
    if not isinstance(written, str):
        return written
    if not written.strip():
        return None
    found = _WRITTEN.fullmatch(written.strip())
    if found is None:
        raise ValueError('it is written as a number with s, min, h or d: "15 min"')
    return int(found["count"]) * _UNITS[found["unit"]]


TimeSpan = Annotated[timedelta | None, BeforeValidator(_read)]
"""Such as "15 min" or "2 h"; None, written as an empty text: never."""
