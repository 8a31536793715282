"""Answers that a browser may keep and must ask about each time: an `ETag`, and 304 where it has what it would get.

A tag is made of all that is sent, so that it is another for who may see other reports, and after a correction.
"""

import hashlib
import secrets
from collections.abc import Callable
from typing import TypeVar

from fastapi import Request, Response
from pydantic import TypeAdapter

from bot.api.contract import Declared

T = TypeVar("T")
KEPT = "private, no-cache"
"""`Cache-Control` of these answers; the guard has every other one not kept at all."""
RUN = secrets.token_hex(8)
"""Of this process, for tags of what a newer program may make otherwise of the same."""
_ETAG = {"ETag": {"schema": {"type": "string"}, "description": "To be sent back as `If-None-Match`."}}
_LINK = {"Link": {"schema": {"type": "string"}, "description": 'With `rel="next"` the address of what follows.'}}


def declared_kept(declared: Declared, *, is_paged: bool = False) -> Declared:
    """The same as declared, with the header that it is known again by and the answer to who has it."""
    headers = _ETAG | (_LINK if is_paged else {})
    return declared | {
        200: declared.get(200, {}) | {"headers": headers},
        304: {"description": "What the client has, by its `If-None-Match`, is what it would get."},
    }


def tag_of(*parts: object) -> str:
    """The tag of an answer that is made of these alone."""
    return f'"{hashlib.sha256(repr(parts).encode()).hexdigest()[:32]}"'


def revalidated(request: Request, tag: str, made: Callable[[], Response]) -> Response:
    """What is made, or 304 where the client has it."""
    headers = {"ETag": tag, "Cache-Control": KEPT}
    known = [each.strip().removeprefix("W/") for each in request.headers.get("If-None-Match", "").split(",")]
    if tag in known or known == ["*"]:
        return Response(status_code=304, headers=headers)
    response = made()
    response.headers.update(headers)
    return response


def json_revalidated(request: Request, kind: TypeAdapter[T], told: T, link: str = "") -> Response:
    """`told` as JSON with the header `Link`, if any, or 304 where the client has both."""
    sent, headers = kind.dump_json(told), {"Link": link} if link else None
    return revalidated(request, tag_of(sent, link), lambda: Response(sent, 200, headers, "application/json"))
