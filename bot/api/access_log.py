"""Gives every request an id, and writes down who asked for what and how it ended; never what was asked."""

import secrets
import time

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.audit import REQUEST, tell, tell_access

REFUSALS = frozenset({401, 403, 413, 415, 429, 503})
"""What the audit log is told of, too."""


class AccessLog:
    """ASGI middleware, the outermost: it also sees what is refused. The id goes back as `X-Request-Id`."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request, began, status = secrets.token_hex(8), time.perf_counter(), 500
        before = REQUEST.set(request)

        async def send_with_id(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)["X-Request-Id"] = request
            await send(message)

        try:
            await self._app(scope, receive, send_with_id)
        finally:
            user, asked = scope.get("user"), {"method": scope["method"], "path": scope["path"], "status": status}
            tell_access(user, **asked, ms=round((time.perf_counter() - began) * 1000, 1))
            if status in REFUSALS:
                tell("refused", user, **asked)
            REQUEST.reset(before)
