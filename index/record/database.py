"""The library's record, one SQLite file.

Everything the search engines hold can be rebuilt from here without reading a file or encoding a text
again. Each row belongs to a collection, so that what one may not see cannot leak through a count.
"""

import json
import secrets
import sqlite3
import stat
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self

from index.errors import NotKeptError
from index.record.connections import TIMEOUT, ConnectionPool
from index.record.schema import migrate
from index.record.soundness import faults, require_sound

RECORD = "library.sqlite"
"""Its name in the folder of the library."""

_PATIENCE = 5_000
"""Milliseconds."""


class Database:
    """What is asked of the record and written into it; safe to use from several threads. A context manager."""

    def __init__(self, path: Path) -> None:
        """Open the record, created where there is none and brought up to date where it is older.

        Raises NewerLibraryError for one that a newer version wrote, DamagedLibraryError for one that is damaged.
        """
        self._pool = ConnectionPool(path)
        try:
            with self._pool.connection() as connection:
                require_sound(connection, path)
                migrate(connection, path.parent)
        except BaseException:
            self._pool.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self._pool.close()

    def copy_to(self, file: Path) -> None:
        """Write the record as it is at this moment to a new file; readers and writers go on meanwhile.

        Raises NotKeptError, OSError where the disk does not take it.
        """
        file.unlink(missing_ok=True)
        file.touch(mode=stat.S_IRUSR | stat.S_IWUSR)
        with self._pool.connection() as connection, closing(sqlite3.connect(file)) as copy:
            try:
                connection.backup(copy)
            except sqlite3.OperationalError as error:
                raise NotKeptError(
                    f"the copy {str(file)!r} of the record cannot be written ({error}): free space on its disk"
                ) from error

    def faults(self) -> list[str]:
        """What is wrong with the whole file, each in one line, as SQLite says it; reads all of it."""
        with self._pool.connection() as connection:
            return faults(connection)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing: what is written inside is undone when it raises. Inside another one, part of it."""
        with self._pool.connection() as connection:
            if connection.in_transaction:
                yield
                return
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                connection.rollback()  # nothing where SQLite did it itself, as on a full disk
                raise
            connection.execute("COMMIT")

    @contextmanager
    def snapshot(self) -> Iterator["Snapshot"]:
        """The record as it is at this moment, whatever others write meanwhile. It keeps the log from being emptied: not for long."""
        with self._pool.lasting() as connection:
            connection.execute("BEGIN")
            row = connection.execute("SELECT value FROM meta WHERE key = 'revision'").fetchone()  # the moment
            try:
                yield Snapshot(self._pool, connection, row[0] if row else "")
            finally:
                connection.rollback()

    def is_seen_at_once(self) -> bool:
        """Whether this thread is inside a snapshot or a transaction already."""
        with self._pool.connection() as connection:
            return connection.in_transaction

    def run(self, sql: str, *values: object) -> None:
        with self._pool.connection() as connection:
            connection.execute(sql, values)

    def run_many(self, sql: str, rows: Iterable[Sequence[object]]) -> None:
        with self._pool.connection() as connection:
            connection.executemany(sql, rows)

    def one(self, sql: str, *values: object) -> tuple[Any, ...] | None:
        with self._pool.connection() as connection:
            row: tuple[Any, ...] | None = connection.execute(sql, values).fetchone()
        return row

    def all(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        with self._pool.connection() as connection:
            return connection.execute(sql, values).fetchall()

    def erase(self) -> bool:
        """Leave nothing on the disk of what was deleted: write the whole file anew, and empty its log.

        As long as that takes (tens of megabytes a second) readers go on and writers wait. False where readers held the log
        all the time.
        """
        with self._pool.connection() as connection:
            connection.execute("VACUUM")
            connection.execute(f"PRAGMA busy_timeout = {_PATIENCE}")  # a reader who began before holds the log
            try:
                is_busy = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
            finally:
                connection.execute(f"PRAGMA busy_timeout = {TIMEOUT * 1000}")
        return not is_busy

    def meta(self, key: str) -> str | None:
        """A fact about the library as a whole (which encoder, which recipe)."""
        row = self.one("SELECT value FROM meta WHERE key = ?", key)
        return None if row is None else str(row[0])

    def set_meta(self, key: str, value: str) -> None:
        self.run("INSERT OR REPLACE INTO meta VALUES (?, ?)", key, value)

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

    def __init__(self, pool: ConnectionPool, connection: sqlite3.Connection, revision: str) -> None:
        self._pool = pool
        self._connection = connection
        self.revision = revision
        """As `Database.revision` tells it."""

    @contextmanager
    def seen(self) -> Iterator[None]:
        """Until the block ends this thread sees that state, and must not write."""
        with self._pool.lent(self._connection):
            yield


def within(column: str, allowed: Iterable[object] | None) -> tuple[str, tuple[object, ...]]:
    """An SQL condition and its values: `column` is one of `allowed`; None allows all.

    The values go in as one JSON array, so that their number has no limit.
    """
    if allowed is None:
        return "TRUE", ()
    return f"{column} IN (SELECT value FROM json_each(?))", (json.dumps(list(allowed)),)
