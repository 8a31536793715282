"""All who may come in with a secret: by the settings, and by what the commands keep."""

import logging
from collections.abc import Iterator
from pathlib import Path

from bot.errors import AccountError
from bot.settings import Settings
from bot.signin.account import Account
from bot.signin.account_file import AccountFile
from bot.signin.account_store import AccountStore, Kept, key_name
from bot.signin.account_table import AccountTable
from index.database.database import Database

_log = logging.getLogger(__name__)


def account_store(folder: Path, shared: Database | None) -> AccountStore:
    """Where the commands keep keys and users."""
    return AccountFile(folder) if shared is None else AccountTable(shared)


class Accounts:
    """Looked up anew for every request, so that what is revoked is so at once."""

    def __init__(self, settings: Settings, folder: Path, shared: Database | None = None) -> None:
        """What the commands keep is in the folder, or in a record that servers share."""
        self._users = {name: secret.get_secret_value() for name, secret in settings.users.items()}
        self._shared = tuple(Account("shared", "", key.get_secret_value()) for key in settings.api_keys)
        self._store = account_store(folder, shared)
        self._told = ""

    @property
    def exist(self) -> bool:
        """Whether anybody was ever given a password or a key."""
        return bool(self._users or self._shared) or self._store.exists

    def secrets(self) -> Iterator[str]:
        """What is kept of every password."""
        yield from self._users.values()
        yield from (user.hash for user in self._kept().users.values())

    def candidates(self, name: str, key: str) -> tuple[Account, ...]:
        """Whose secret `key` may be, if it is anybody's: of the user `name`, else of a system."""
        named = (self.user(name), self.key(key_name(key)))
        return (*(each for each in named if each), *self._shared)

    def user(self, name: str) -> Account | None:
        """The settings win."""
        if name in self._users:
            return Account("user", name, self._users[name])
        kept = self._kept().users.get(name)
        return Account("user", name, kept.hash) if kept else None

    def key(self, name: str) -> Account | None:
        kept = self._kept().keys.get(name)
        if kept is None:
            return None
        return Account("key", name, kept.hash, role=kept.role, collections=kept.collections, per_minute=kept.per_minute)

    @property
    def shared(self) -> tuple[Account, ...]:
        """The keys of the setting `api_keys`."""
        return self._shared

    def _kept(self) -> Kept:
        """Nobody where the file cannot be read: who is revoked must not come back by damage."""
        try:
            return self._store.kept()
        except AccountError as error:
            if str(error) != self._told:  # once, not with every request
                self._told = str(error)
                _log.error("%s", error)
            return Kept()
