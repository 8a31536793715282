"""The door to Authlib: people sign in with an OpenID Connect provider, and what it says of them is checked."""

from typing import Any

import httpx2
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.starlette_client import OAuth
from joserfc.errors import JoseError
from starlette.requests import Request
from starlette.responses import Response

from bot.settings import Settings
from bot.signin.account import Account
from bot.signin.names import is_name

_SIGNED = frozenset({"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"})
"""Made with a key that the provider alone has: no token without a signature, none signed with what anybody may know."""
_SECONDS = 10.0


class ProviderError(Exception):
    """Nobody signed in; the text says why, for the log."""


class Provider:
    """One OpenID Connect provider, by the authorization code flow with PKCE; state and nonce are kept in `request.session`."""

    def __init__(self, settings: Settings) -> None:
        self._issuer = settings.oidc_issuer.rstrip("/")
        self._name_claim, self._groups_claim = settings.oidc_name_claim, settings.oidc_groups_claim
        self._back = f"{settings.public_url.rstrip('/')}/signin/oidc/callback"
        self._client: Any = OAuth().register(
            "provider",
            server_metadata_url=f"{self._issuer}/.well-known/openid-configuration",
            client_id=settings.oidc_client_id,
            client_secret=settings.oidc_client_secret.get_secret_value() or None,
            client_kwargs={
                "scope": "openid profile", "code_challenge_method": "S256", "timeout": _SECONDS, "trust_env": False,
                "follow_redirects": False,
            },
        )  # fmt: skip

    async def begin(self, request: Request) -> Response:
        """Sends the reader to the provider. Raises ProviderError where it does not answer."""
        try:
            await self._metadata()
            sent: Response = await self._client.authorize_redirect(request, self._back)
        except _FAILURES as error:
            raise ProviderError(_told(error)) from error
        return sent

    async def account(self, request: Request) -> Account:
        """Who comes back from the provider. Raises ProviderError for who cannot show that it sent them."""
        try:
            metadata = await self._metadata()
            token = await self._client.authorize_access_token(request)
            claims = dict(token.get("userinfo") or {})
            if not claims:
                raise ProviderError("the provider sent no ID token")
            if not {self._name_claim, self._groups_claim} <= claims.keys() and metadata.get("userinfo_endpoint"):
                more = dict(await self._client.userinfo(token=token))
                if more.get("sub") != claims["sub"]:
                    raise ProviderError("the provider's user information is about somebody else")
                claims = more | claims
        except _FAILURES as error:
            raise ProviderError(_told(error)) from error
        name, groups = claims.get(self._name_claim), claims.get(self._groups_claim) or ()
        if not isinstance(name, str) or not is_name(name):
            raise ProviderError(
                f"its claim {self._name_claim!r} names nobody who can be: see the setting `oidc_name_claim`"
            )
        listed = [groups] if isinstance(groups, str) else groups
        if not isinstance(listed, list | tuple):
            raise ProviderError(f"its claim {self._groups_claim!r} is no list: see the setting `oidc_groups_claim`")
        return Account("oidc", name, groups=tuple(each for each in listed if isinstance(each, str)))

    async def _metadata(self) -> dict[str, Any]:
        """What it says of itself, held to what is safe."""
        metadata: dict[str, Any] = await self._client.load_server_metadata()
        if str(metadata.get("issuer", "")).rstrip("/") != self._issuer:
            raise ProviderError(
                f"the provider calls itself {metadata.get('issuer')!r}: correct the setting `oidc_issuer`"
            )
        offered = metadata.get("id_token_signing_alg_values_supported") or ()
        metadata["id_token_signing_alg_values_supported"] = sorted(_SIGNED.intersection(offered)) or ["RS256"]
        return metadata


_FAILURES = (AuthlibBaseError, JoseError, httpx2.HTTPError, RuntimeError, ValueError, KeyError, TypeError)
"""What a provider that is not there, or a token that is not right, comes to in these libraries."""


def _told(error: Exception) -> str:
    return f"{type(error).__name__}: {str(error)[:300]}".replace("\n", " ")
