"""Keys and users in a record that several servers share."""

from collections.abc import Iterator
from contextlib import contextmanager

from pydantic import ValidationError

from bot.errors import AccountError
from bot.signin.account_store import AccountStore, Kept
from index.database.database import Database


class AccountTable(AccountStore):
    """One row of JSON, as the file has it."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._read = "", Kept()

    @property
    def exists(self) -> bool:
        return self._database.one("SELECT 1 FROM accounts") is not None

    def kept(self) -> Kept:
        row = self._database.one("SELECT kept FROM accounts")
        text = row[0] if row else ""
        if text != self._read[0]:
            try:
                self._read = text, Kept.model_validate_json(text)
            except ValidationError as error:
                raise AccountError(
                    f"the accounts in {self._database.name!r} are not as `hoidap key` and `hoidap user` write them"
                ) from error
        return self._read[1] if row else Kept()

    @contextmanager
    def changing(self) -> Iterator[Kept]:
        with self._database.transaction():
            self._database.run("LOCK TABLE accounts IN SHARE ROW EXCLUSIVE MODE")
            yield self.kept()

    def write(self, kept: Kept) -> None:
        self._database.run("DELETE FROM accounts")
        self._database.run("INSERT INTO accounts VALUES (?)", kept.model_dump_json())
