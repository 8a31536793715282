"""What the endpoints declare beside what they are for: every other answer that they can give, who may ask, what methods there are."""

from collections.abc import Iterable, Iterator
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from starlette.responses import JSONResponse
from starlette.routing import BaseRoute, Route
from starlette.types import Receive, Scope, Send

from bot.api.credentials import OPEN_PATHS

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
    409: "Another is under way.",
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
        return {
            "application/json": {"schema": {"type": "object", "required": ["detail"], "properties": {"detail": detail}}}
        }

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


def declare_security(app: FastAPI) -> None:
    """Say in the description how one says who one is."""

    def described() -> dict[str, Any]:
        if app.openapi_schema is None:
            schema = get_openapi(
                title=app.title, version=app.version, routes=app.routes, description=_ABOUT, servers=app.servers
            )
            schema["components"]["securitySchemes"] = {
                "key": {"type": "http", "scheme": "bearer", "description": "A key of this server."},
                "person": {"type": "http", "scheme": "basic", "description": "A name and its key."},
            }
            schema["security"] = [{"key": []}, {"person": []}]
            for path in OPEN_PATHS:
                schema["paths"][path]["get"]["security"] = []
            app.openapi_schema = schema
        return app.openapi_schema

    app.openapi = described  # type: ignore[method-assign] # as FastAPI's documentation has it


_ABOUT = "Answers to questions over official reports, each sentence cited. On an open loopback address no credentials are asked for."


def refuse_other_methods(app: FastAPI) -> None:
    """405 with `Allow` for a method that an address does not have: the page, which is mounted behind, would else answer 404."""
    methods: dict[str, set[str]] = {}
    for path, of_route in _addresses(app.routes):
        methods.setdefault(path, set()).update(of_route)
    for path, allowed in methods.items():
        app.router.routes.append(Route(path, _NotAllowed(allowed), include_in_schema=False))


def _addresses(routes: Iterable[BaseRoute], before: str = "") -> Iterator[tuple[str, set[str]]]:
    """(path, methods) of every route, those of included routers too."""
    for each in routes:
        if isinstance(each, Route):
            yield before + each.path, set(each.methods or ())
        elif router := getattr(each, "original_router", None):
            yield from _addresses(router.routes, before + each.include_context.prefix)  # type: ignore[attr-defined]


class _NotAllowed:
    """An ASGI application, so that Starlette sends it every method."""

    def __init__(self, allowed: set[str]) -> None:
        self._headers = {"Allow": ", ".join(sorted(allowed))}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        told = {"detail": f"this address knows {self._headers['Allow']} only"}
        await JSONResponse(told, 405, self._headers)(scope, receive, send)
