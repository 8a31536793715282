"""The number drawn by lot by which a browser that nobody signed in on is known again."""

import re
import secrets
from http.cookies import CookieError, SimpleCookie

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_COOKIE = "hoidap_browser"
_MARK = re.compile("[0-9a-f]{32}")
_KEPT = 400 * 24 * 3600
"""Seconds; browsers keep no cookie longer."""


class BrowserMark:
    """ASGI middleware. Sets `scope["browser"]`, the mark, empty for a script.

    A browser that opens a page for the first time is given one, unless it is refused.
    """

    def __init__(self, app: ASGIApp, root: str) -> None:
        """The mark is for what lies below the path `root`."""
        self._app = app
        self._path = f"{root}/"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        mark = _mark_of(headers)
        given = "" if mark or not is_navigation(scope, headers) else secrets.token_hex(16)
        scope["browser"] = mark or given

        async def send_with_cookie(message: Message) -> None:
            if given and message["type"] == "http.response.start" and message["status"] != 401:
                secure = "; Secure" if scope["scheme"] == "https" else ""
                cookie = f"{_COOKIE}={given}; Path={self._path}; Max-Age={_KEPT}; HttpOnly; SameSite=Lax{secure}"
                MutableHeaders(scope=message).append("Set-Cookie", cookie)
            await send(message)

        await self._app(scope, receive, send_with_cookie)


def _mark_of(headers: Headers) -> str:
    """The number that this browser was given before; empty where it has none."""
    try:
        cookie = SimpleCookie(headers.get("Cookie", "")).get(_COOKIE)
    except CookieError:
        return ""
    return cookie.value if cookie and _MARK.fullmatch(cookie.value) else ""


def is_navigation(scope: Scope, headers: Headers) -> bool:
    """Whether a browser opens a page."""
    return scope["type"] == "http" and scope["method"] == "GET" and "text/html" in headers.get("Accept", "")
