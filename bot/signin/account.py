"""Somebody, or some system, who may come in."""

from dataclasses import dataclass, field
from typing import Literal

from bot.user import Role

Kind = Literal["user", "key", "shared", "oidc", "portal"]
"""A person with a password; a system with a key of its own; a key of the setting `api_keys`; whom the provider, or a portal, vouches for."""


@dataclass(frozen=True, slots=True)
class Account:
    """Who was found to ask; `bot.api.access` says what they may."""

    kind: Kind
    name: str
    """Empty for a key of the setting `api_keys`, which names nobody."""
    secret: str = field(default="", repr=False)
    """What is kept of the password or key: a hash, or the setting itself; empty for those of the provider."""
    groups: tuple[str, ...] = ()
    """As the provider or the portal names them."""
    role: Role | None = None
    """Of a key, or of whom a portal vouches for; None: as the settings say."""
    collections: tuple[str, ...] | None = None
    """Of a key; None: as the settings say."""
    per_minute: int | None = None
    """Requests of a key; None: as many as of anybody."""
