"""Who sends a request, by what it carries: the header of a proxy, a session, a name with its password, a key or a portal's token."""

import base64

from starlette.authentication import AuthCredentials, AuthenticationBackend, AuthenticationError
from starlette.requests import HTTPConnection

from bot.api.access import Access
from bot.api.host_name import host_of, is_loopback
from bot.audit import tell_sign_in
from bot.settings import Settings
from bot.signin.account import Account
from bot.signin.names import is_name
from bot.signin.portal_tokens import PortalTokenError
from bot.signin.routes import PATHS, session_of
from bot.signin.signin import SignIn, SlowedError
from bot.user import NOBODY, User

OPEN_PATHS = frozenset({"/healthz", "/readyz", "/widget.js"})
"""For whoever watches over the server, and for the pages of other sites: there is nothing of anybody in them."""


class SlowedAttemptError(AuthenticationError):
    """There were too many wrong ones; `retry_after` is in seconds."""

    def __init__(self, slowed: SlowedError) -> None:
        super().__init__(str(slowed))
        self.retry_after = slowed.retry_after


class Credentials(AuthenticationBackend):
    """Finds the `User` of a request; sets `scope["signed_in"]`, whether by a session, which can be ended.

    Where anybody was ever given a key or a password, or the settings name a proxy's header, a provider or a portal, a request must carry
    one of them. Otherwise, and on a loopback address alone, everybody at this machine may do everything.
    """

    def __init__(self, settings: Settings, signin: SignIn) -> None:
        self._signin = signin
        self._header, self._groups_header = settings.user_header, settings.groups_header
        self._access = Access(settings)
        is_closed = settings.user_header or signin.has_provider or signin.portal.exist
        self._may_be_open = is_loopback(settings.host) and not is_closed

    async def authenticate(self, conn: HTTPConnection) -> tuple[AuthCredentials, User]:
        """Raises AuthenticationError for who may not come in."""
        conn.scope["signed_in"] = False
        user = await self._user(conn)
        if user is None:
            raise AuthenticationError("send a key of this server as `Authorization: Bearer KEY`")
        return AuthCredentials(), user

    async def _user(self, conn: HTTPConnection) -> User | None:
        browser = f"browser:{mark}" if (mark := conn.scope["browser"]) else ""
        if conn.scope["path"] in OPEN_PATHS:  # also where nothing tells which accounts there are
            return self._access.user("", role="reader", known_as=browser)
        if self._may_be_open and not self._signin.accounts.exist and _is_of_this_machine(conn):
            return self._access.user("", role="administrator", known_as=browser)
        if name := _said_by_proxy(conn, self._header):
            if not is_name(name):
                raise AuthenticationError(f"the header {self._header} names nobody who can be")
            return self._access.user(name, _listed(_said_by_proxy(conn, self._groups_header)))
        account = self._of_session(conn)
        if account is None and conn.scope["path"] in PATHS:
            return NOBODY
        if account is None and (authorization := conn.headers.get("Authorization")):
            account = await self._of(conn, *_sent(authorization))
        return self._access.of(account, browser) if account else None

    def _of_session(self, conn: HTTPConnection) -> Account | None:
        session = session_of(conn)
        account = self._signin.sessions.account(session) if session else None
        if account and account.kind == "oidc" and not self._signin.has_provider:
            return None
        conn.scope["signed_in"] = account is not None
        return account

    async def _of(self, conn: HTTPConnection, name: str, key: str) -> Account | None:
        address = conn.client.host if conn.client else ""
        if not name and self._signin.portal.takes(key):
            try:
                return self._signin.portal.account(key)
            except PortalTokenError as error:
                tell_sign_in("refused", "", address, reason=str(error))
                raise AuthenticationError(str(error)) from error
        try:
            return await self._signin.account(name, key, address)
        except SlowedError as slowed:
            raise SlowedAttemptError(slowed) from slowed


def _is_of_this_machine(conn: HTTPConnection) -> bool:
    """Whether somebody at the machine asks, and no proxy for one elsewhere: by who it says asks, or by the name it was asked under."""
    sender = conn.client is None or is_loopback(conn.client.host)
    return sender and is_loopback(host_of(conn.headers.get("Host", "localhost")))


def _said_by_proxy(conn: HTTPConnection, header: str) -> str:
    """What the header says, empty where there is none; `TrustedProxy` has taken off those of anybody else."""
    sent = [value for name, value in conn.scope["headers"] if header and name == header.lower().encode()]
    if len(sent) > 1:
        raise AuthenticationError(f"the header {header} was sent twice: the proxy must replace what a client sends")
    try:
        return sent[0].decode().strip() if sent else ""
    except UnicodeDecodeError:
        raise AuthenticationError(f"the header {header} is not UTF-8") from None


def _listed(groups: str) -> tuple[str, ...]:
    return tuple(each.strip() for each in groups.split(",") if each.strip())


def _sent(authorization: str) -> tuple[str, str]:
    """(name, key) of the header; both empty where it has none."""
    scheme, _, value = authorization.partition(" ")
    try:
        if scheme.lower() == "bearer":
            return "", value.strip().encode("latin-1").decode()
        if scheme.lower() == "basic":
            name, _, key = base64.b64decode(value, validate=True).decode().partition(":")
            return name, key
    except ValueError:  # of base64 or of UTF-8
        pass
    return "", ""
