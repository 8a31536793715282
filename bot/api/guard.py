"""Stands before every request: under which name and from which page it may come, who sends it, what only editors may send."""

from starlette.authentication import AuthenticationError
from starlette.datastructures import MutableHeaders
from starlette.middleware.authentication import AuthenticationMiddleware
from starlette.middleware.body_limit import RequestBodyLimitMiddleware
from starlette.requests import HTTPConnection
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.api.browser_mark import BrowserMark
from bot.api.credentials import Credentials
from bot.api.same_origin import SameOrigin
from bot.owners_socket import OWNER, is_from_owner
from bot.settings import Settings

_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; font-src 'self' data:; "
        "script-src 'self' 'unsafe-inline' 'unsafe-eval'; connect-src 'self'; frame-ancestors 'self'; object-src 'none'; "
        "base-uri 'self'; form-action 'self'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
}
"""Nothing is fetched from, or sent to, any other address. (Gradio's components need the two "unsafe".)"""
_UPLOADING = "/gradio_api/upload"
MOST_BYTES = 1_000_000
"""Of a body that is no file; a question, a form and feedback have a few thousand."""


class Guard:
    """ASGI middleware. Sets `scope["user"]`, the `User` who asks, on every request that it lets in.

    403 for what another site sends, for a name that is not this server's, and for files from who is no editor; 401 for who
    has no credentials where some are wanted; 413 for what is too long.
    """

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._inside = _EditorsSend(app)
        known = AuthenticationMiddleware(self._inside, Credentials(settings), _unknown)
        self._app = SameOrigin(BrowserMark(known), settings)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(_HEADERS)
            await send(message)

        if is_from_owner(scope):
            scope["user"] = OWNER
            await self._inside(scope, receive, send_with_headers)
        else:
            await self._app(scope, receive, send_with_headers)


class _EditorsSend:
    """Lets nobody else send files to the page, and nobody anything else that is long."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._limited = RequestBodyLimitMiddleware(app, max_body_size=MOST_BYTES)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not scope["path"].endswith(_UPLOADING):
            await self._limited(scope, receive, send)
        elif scope["user"].may_edit:
            await self._app(scope, receive, send)
        else:
            refusal = JSONResponse({"detail": "only editors may send files: see the setting `editors`"}, 403)
            await refusal(scope, receive, send)


def _unknown(_: HTTPConnection, error: AuthenticationError) -> JSONResponse:
    return JSONResponse({"detail": str(error)}, 401, {"WWW-Authenticate": 'Basic realm="hoidap", charset="UTF-8"'})
