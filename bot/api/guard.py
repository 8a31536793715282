"""Stands before every request: who may come in, who it is, and the headers that keep the browser on this address."""

import base64
import binascii
import re
import secrets
from http.cookies import CookieError, SimpleCookie
from ipaddress import ip_address

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.settings import Settings
from bot.user import User

_CONTENT_SECURITY_POLICY = (
    "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; font-src 'self' data:; "
    "script-src 'self' 'unsafe-inline' 'unsafe-eval'; connect-src 'self'; frame-ancestors 'self'; object-src 'none'; "
    "base-uri 'self'; form-action 'self'"
)
"""Nothing is fetched from, or sent to, any other address. (Gradio's components need the two "unsafe".)"""
_OPEN_PATHS = {"/healthz"}
_READING = {"GET", "HEAD", "OPTIONS"}
_UPLOADING = "/gradio_api/upload"
_COOKIE = "hoidap_browser"
_MARK = re.compile("[0-9a-f]{32}")
_COOKIE_KEPT = 400 * 24 * 3600
"""Seconds; browsers keep no cookie longer."""


class Guard:
    """ASGI middleware. Sets `scope["user"]`, the `User` who asks, on every request that it lets in.

    With keys, users or a header of a proxy in the settings, a request must carry one of them: a key as
    `Authorization: Bearer KEY` or as a browser's password, a user's name with their own key, or the header, which counts
    only from this machine. Who has none of these gets 401; 403 what
    another site sends, and files from who is no editor.
    """

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._keys = [key.encode() for key in settings.api_keys]
        self._users = {name: key.encode() for name, key in settings.users.items()}
        self._header = settings.user_header
        self._editors = frozenset(settings.editors)
        self._is_open = not (self._keys or self._users or self._header)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        mark = _mark_of(headers)
        new_mark = "" if mark or not _is_navigation(scope, headers) else secrets.token_hex(16)
        user = self._user(scope, headers, mark or new_mark)

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                answer = MutableHeaders(scope=message)
                answer["Content-Security-Policy"] = _CONTENT_SECURITY_POLICY
                answer["X-Content-Type-Options"] = "nosniff"
                answer["Referrer-Policy"] = "same-origin"
                if new_mark and user:
                    cookie = f"{_COOKIE}={new_mark}; Path=/; Max-Age={_COOKIE_KEPT}; HttpOnly; SameSite=Lax"
                    answer.append("Set-Cookie", cookie)
            await send(message)

        if user is None:
            refusal = JSONResponse(
                {"detail": "send a key of this server as `Authorization: Bearer KEY`"},
                status_code=401,
                headers={"WWW-Authenticate": 'Basic realm="hoidap", charset="UTF-8"'},
            )
            await refusal(scope, receive, send_with_headers)
        elif reason := _forbidden(scope, headers, user):
            refusal = JSONResponse({"detail": reason}, status_code=403)
            await refusal(scope, receive, send_with_headers)
        else:
            scope["user"] = user
            await self._app(scope, receive, send_with_headers)

    def _user(self, scope: Scope, headers: Headers, mark: str) -> User | None:
        """Who asks; None for who may not come in."""
        browser = f"browser:{mark}" if mark else ""
        if self._is_open or scope["path"] in _OPEN_PATHS:
            return User(browser, may_edit=self._is_open)
        name, key = _credentials(headers.get("Authorization", ""))
        if name in self._users and secrets.compare_digest(key, self._users[name]):
            return self._named(name)
        if any(secrets.compare_digest(key, known) for known in self._keys):
            return User(browser, may_edit="*" in self._editors)
        if self._header and _is_this_machine(scope) and (name := headers.get(self._header, "").strip()):
            return self._named(name)
        return None

    def _named(self, name: str) -> User:
        return User(name, may_edit=bool({name, "*"} & self._editors))


def _forbidden(scope: Scope, headers: Headers, user: User) -> str:
    """Why a request may not be made; empty where it may."""
    if scope["type"] != "http" or scope["method"] in _READING:
        return ""
    if headers.get("Sec-Fetch-Site") == "cross-site":
        return "another site may not send this"
    if scope["path"].endswith(_UPLOADING) and not user.may_edit:
        return "only editors may send files: see the setting `editors`"
    return ""


def _credentials(authorization: str) -> tuple[str, bytes]:
    """(name, key) of the header; both empty where it has none."""
    scheme, _, value = authorization.partition(" ")
    if scheme.lower() == "bearer":
        return "", value.strip().encode()
    if scheme.lower() == "basic":
        try:
            name, _, key = base64.b64decode(value, validate=True).partition(b":")
            return name.decode(), key
        except (binascii.Error, UnicodeDecodeError):
            pass
    return "", b""


def _mark_of(headers: Headers) -> str:
    """The number that this browser was given before; empty where it has none."""
    try:
        cookie = SimpleCookie(headers.get("Cookie", "")).get(_COOKIE)
    except CookieError:
        return ""
    return cookie.value if cookie and _MARK.fullmatch(cookie.value) else ""


def _is_navigation(scope: Scope, headers: Headers) -> bool:
    """Whether a browser opens a page."""
    return scope["type"] == "http" and scope["method"] == "GET" and "text/html" in headers.get("Accept", "")


def _is_this_machine(scope: Scope) -> bool:
    client = scope.get("client")
    try:
        return client is not None and ip_address(client[0]).is_loopback
    except ValueError:
        return False
