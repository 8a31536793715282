"""The record in one SQLite file, as long as nobody says otherwise; readers never wait for the writer (WAL)."""

import json
import sqlite3
import stat
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, closing, nullcontext
from pathlib import Path

from index.database.damage import damaged
from index.database.database import Database
from index.database.pool import ConnectionPool
from index.database.schema import RECORD_SCHEMA, Schema, migrate
from index.database.soundness import faults, require_sound
from index.database.store import Row
from index.errors import NotKeptError

RECORD = "library.sqlite"
"""Its name in the folder of the library."""

TIMEOUT = 60
"""Seconds that a writer waits for another."""
_CACHED = 32_000
"""Kilobytes of the file that a connection keeps in memory at most."""
_PATIENCE = 5_000
"""Milliseconds."""
_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_REMEDIES = {
    sqlite3.SQLITE_FULL: "free space on its disk",
    sqlite3.SQLITE_IOERR: "look after its disk",
    sqlite3.SQLITE_READONLY: "let this account write there",
    sqlite3.SQLITE_CANTOPEN: "let this account read and write there",
    sqlite3.SQLITE_BUSY: "another program has it open: close that one",
}
"""By what SQLite says of a file that it cannot write."""


class SqliteDatabase(Database):
    """A file that several processes may have open."""

    _pool: "_Pool"

    def __init__(self, path: Path, schema: Schema = RECORD_SCHEMA) -> None:
        """Open the file, created where there is none and brought up to date where it is older.

        Raises NewerLibraryError for one that a newer version wrote, DamagedLibraryError for one that is damaged.
        """
        super().__init__(_Pool(path))
        self.name = str(path)
        try:
            with self._pool.connection() as connection:
                require_sound(connection, path, schema)
                migrate(connection, path.parent, schema.steps)
        except BaseException:
            self._pool.close()
            raise

    def run_many(self, sql: str, rows: Iterable[Sequence[object]]) -> None:
        with self._pool.connection() as connection:
            connection.executemany(sql, rows)

    def each(self, sql: str) -> Iterator[Row]:
        with self._pool.connection() as connection:
            yield from connection.execute(sql)

    def fill(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
        named = ", ".join(f'"{column}"' for column in columns)
        self.run_many(f"INSERT INTO {table} ({named}) VALUES ({', '.join('?' * len(columns))})", rows)

    def columns(self, table: str) -> list[str]:
        return [row[1] for row in self.all(f"PRAGMA table_info({table})")]

    def last_number(self, table: str) -> int:
        row = self.one("SELECT seq FROM sqlite_sequence WHERE name = ?", table)
        return 0 if row is None else int(row[0])

    def set_last_number(self, table: str, number: int) -> None:
        self.run("DELETE FROM sqlite_sequence WHERE name = ?", table)
        self.run("INSERT INTO sqlite_sequence VALUES (?, ?)", table, number)

    def copy_to(self, file: Path) -> None:
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
        with self._pool.connection() as connection:
            return faults(connection)

    def erase(self) -> bool:
        """Write the whole file anew, and empty its log; readers go on meanwhile."""
        with self._pool.connection() as connection:
            connection.execute("VACUUM")
            connection.execute(f"PRAGMA busy_timeout = {_PATIENCE}")  # a reader who began before holds the log
            try:
                is_busy = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
            finally:
                connection.execute(f"PRAGMA busy_timeout = {TIMEOUT * 1000}")
        return not is_busy

    def lease(self) -> AbstractContextManager[None]:
        """Nothing: the folder has one owner."""
        return nullcontext()

    def path_value(self, path: str) -> str | bytes:
        try:
            path.encode()
        except UnicodeEncodeError:
            return path.encode(errors="surrogateescape")
        return path

    def text_value(self, text: str) -> str:
        return text

    def size(self) -> int:
        return sum(each.stat().st_size for each in Path(self.name).parent.glob(f"{Path(self.name).name}*"))

    def within(self, column: str, allowed: Iterable[object] | None) -> tuple[str, tuple[object, ...]]:
        if allowed is None:
            return "TRUE", ()
        return f"{column} IN (SELECT value FROM json_each(?))", (json.dumps(list(allowed)),)

    def elements(self, array: str) -> str:
        return f"json_each({array})"

    texts = elements

    def joined(self, text: str) -> str:
        return f"group_concat({text}, ' ')"

    def _begin_writing(self, connection: sqlite3.Connection) -> None:
        connection.execute("BEGIN IMMEDIATE")

    def _begin_reading(self, connection: sqlite3.Connection) -> None:
        connection.execute("BEGIN")

    def _commit(self, connection: sqlite3.Connection) -> None:
        connection.execute("COMMIT")

    def _undo(self, connection: sqlite3.Connection) -> None:
        connection.rollback()  # nothing where SQLite did it itself, as on a full disk

    def _executed(self, connection: sqlite3.Connection, sql: str, values: Sequence[object]) -> sqlite3.Cursor:
        return connection.execute(sql, values)


class _Pool(ConnectionPool[sqlite3.Connection]):
    errors = sqlite3.DatabaseError

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path

    def opened(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._path, check_same_thread=False, isolation_level=None, timeout=TIMEOUT)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute(f"PRAGMA cache_size = -{_CACHED}")
        return connection

    def is_alive(self, connection: sqlite3.Connection) -> bool:  # noqa: ARG002 (nothing ends one to a file)
        return True

    def in_transaction(self, connection: sqlite3.Connection) -> bool:
        return connection.in_transaction

    def closed(self) -> Exception:
        return sqlite3.ProgrammingError(f"the record {str(self._path)!r} is closed")

    def told(self, error: sqlite3.DatabaseError) -> Exception:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code in _DAMAGED or str(error).startswith("Could not decode"):  # noise in a text
            return damaged(self._path, str(error))
        if code in _REMEDIES:
            return NotKeptError(
                f"nothing can be kept in the record {str(self._path)!r} ({error}): {_REMEDIES[code]}; what was kept before is still there"
            )
        return error
