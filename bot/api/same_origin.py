"""Keeps other sites out: a browser sends what any page bids it, with the reader's cookie, password or place in the network."""

from starlette.datastructures import Headers
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.api.credentials import OPEN_PATHS
from bot.api.host_name import host_of, is_served
from bot.settings import Settings

_READING = frozenset({"GET", "HEAD", "OPTIONS"})
"""Change nothing; that no script of another site reads the answer is seen to by the browser."""
_OTHER_SITES = frozenset({"cross-site", "same-site"})


class SameOrigin:
    """ASGI middleware. 403 for what pages of other sites send, and for what is sent under a name that is not this server's.

    A page whose name was made to lead here (DNS rebinding) would else be of the same origin. Those of the setting
    `allowed_origins` may send, and a script, which sends none of the headers that browsers do. Where the server is known to be
    asked over https, a page of the same name that came without is another site: anybody on the way may have written it.
    """

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._served_on = settings.host
        self._names = frozenset(map(str.lower, settings.allowed_hosts))
        self._origins = frozenset(map(str.lower, settings.allowed_origins))
        public = settings.public_origin.lower()
        if public:
            self._names |= {host_of(_authority_of(public))}
            self._origins |= {public}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        reason = self._forbidden(scope) if scope["type"] in ("http", "websocket") else ""
        if reason:
            await JSONResponse({"detail": reason}, 403)(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    def _forbidden(self, scope: Scope) -> str:
        """Why a request may not be made; empty where it may."""
        headers = Headers(scope=scope)
        authority = headers.get("Host", "").lower()
        name = host_of(authority)
        if not (is_served(name, self._served_on) or name in self._names or scope["path"] in OPEN_PATHS):
            return f"this server is not called {name!r}: add the name to the setting `allowed_hosts` if it is"
        if scope["type"] == "http" and scope["method"] in _READING:
            return ""
        origin = _origin_of(headers)
        if origin in self._origins:
            return ""
        is_own = _authority_of(origin) == _plain(authority) and not (
            scope["scheme"] == "https" and origin.startswith("http:")
        )
        if headers.get("Sec-Fetch-Site") in _OTHER_SITES or (origin and not is_own):
            return (
                f"a page of another site may not send this: see the setting `allowed_origins` if {origin or 'it'!r} may"
            )
        return ""


def _origin_of(headers: Headers) -> str:
    """Of the page that sends, without a path; empty where the request does not tell."""
    scheme, colon, rest = (headers.get("Origin") or headers.get("Referer", "")).lower().partition("://")
    return f"{scheme}{colon}{rest.partition('/')[0]}"


def _authority_of(origin: str) -> str:
    return _plain(origin.partition("://")[2])


def _plain(authority: str) -> str:
    """Without the port that its scheme implies: browsers leave it out, some proxies do not."""
    return authority.removesuffix(":80").removesuffix(":443")
