"""Methods that an address answers though no endpoint names them: `HEAD` as `GET`, every other with 405."""

from collections.abc import Iterable, Iterator

from fastapi import FastAPI
from starlette.responses import JSONResponse
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send


def answer_other_methods(app: FastAPI) -> None:
    """The page, which is mounted behind, would else answer 404."""
    methods: dict[str, set[str]] = {}
    for path, of_route in _addresses(app.routes):
        methods.setdefault(path, set()).update(of_route)
    for path, allowed in methods.items():
        app.router.routes.append(Route(path, _OtherMethods(app.router, allowed), include_in_schema=False))


def _addresses(routes: Iterable[BaseRoute], before: str = "") -> Iterator[tuple[str, set[str]]]:
    """(path, methods) of every route, those of included routers too."""
    for each in routes:
        if isinstance(each, Route):
            yield before + each.path, set(each.methods or ())
        elif router := getattr(each, "original_router", None):
            yield from _addresses(router.routes, before + each.include_context.prefix)  # type: ignore[attr-defined]


class _OtherMethods:
    """An ASGI application, so that Starlette sends it every method."""

    def __init__(self, router: ASGIApp, methods: set[str]) -> None:
        self._router = router
        self._has_head = "GET" in methods
        self._allowed = ", ".join(sorted(methods | ({"HEAD"} if self._has_head else set())))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["method"] == "HEAD" and self._has_head:
            await self._router({**scope, "method": "GET"}, receive, _without_body(send))
        else:
            told = {"detail": f"this address knows {self._allowed} only"}
            await JSONResponse(told, 405, {"Allow": self._allowed})(scope, receive, send)


def _without_body(send: Send) -> Send:
    async def sent(message: Message) -> None:
        await send({**message, "body": b""} if message["type"] == "http.response.body" else message)

    return sent
