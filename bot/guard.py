"""Stands before every request: who may come in, and the headers that keep the browser on this address."""

import base64
import binascii
import secrets
from collections.abc import Sequence

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_CONTENT_SECURITY_POLICY = (
    "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; font-src 'self' data:; "
    "script-src 'self' 'unsafe-inline' 'unsafe-eval'; connect-src 'self'; frame-ancestors 'self'; object-src 'none'; "
    "base-uri 'self'; form-action 'self'"
)
"""Nothing is fetched from, or sent to, any other address. (Gradio's components need the two "unsafe".)"""
_OPEN_PATHS = {"/healthz"}


class Guard:
    """ASGI middleware. With keys, a request must carry one: `Authorization: Bearer KEY`, or, in a browser, as password."""

    def __init__(self, app: ASGIApp, keys: Sequence[str] = ()) -> None:
        self._app = app
        self._keys = [key.encode() for key in keys]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["Content-Security-Policy"] = _CONTENT_SECURITY_POLICY
                headers["X-Content-Type-Options"] = "nosniff"
                headers["Referrer-Policy"] = "same-origin"
            await send(message)

        if self._may_enter(scope):
            await self._app(scope, receive, send_with_headers)
        else:
            refusal = JSONResponse(
                {"detail": "send a key of this server as `Authorization: Bearer KEY`"},
                status_code=401,
                headers={"WWW-Authenticate": 'Basic realm="hoidap", charset="UTF-8"'},
            )
            await refusal(scope, receive, send_with_headers)

    def _may_enter(self, scope: Scope) -> bool:
        if not self._keys or scope["path"] in _OPEN_PATHS:
            return True
        given = _given_key(Headers(scope=scope).get("Authorization", ""))
        return any(secrets.compare_digest(given, key) for key in self._keys)


def _given_key(authorization: str) -> bytes:
    scheme, _, value = authorization.partition(" ")
    if scheme.lower() == "bearer":
        return value.strip().encode()
    if scheme.lower() == "basic":
        try:
            return base64.b64decode(value, validate=True).partition(b":")[2]
        except binascii.Error:
            return b""
    return b""
