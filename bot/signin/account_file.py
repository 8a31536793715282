"""Keys and users that the commands `hoidap key` and `hoidap user` keep, as hashes, in a file of the data folder."""

import os
import re
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from filelock import FileLock
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.errors import AccountError
from bot.signin.hashing import hashed
from bot.user import Role

NAME = "accounts.json"
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
    """All that the file holds."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    keys: dict[str, KeptKey] = {}
    users: dict[str, KeptUser] = {}


class AccountFile:
    """The file of one data folder. What is changed counts at once, also in a server that runs."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / NAME
        self._read: tuple[tuple[int, int, int], Kept] | None = None

    @property
    def exists(self) -> bool:
        """Whether there ever was a key or a user: a server is not opened to all by revoking the last one."""
        return os.path.lexists(self._path)

    def kept(self) -> Kept:
        """What it holds now. Raises AccountError for a file that cannot be read."""
        try:
            found = self._path.stat()
            stamp = found.st_mtime_ns, found.st_ino, found.st_size
            if self._read is None or self._read[0] != stamp:
                self._read = stamp, Kept.model_validate_json(self._path.read_bytes())
        except (OSError, ValidationError) as error:
            if not self.exists:
                return Kept()
            why = (
                error.strerror if isinstance(error, OSError) else "it is not as `hoidap key` and `hoidap user` write it"
            )
            raise AccountError(f"{str(self._path)!r} cannot be read ({why}): put it right, or remove it") from error
        return self._read[1]

    def new_key(self, name: str, role: Role, collections: tuple[str, ...] | None, per_minute: int | None) -> str:
        """The key, which is kept nowhere. Raises AccountError for a name that is taken or cannot be."""
        if not _KEY_NAME.fullmatch(name):
            raise AccountError(f"a key cannot be called {name!r}: take up to 64 of the letters a to z, digits, - and _")
        key = f"{_PREFIX}.{name}.{secrets.token_urlsafe(32)}"
        made = KeptKey(hash=hashed(key), made=_now(), role=role, collections=collections, per_minute=per_minute)
        with self._changing() as kept:
            if name in kept.keys:
                raise AccountError(f"there is a key {name!r} already: choose another name, or revoke that one first")
            self._write(kept.model_copy(update={"keys": kept.keys | {name: made}}))
        return key

    def revoke(self, name: str) -> None:
        """Raises AccountError where there is no such key."""
        with self._changing() as kept:
            if name not in kept.keys:
                raise AccountError(f"there is no key {name!r}: `hoidap key list` shows them")
            self._write(kept.model_copy(update={"keys": _without(kept.keys, name)}))

    def set_user(self, name: str, password: str) -> None:
        """A new user, or a new password of one. Raises AccountError for a name that cannot be."""
        if not name.strip() or name != name.strip() or ":" in name or not name.isprintable() or len(name) > _MOST_NAME:
            raise AccountError(f"nobody can be called {name!r}: take a name without colon, as it is typed to sign in")
        made = KeptUser(hash=hashed(password), made=_now())
        with self._changing() as kept:
            self._write(kept.model_copy(update={"users": kept.users | {name: made}}))

    def remove_user(self, name: str) -> None:
        """Raises AccountError where there is no such user."""
        with self._changing() as kept:
            if name not in kept.users:
                raise AccountError(f"there is no user {name!r}: `hoidap user list` shows them")
            self._write(kept.model_copy(update={"users": _without(kept.users, name)}))

    @contextmanager
    def _changing(self) -> Iterator[Kept]:
        """What it holds, for one process at a time."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            with FileLock(self._path.with_suffix(".lock"), timeout=10, mode=0o600):
                yield self.kept()
        except OSError as error:  # a lock that is not given is one too
            raise AccountError(f"{str(self._path)!r} cannot be written: {error}") from error

    def _write(self, kept: Kept) -> None:
        """Whole or not at all, for its owner alone."""
        draft = self._path.with_suffix(".new")
        draft.unlink(missing_ok=True)
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
            file.write(kept.model_dump_json(indent=2) + "\n")
            file.flush()
            os.fsync(file.fileno())
        draft.replace(self._path)


def key_name(key: str) -> str:
    """The name within a key that `new_key` made, which is no secret; empty for any other text."""
    prefix, _, rest = key.partition(".")
    return rest.partition(".")[0] if prefix == _PREFIX else ""


def _without(kept: Mapping[str, _Held], name: str) -> dict[str, _Held]:
    return {each: held for each, held in kept.items() if each != name}


def _now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)
