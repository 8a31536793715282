"""Whom a portal vouches for: a token that it signed for who is signed in there (a JSON Web Token, RFC 7519)."""

import json
import warnings
from collections.abc import Iterator
from typing import Any

from joserfc import jwt
from joserfc.errors import InvalidKeyTypeError, JoseError, SecurityWarning
from joserfc.jwk import ECKey, Key, KeySet, OctKey, OKPKey, RSAKey, import_key

from bot.errors import SettingsError
from bot.settings import Settings
from bot.signin.account import Account
from bot.signin.names import is_name

_LEEWAY = 30
"""Seconds that the clocks of the two machines may be apart."""
_PINNED = {("RSA", ""): ("RS256",), ("EC", "P-256"): ("ES256",), ("OKP", "Ed25519"): ("EdDSA", "Ed25519")}
"""By kind of key and its curve: the one algorithm that it is for (the last has two names, RFC 9864), whatever a token says."""
_MARK = "eyJ"
"""What a JSON object begins with in base64url, and no key that `hoidap key new` makes."""


class PortalTokenError(Exception):
    """The token vouches for nobody; the text says why."""


class PortalTokens:
    """Checks them with the keys of the settings, each by the algorithm that it is for."""

    def __init__(self, settings: Settings) -> None:
        """Raises SettingsError for what is no public key."""
        shared = (OctKey.import_key(each.get_secret_value()) for each in settings.portal_secrets)
        self._keys: list[tuple[tuple[str, ...], Key]] = [(("HS256",), each) for each in shared]
        self._keys += (each for text in settings.portal_public_keys for each in _public_keys(text))
        self._name_claim, self._groups_claim = settings.portal_name_claim, settings.portal_groups_claim
        self._longest = settings.portal_minutes * 60
        wanted: dict[str, Any] = {name: {"essential": True} for name in ("exp", "iat")}
        wanted["aud"] = {"essential": True, "value": settings.portal_audience}
        if settings.portal_issuer:
            wanted["iss"] = {"essential": True, "value": settings.portal_issuer}
        self._claims = jwt.JWTClaimsRegistry(leeway=_LEEWAY, **wanted)

    @property
    def exist(self) -> bool:
        """Whether there is a portal that says who asks."""
        return bool(self._keys)

    def takes(self, credential: str) -> bool:
        """Whether this is meant as such a token; then it is nothing else, not a key either."""
        return self.exist and credential.startswith(_MARK) and credential.count(".") == 2

    def account(self, token: str) -> Account:
        """Who asks, as a reader whatever they are called: who can write a token for them changes nothing here.

        Raises PortalTokenError for a token that is not right.
        """
        claims = self._verified(token)
        try:
            self._claims.validate(claims)
        except JoseError as error:
            raise PortalTokenError(f"the portal's token does not count: {error}".replace("\n", " ")) from error
        if claims["exp"] - claims["iat"] > self._longest:
            raise PortalTokenError(
                f"the portal's token is for more than {self._longest / 60:g} minutes: see `portal_minutes`"
            )
        name, groups = claims.get(self._name_claim), claims.get(self._groups_claim) or ()
        if not isinstance(name, str) or not is_name(name):
            raise PortalTokenError(
                f"its claim {self._name_claim!r} names nobody who can be: see the setting `portal_name_claim`"
            )
        listed = [groups] if isinstance(groups, str) else groups
        if not isinstance(listed, list | tuple):
            raise PortalTokenError(
                f"its claim {self._groups_claim!r} is no list: see the setting `portal_groups_claim`"
            )
        return Account("portal", name, groups=tuple(each for each in listed if isinstance(each, str)), role="reader")

    def _verified(self, token: str) -> dict[str, Any]:
        with warnings.catch_warnings(
            action="ignore", category=SecurityWarning
        ):  # "EdDSA" has a new name that few sign with
            for algorithms, key in self._keys:
                try:
                    return jwt.decode(token, key, algorithms=algorithms).claims
                except (
                    JoseError,
                    ValueError,
                    TypeError,
                    RecursionError,
                ):  # of another key, of none, or no token at all
                    continue
        raise PortalTokenError("the portal's token is signed with no key of the settings")


def _public_keys(text: str) -> Iterator[tuple[tuple[str, ...], Key]]:
    """Each with what it verifies."""
    try:
        with warnings.catch_warnings(action="error", category=SecurityWarning):  # of a key that is too short
            for key in _read(text):
                kind = key.key_type, getattr(key, "curve_name", "")
                if kind not in _PINNED or key.is_private:
                    raise ValueError("it is private, or of a kind that is not taken")  # noqa: TRY301 - told as what the library finds
                yield _PINNED[kind], key
    except (JoseError, SecurityWarning, ValueError, TypeError, KeyError) as error:
        raise SettingsError(
            f"the setting 'portal_public_keys' cannot be as it is given ({error}): it takes the public halves of RSA, P-256 and Ed25519 keys "
            "as PEM, a JWK or a JWK set"
        ) from error


def _read(text: str) -> list[Key]:
    if text.lstrip().startswith("{"):
        held = json.loads(text)
        return KeySet.import_key_set(held).keys if "keys" in held else [import_key(held)]
    for kind in (RSAKey, ECKey):
        try:
            return [kind.import_key(text)]
        except InvalidKeyTypeError:
            continue
    return [OKPKey.import_key(text)]
