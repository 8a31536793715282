"""Stands before every request: under which name and from which page it may come, who sends it, how long it is."""

import re

from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware.authentication import AuthenticationMiddleware
from starlette.middleware.body_limit import RequestBodyLimitMiddleware
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.api.browser_mark import BrowserMark
from bot.api.credentials import Credentials
from bot.api.refusal import Refusal
from bot.api.revalidated import KEPT
from bot.api.same_origin import SameOrigin
from bot.api.trusted_proxy import TrustedProxy
from bot.api.uploads import UPLOADING, takes_files
from bot.owners_socket import OWNER, is_from_owner
from bot.settings import Settings
from bot.signin.signin import SignIn

_POLICY = (
    "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; font-src 'self' data:; "
    "script-src 'self' 'unsafe-inline' 'unsafe-eval'; connect-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; "
    "frame-ancestors 'self'"
)
"""Nothing is fetched from, or sent to, any other address. (Gradio's components need the two "unsafe".)"""
_MAY_BE_KEPT = re.compile("/(?:assets|static)/")
"""What is the same for everybody. Anything else a browser would show the next person at it, unless it must ask each time (`KEPT`)."""
MOST_BYTES = 1_000_000
"""Of a body that is no file; a question, a form and feedback have a few thousand."""


class Guard:
    """ASGI middleware. Sets `scope["user"]`, the `User` who asks, on every request that it lets in.

    403 for what another site sends and for a name that is not this server's; 401 for who has no credentials where some are
    wanted, a browser that opens a page being taken to sign in; 413 for what is too long; 429 for who tried too often.
    """

    def __init__(self, app: ASGIApp, settings: Settings, signin: SignIn) -> None:
        self._inside = _Limited(app, settings.upload_megabytes)
        known = AuthenticationMiddleware(self._inside, Credentials(settings, signin), Refusal(signin))
        self._app = TrustedProxy(SameOrigin(BrowserMark(known), settings), settings)
        self._headers = {
            "Content-Security-Policy": " ".join((_POLICY, *settings.frame_ancestors)),
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "same-origin",
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(self._headers)
                is_kept = _MAY_BE_KEPT.search(scope.get("path", "")) or headers.get("Cache-Control") == KEPT
                if not is_kept:
                    headers["Cache-Control"] = "no-store"
            await send(message)

        if is_from_owner(scope):
            scope["user"] = OWNER
            await self._inside(scope, receive, send_with_headers)
        else:
            await self._app(scope, receive, send_with_headers)


class _Limited:
    """Lets no request bring more than it may: files that are sent, or anything else."""

    def __init__(self, app: ASGIApp, megabytes: int) -> None:
        self._app = app
        self._most_of_files = megabytes * 1_000_000

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        is_files = takes_files(scope["method"], scope["path"])
        most = self._most_of_files if is_files else MOST_BYTES
        announced = Headers(scope=scope).get("Content-Length", "")
        if announced.isdecimal() and int(announced[:20]) > most:
            remedy = "see the setting `upload_megabytes`" if is_files else f"send files to {UPLOADING}"
            told = {"detail": f"a request may bring {most // 1_000_000} MB at most: {remedy}"}
            await JSONResponse(told, 413)(scope, receive, send)
        else:
            await RequestBodyLimitMiddleware(self._app, max_body_size=most)(scope, receive, send)
