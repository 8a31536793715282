"""Who sends a request, by what it carries: a key, a name with its key, or the header of a proxy."""

import base64
import binascii
import secrets

from starlette.authentication import AuthCredentials, AuthenticationBackend, AuthenticationError
from starlette.requests import HTTPConnection

from bot.api.access import Access
from bot.api.host_name import is_loopback
from bot.settings import Settings
from bot.user import User

OPEN_PATHS = frozenset({"/healthz"})
"""For whoever watches over the server."""


class Credentials(AuthenticationBackend):
    """Finds the `User` of a request.

    With keys, users or a header of a proxy in the settings, it must carry one of them: a key as `Authorization: Bearer KEY`
    or as a browser's password, a user's name with their own key, or the header, which counts only from this machine.
    """

    def __init__(self, settings: Settings) -> None:
        self._keys = [key.encode() for key in settings.api_keys]
        self._users = {name: key.encode() for name, key in settings.users.items()}
        self._header = settings.user_header
        self._access = Access(settings)
        self._is_open = not (self._keys or self._users or self._header)

    async def authenticate(self, conn: HTTPConnection) -> tuple[AuthCredentials, User]:
        """Raises AuthenticationError for who may not come in."""
        user = self._user(conn)
        if user is None:
            raise AuthenticationError("send a key of this server as `Authorization: Bearer KEY`")
        return AuthCredentials(), user

    def _user(self, conn: HTTPConnection) -> User | None:
        browser = f"browser:{mark}" if (mark := conn.scope["browser"]) else ""
        if self._is_open or conn.scope["path"] in OPEN_PATHS:
            return self._access.user("", role="administrator" if self._is_open else "reader", known_as=browser)
        name, key = _sent(conn.headers.get("Authorization", ""))
        if name in self._users and secrets.compare_digest(key, self._users[name]):
            return self._access.user(name)
        if any(secrets.compare_digest(key, known) for known in self._keys):
            return self._access.user("", known_as=browser)
        if self._header and _is_this_machine(conn) and (name := conn.headers.get(self._header, "").strip()):
            return self._access.user(name)
        return None


def _sent(authorization: str) -> tuple[str, bytes]:
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


def _is_this_machine(conn: HTTPConnection) -> bool:
    return conn.client is not None and is_loopback(conn.client.host)
