"""The library's record, whichever database has it.

Everything the search engines hold can be rebuilt from here without reading a file or encoding a text
again. Each row belongs to a collection, so that what one may not see cannot leak through a count.
"""

import secrets
from abc import abstractmethod
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from index.database.pool import ConnectionPool
from index.database.store import Store


class Database(Store):
    """What is asked of the record and written into it; safe to use from several threads. A context manager."""

    name: str
    """Where it is, as people are told; without a password."""

    @abstractmethod
    def copy_to(self, file: Path) -> None:
        """Write the record as it is at this moment to a new SQLite file; readers and writers go on meanwhile.

        Raises NotKeptError, OSError where the disk does not take it.
        """

    @abstractmethod
    def faults(self) -> list[str]:
        """What is wrong with how the whole of it is stored, each in one line, as the database says it."""

    @abstractmethod
    def erase(self) -> bool:
        """Leave nothing in the database's files of what was deleted.

        As long as that takes (tens of megabytes a second) writers wait. False where readers of an earlier state kept it all
        the time.
        """

    @abstractmethod
    def lease(self) -> AbstractContextManager[None]:
        """Until the block ends nobody else changes reports. Raises LibraryInUseError where somebody does for a minute."""

    @abstractmethod
    def path_value(self, path: str) -> str | bytes:
        """A path as its column has it: those that are no UTF-8 are the bytes that they are."""

    @abstractmethod
    def text_value(self, text: str) -> str:
        """A text as a column has it: of the same length, without what the database cannot keep."""

    @abstractmethod
    def size(self) -> int:
        """Bytes on the disk."""

    @abstractmethod
    def columns(self, table: str) -> list[str]:
        """Names of its columns, in any order, without that of the order of arrival."""

    @abstractmethod
    def last_number(self, table: str) -> int:
        """The highest number that a row of it ever had; 0 where it had none."""

    @abstractmethod
    def set_last_number(self, table: str, number: int) -> None:
        """Number what comes next from there on."""

    @contextmanager
    def snapshot(self) -> Iterator["Snapshot"]:
        """The record as it is at this moment, whatever others write meanwhile. It keeps what they replace: not for long."""
        with self.seen_at_once() as connection:
            with self._pool.lent(connection):
                revision = self.revision()  # the moment
            yield Snapshot(self._pool, connection, revision)

    def meta(self, key: str) -> str | None:
        """A fact about the library as a whole (which encoder, which recipe)."""
        row = self.one("SELECT value FROM meta WHERE key = ?", key)
        return None if row is None else str(row[0])

    def set_meta(self, key: str, value: str) -> None:
        self.put("meta", ["key"], key=key, value=value)

    def revision(self) -> str:
        """Another text whenever reports have come, gone or changed; what was computed from them is then stale."""
        return self.meta("revision") or ""

    def touch(self) -> None:
        """Reports have changed. Drawn by lot, so that a change that is undone leaves no number for the next one to take."""
        self.set_meta("revision", secrets.token_hex(8))
        self._set_now("changed")

    def changed(self) -> datetime | None:
        """When reports last came, went or changed, in UTC; None for a library that never had any."""
        return self._moment("changed")

    def sync_ended(self) -> None:
        """Folders were just synced to the end, whether or not anything had changed."""
        self._set_now("synced")

    def synced(self) -> datetime | None:
        """When that was last, in UTC; None where it never was."""
        return self._moment("synced")

    def _set_now(self, key: str) -> None:
        self.set_meta(key, datetime.now(UTC).isoformat(timespec="seconds"))

    def _moment(self, key: str) -> datetime | None:
        found = self.meta(key)
        return datetime.fromisoformat(found) if found else None


class Snapshot:
    """One state of the record, for steps that several threads may take one after the other."""

    def __init__(self, pool: ConnectionPool[Any], connection: Any, revision: str) -> None:
        self._pool = pool
        self._connection = connection
        self.revision = revision
        """As `Database.revision` tells it."""

    @contextmanager
    def seen(self) -> Iterator[None]:
        """Until the block ends this thread sees that state, and must not write."""
        with self._pool.lent(self._connection):
            yield
