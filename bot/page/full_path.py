"""The whole path of an address for Gradio, which makes its page's addresses of it."""

from starlette.types import ASGIApp, Receive, Scope, Send


class FullPath:
    """ASGI middleware of a page that is mounted: puts the path of `public_url` before, which `PublicPath` took off."""

    def __init__(self, app: ASGIApp, root: str) -> None:
        self._app = app
        self._root = root

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            scope["path"] = f"{self._root}{scope['path']}"
            scope["root_path"] = f"{self._root}{scope['root_path']}"
        await self._app(scope, receive, send)
