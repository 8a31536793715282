"""The endpoints of signing in and out: the form, the way to the provider and back."""

import re
import secrets
from urllib.parse import urlencode

from anyio import to_thread
from starlette.middleware import Middleware
from starlette.middleware.sessions import SessionMiddleware
from starlette.requests import HTTPConnection, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from bot import audit
from bot.settings import Settings
from bot.signin.account import Account
from bot.signin.own_path import own_path
from bot.signin.page import signin_page
from bot.signin.provider import Provider, ProviderError
from bot.signin.signin import SignIn, SlowedError
from bot.wording.wording import languages_offered, wording
from corpus.language.detect import Language

_FORM, _OUT, _PROVIDER, _BACK = "/signin", "/signout", "/signin/oidc", "/signin/oidc/callback"
PATHS = frozenset({_FORM, _OUT, _PROVIDER, _BACK})
"""For who is not known yet."""
COOKIE = "hoidap_session"
_ID = re.compile("[A-Za-z0-9_-]{43}")
_AT_PROVIDER = 600
"""Seconds that a reader may take to sign in at the provider."""


def session_of(conn: HTTPConnection) -> str:
    """The id of the session that a browser sends; empty where it sends none."""
    sent = conn.cookies.get(COOKIE, "")
    return sent if _ID.fullmatch(sent) else ""


def signin_address(wanted: str) -> str:
    """Of the page to sign in on, from which the reader comes to `wanted`."""
    return f"{_FORM}?{urlencode({'next': wanted})}"


def signin_routes(signin: SignIn, settings: Settings) -> list[Route]:
    """Those of the provider only where the settings name one."""
    doors = _Doors(signin, settings)
    routes = [
        Route(_FORM, doors.form, methods=["GET"]),
        Route(_FORM, doors.sent, methods=["POST"]),
        Route(_OUT, doors.out, methods=["POST"]),
    ]
    if not settings.oidc_issuer:
        return routes
    provided = _ProviderDoors(doors, Provider(settings))
    # What the provider's answer must fit is kept by the browser, signed with a key that lives as long as the server.
    kept = Middleware(
        SessionMiddleware, secret_key=secrets.token_hex(32), session_cookie="hoidap_oidc", max_age=_AT_PROVIDER, path=_PROVIDER,
        same_site="lax", https_only=settings.public_url.startswith("https:"),
    )  # fmt: skip
    return [
        *routes,
        Route(_PROVIDER, provided.begin, methods=["GET"], middleware=[kept]),
        Route(_BACK, provided.back, methods=["GET"], middleware=[kept]),
    ]


class _Doors:
    """What the endpoints do."""

    def __init__(self, signin: SignIn, settings: Settings) -> None:
        self._signin = signin
        self._language = settings.language
        self._seconds = int(settings.session_hours * 3600)

    async def form(self, request: Request) -> Response:
        wanted = own_path(request.query_params.get("next", "/"))
        if not self._signin.has_form:
            return RedirectResponse(wanted, 303)
        return self.page(request, wanted)

    async def sent(self, request: Request) -> Response:
        async with request.form(max_files=0, max_fields=10) as sent:
            name, password, wanted = (str(sent.get(field, "")) for field in ("name", "password", "next"))
        name, wanted, words = name.strip(), own_path(wanted), wording(self.language_of(request))
        try:
            account = await self._signin.account(name, password, address_of(request))
        except SlowedError as slowed:
            told = words.sign_in_slowed.format(seconds=slowed.retry_after)
            return self.page(request, wanted, told, 429, {"Retry-After": str(slowed.retry_after)})
        if account is None:
            return self.page(request, wanted, words.sign_in_wrong, 401)
        return await self.begun(request, account, wanted)

    async def out(self, request: Request) -> Response:
        if session := session_of(request):
            await to_thread.run_sync(self._signin.sessions.end, session)
            audit.tell_sign_in("signed_out", request.scope["user"].name, address_of(request))
        response = RedirectResponse(_FORM, 303)
        response.delete_cookie(COOKIE, httponly=True, samesite="lax", secure=_is_secure(request))
        return response

    async def begun(self, request: Request, account: Account, wanted: str) -> Response:
        """Into a session with an id of its own; one that the browser had before ends."""
        if before := session_of(request):
            await to_thread.run_sync(self._signin.sessions.end, before)
        session = await to_thread.run_sync(self._signin.sessions.begin, account)
        audit.tell_sign_in("signed_in", account.name, address_of(request), kind=account.kind)
        response = RedirectResponse(wanted, 303)
        response.set_cookie(
            COOKIE, session, max_age=self._seconds, httponly=True, samesite="lax", secure=_is_secure(request)
        )
        return response

    def page(
        self, request: Request, wanted: str, wrong: str = "", status: int = 200, headers: dict[str, str] | None = None
    ) -> Response:
        signin, language = self._signin, self.language_of(request)
        provider = f"{_PROVIDER}?{urlencode({'next': wanted, 'lang': language})}" if signin.has_provider else ""
        page = signin_page(language, wanted, wrong, has_form=signin.accounts.exist, provider=provider)
        return HTMLResponse(page, status, {"Cache-Control": "no-store"} | (headers or {}))

    def language_of(self, request: Request) -> Language:
        """As the address asks, else as that of the page where the reader wants to go."""
        asked = request.query_params.get("lang") or request.query_params.get("next", "").strip("/").partition("/")[0]
        return asked if asked in languages_offered() else self._language


class _ProviderDoors:
    def __init__(self, doors: _Doors, provider: Provider) -> None:
        self._doors = doors
        self._provider = provider

    async def begin(self, request: Request) -> Response:
        wanted = own_path(request.query_params.get("next", "/"))
        try:
            sent = await self._provider.begin(request)
        except ProviderError as error:
            return self._failed(request, wanted, error)
        request.session["next"] = wanted
        return sent

    async def back(self, request: Request) -> Response:
        wanted = own_path(request.session.pop("next", "/"))
        try:
            account = await self._provider.account(request)
        except ProviderError as error:
            return self._failed(request, wanted, error)
        finally:
            request.session.clear()
        return await self._doors.begun(request, account, wanted)

    def _failed(self, request: Request, wanted: str, error: ProviderError) -> Response:
        audit.tell_sign_in("refused", "", address_of(request), reason=str(error))
        words = wording(self._doors.language_of(request))
        return self._doors.page(request, wanted, words.provider_failed, 401)


def address_of(request: Request) -> str:
    return request.client.host if request.client else ""


def _is_secure(request: Request) -> bool:
    return request.url.scheme == "https"
