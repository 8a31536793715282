"""Keys and users that the commands `hoidap key` and `hoidap user` keep, as hashes, wherever that is."""

import re
import secrets
from abc import ABC, abstractmethod
from collections.abc import Mapping
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, Field

from bot.errors import AccountError
from bot.signin.hashing import hashed
from bot.user import Role

_PREFIX = "hoidap"
_KEY_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")
_MOST_NAME = 200
_Held = TypeVar("_Held")


class KeptKey(BaseModel):
    """A key of a system, without the key itself."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    hash: str = Field(repr=False)
    made: datetime
    role: Role = "reader"
    collections: tuple[str, ...] | None = None
    per_minute: int | None = Field(None, ge=1)


class KeptUser(BaseModel):
    """A person who signs in with a password, without the password."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    hash: str = Field(repr=False)
    made: datetime


class Kept(BaseModel):
    """All that is kept."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    keys: dict[str, KeptKey] = {}
    users: dict[str, KeptUser] = {}


class AccountStore(ABC):
    """What is changed counts at once, also in a server that runs."""

    @property
    @abstractmethod
    def exists(self) -> bool:
        """Whether there ever was a key or a user: a server is not opened to all by revoking the last one."""

    @abstractmethod
    def kept(self) -> Kept:
        """What there is now. Raises AccountError where it cannot be read."""

    @abstractmethod
    def changing(self) -> AbstractContextManager[Kept]:
        """What there is now, for one process at a time."""

    @abstractmethod
    def write(self, kept: Kept) -> None:
        """Whole or not at all, while it is being changed."""

    def new_key(self, name: str, role: Role, collections: tuple[str, ...] | None, per_minute: int | None) -> str:
        """The key, which is kept nowhere. Raises AccountError for a name that is taken or cannot be."""
        if not _KEY_NAME.fullmatch(name):
            raise AccountError(f"a key cannot be called {name!r}: take up to 64 of the letters a to z, digits, - and _")
        key = f"{_PREFIX}.{name}.{secrets.token_urlsafe(32)}"
        made = KeptKey(hash=hashed(key), made=_now(), role=role, collections=collections, per_minute=per_minute)
        with self.changing() as kept:
            if name in kept.keys:
                raise AccountError(f"there is a key {name!r} already: choose another name, or revoke that one first")
            self.write(kept.model_copy(update={"keys": kept.keys | {name: made}}))
        return key

    def revoke(self, name: str) -> None:
        """Raises AccountError where there is no such key."""
        with self.changing() as kept:
            if name not in kept.keys:
                raise AccountError(f"there is no key {name!r}: `hoidap key list` shows them")
            self.write(kept.model_copy(update={"keys": _without(kept.keys, name)}))

    def set_user(self, name: str, password: str) -> None:
        """A new user, or a new password of one. Raises AccountError for a name that cannot be."""
        if not name.strip() or name != name.strip() or ":" in name or not name.isprintable() or len(name) > _MOST_NAME:
            raise AccountError(f"nobody can be called {name!r}: take a name without colon, as it is typed to sign in")
        made = KeptUser(hash=hashed(password), made=_now())
        with self.changing() as kept:
            self.write(kept.model_copy(update={"users": kept.users | {name: made}}))

    def remove_user(self, name: str) -> None:
        """Raises AccountError where there is no such user."""
        with self.changing() as kept:
            if name not in kept.users:
                raise AccountError(f"there is no user {name!r}: `hoidap user list` shows them")
            self.write(kept.model_copy(update={"users": _without(kept.users, name)}))


def key_name(key: str) -> str:
    """The name within a key that `new_key` made, which is no secret; empty for any other text."""
    prefix, _, rest = key.partition(".")
    return rest.partition(".")[0] if prefix == _PREFIX else ""


def _without(kept: Mapping[str, _Held], name: str) -> dict[str, _Held]:
    return {each: held for each, held in kept.items() if each != name}


def _now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)
