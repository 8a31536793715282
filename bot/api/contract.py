"""What the endpoints declare beside what they are for: every other answer that they can give."""

from typing import Any

Declared = dict[int | str, dict[str, Any]]
"""As FastAPI's `responses` takes it."""


_LINE = {"type": "string"}
_WRONG = {
    "type": "object",
    "required": ["type", "loc", "msg"],
    "properties": {"type": _LINE, "loc": {"type": "array", "items": {"type": ["string", "integer"]}}, "msg": _LINE},
}
"""What of a request is wrong, and where."""


_SAID = {
    400: "The body cannot be read.",
    401: "No credentials, or wrong ones.",
    403: "Not from this page, not under this name, or not for this user.",
    404: "There is no such thing, or none for this user.",
    409: "The same is under way, or what is kept is damaged.",
    413: "The body is too long.",
    415: "Nothing that is read here.",
    422: "Something in the request cannot be.",
    429: "Too many at once or in a minute; `Retry-After` has the seconds.",
    503: "The server is busy; `Retry-After` has the seconds.",
}
_LATER = {"headers": {"Retry-After": {"schema": {"type": "string", "pattern": "^[0-9]+$"}}}}


def refusals(*statuses: int) -> Declared:
    """These answers as they are declared: why not, in one line; of a request that cannot be, each thing that is wrong with it."""

    def content(status: int) -> dict[str, Any]:
        detail = {"anyOf": [_LINE, {"type": "array", "items": _WRONG}]} if status == 422 else _LINE
        schema = {"type": "object", "required": ["detail"], "properties": {"detail": detail}}
        return {"application/json": {"schema": schema, "example": {"detail": _SAID[status]}}}

    return {
        status: {"description": _SAID[status], "content": content(status), **(_LATER if status in (429, 503) else {})}
        for status in statuses
    }


EVERYWHERE = refusals(401, 403, 413, 422, 429)
"""What the guard may answer to anything, before it is looked at (429: to who sends wrong credentials)."""


def answer(media_type: str, what: str, schema: dict[str, Any] | None = None, status: int = 200) -> Declared:
    """An answer that is no JSON."""
    return {status: {"description": what, "content": {media_type: {"schema": schema or _LINE}}}}


def events(*names: str) -> Declared:
    """An answer as server-sent events of these names."""
    data = {"event": {"enum": list(names)}, "data": {"type": "string"}}
    return answer("text/event-stream", "The events.", {"type": "object", "required": [*data], "properties": data})


BYTES = {"type": "string", "format": "binary"}
