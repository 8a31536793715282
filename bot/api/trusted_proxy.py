"""What proxies say of a request: who asks, from where, over https or not. It counts from those in the settings alone."""

from ipaddress import ip_address

from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from bot.settings import Settings

_FORWARDED = frozenset({b"forwarded", b"x-forwarded-for", b"x-forwarded-host", b"x-forwarded-proto", b"x-real-ip"})
_IGNORED = frozenset({b"x-forwarded-host"})
"""Whoever says it: the names of the server are in the settings. (Gradio would make addresses of it.)"""


class TrustedProxy:
    """ASGI middleware, the first of all: the others see the reader's address and scheme.

    From anybody else the headers of proxies are taken off, those that name a person among them.
    """

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._networks = settings.trusted_proxies
        self._forwarded = ProxyHeadersMiddleware(app, [str(each) for each in settings.trusted_proxies])  # type: ignore[arg-type]
        named = (settings.user_header, settings.groups_header)
        self._theirs = _FORWARDED | {each.lower().encode() for each in named if each}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if self._is_trusted(scope):
            _take_off(scope, _IGNORED)
            await self._forwarded(scope, receive, send)  # type: ignore[arg-type]
        else:
            _take_off(scope, self._theirs)
            await self._app(scope, receive, send)

    def _is_trusted(self, scope: Scope) -> bool:
        if not scope.get("client"):
            return False
        try:
            peer = ip_address(scope["client"][0])
        except ValueError:
            return False
        peer = getattr(peer, "ipv4_mapped", None) or peer
        return any(peer in network for network in self._networks)


def _take_off(scope: Scope, names: frozenset[bytes]) -> None:
    scope["headers"] = [(name, value) for name, value in scope["headers"] if name.lower() not in names]
