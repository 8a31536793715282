"""The path below which readers reach the server, where the setting `public_url` has one."""

from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send


class PublicPath:
    """ASGI middleware, outside all others: takes the path off, so that whatever stands behind knows its own addresses alone.

    A proxy may take it off itself or leave it on. What is sent to readers has it put before by who writes it.
    """

    def __init__(self, app: ASGIApp, root: str) -> None:
        """`root` is the path without a slash at its end; empty where there is none."""
        self._app = app
        self._root = root

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self._root and scope["type"] in ("http", "websocket"):
            if scope["path"] == self._root and scope["type"] == "http":  # as people type it; the page lies below
                query = scope["query_string"].decode("latin-1")
                address = f"{self._root}/{'?' if query else ''}{query}"
                await RedirectResponse(address)(scope, receive, send)
                return
            if scope["path"].startswith(f"{self._root}/"):
                scope["path"] = scope["path"].removeprefix(self._root)
                scope["raw_path"] = scope["raw_path"].removeprefix(self._root.encode())
        await self._app(scope, receive, send)
