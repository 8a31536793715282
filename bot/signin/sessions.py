"""Who is signed in on which browser: sessions that end, in a file of the data folder."""

import hashlib
import hmac
import json
import secrets
import time
import weakref
from collections.abc import Callable
from pathlib import Path

from bot.signin.account import Account
from bot.signin.accounts import Accounts
from index.database.database import Database
from index.database.schema import Schema
from index.database.sqlite import SqliteDatabase
from index.errors import DamagedLibraryError

NAME = "sessions.sqlite"
_SCHEMA = Schema(
    (
        """
CREATE TABLE IF NOT EXISTS sessions (
    mark TEXT PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL, groups TEXT NOT NULL, proof TEXT NOT NULL, ends REAL NOT NULL
) WITHOUT ROWID
""",
    ),
    ("sessions",),
)


class Sessions:
    """An id drawn by lot for each; kept is only its hash, so that who reads the file can come in with none.

    A session ends when its hours are over, when its person signs out, and when the password or key that began it is changed,
    revoked or removed.
    """

    def __init__(
        self,
        folder: Path,
        accounts: Accounts,
        seconds: float,
        clock: Callable[[], float] = time.time,
        shared: Database | None = None,
    ) -> None:
        """Kept in the folder, or in a `shared` record, so that several servers know them."""
        self._accounts = accounts
        self._seconds = seconds
        self._clock = clock
        if shared is not None:
            self._database = shared
            return
        self._database = _opened(folder / NAME)
        weakref.finalize(self, self._database.close)

    def begin(self, account: Account) -> str:
        """The id, for the browser alone. Those that are over are forgotten."""
        session = secrets.token_urlsafe(32)
        now = self._clock()
        self._database.run("DELETE FROM sessions WHERE ends <= ?", now)
        self._database.run(
            "INSERT INTO sessions VALUES (?, ?, ?, ?, ?, ?)",
            _mark(session), account.kind, account.name, json.dumps(account.groups), _proof(session, account), now + self._seconds,
        )  # fmt: skip
        return session

    def account(self, session: str) -> Account | None:
        """Who signed in; None where the session is over, or never was."""
        sql = "SELECT kind, name, groups, proof FROM sessions WHERE mark = ? AND ends > ?"
        row = self._database.one(sql, _mark(session), self._clock())
        if row is None:
            return None
        kind, name, groups, proof = row
        for each in self._called(kind, name, tuple(json.loads(groups))):
            if hmac.compare_digest(_proof(session, each), proof):
                return each
        return None

    def end(self, session: str) -> None:
        self._database.run("DELETE FROM sessions WHERE mark = ?", _mark(session))

    def _called(self, kind: str, name: str, groups: tuple[str, ...]) -> tuple[Account, ...]:
        """Who it may be now."""
        if kind == "oidc":
            return (Account("oidc", name, groups=groups),)
        if kind == "shared":
            return self._accounts.shared
        found = self._accounts.user(name) if kind == "user" else self._accounts.key(name)
        return (found,) if found else ()


def _mark(session: str) -> str:
    return hashlib.sha256(session.encode("utf-8", "replace")).hexdigest()


def _proof(session: str, account: Account) -> str:
    """Of the secret that began the session; says nothing to who does not know its id."""
    return hmac.new(session.encode("utf-8", "replace"), account.secret.encode(), "sha256").hexdigest()


def _opened(path: Path) -> Database:
    """A file that is damaged is begun anew: who was signed in signs in again."""
    path.parent.mkdir(parents=True, exist_ok=True)
    for last in (False, True):
        try:
            return SqliteDatabase(path, _SCHEMA)
        except DamagedLibraryError:
            if last:
                raise
            for each in path.parent.glob(f"{path.name}*"):
                each.unlink()
    raise AssertionError
