"""Of the routes that Gradio brings, those that the page uses; the others are not there.

A list of what is let through, so that a route of a newer Gradio is closed until the page needs it.
"""

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

_NEEDED = frozenset(
    (
        "/", "/config", "/favicon.ico", "/manifest.json", "/theme.css", "/gradio_api/app_id", "/gradio_api/cancel", "/gradio_api/queue/data",
        "/gradio_api/queue/join", "/gradio_api/reset",
    )
)  # fmt: skip
_NEEDED_BELOW = ("/assets/", "/static/", "/gradio_api/heartbeat/")


class NeededRoutes:
    """ASGI middleware of a page that is mounted."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan" or (
            scope["type"] == "http" and _is_needed(scope["path"].removeprefix(scope["root_path"]))
        ):
            await self._app(scope, receive, send)
        else:  # of a websocket: that it is not taken
            await PlainTextResponse("Not Found", status_code=404)(scope, receive, send)


def _is_needed(path: str) -> bool:
    return (path or "/") in _NEEDED or path.startswith(_NEEDED_BELOW)
