"""Connections to the record's file, few whatever the number of threads: the only door to sqlite3 beside the schema."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from index.errors import DamagedLibraryError, NotKeptError

IDLE = 8
"""Connections kept open while nobody uses them; each has two file handles and its own cache."""
_CACHED = 32_000
"""Kilobytes of the file that a connection keeps in memory at most."""

TIMEOUT = 60
"""Seconds that a writer waits for another."""


_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_REMEDIES = {
    sqlite3.SQLITE_FULL: "free space on its disk",
    sqlite3.SQLITE_IOERR: "look after its disk",
    sqlite3.SQLITE_READONLY: "let this account write there",
    sqlite3.SQLITE_CANTOPEN: "let this account read and write there",
    sqlite3.SQLITE_BUSY: "another program has it open: close that one",
}
"""By what SQLite says of a file that it cannot write."""


class ConnectionPool:
    """Lends connections; readers never wait for the writer (WAL).

    A server's threads come and go: a connection that stayed with its thread would never be closed.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._idle: list[sqlite3.Connection] = []
        self._changing = threading.Lock()
        self._lent = threading.local()
        self._is_closed = False

    @contextmanager
    def connection(self) -> Iterator[sqlite3.Connection]:
        """For this thread alone until the block ends; inside another block of this thread, the same one.

        Raises sqlite3.ProgrammingError once the pool is closed, NotKeptError where the disk takes nothing more, and
        DamagedLibraryError where what is in the file cannot be.
        """
        lent: sqlite3.Connection | None = getattr(self._lent, "connection", None)
        if lent is not None:
            yield lent
            return
        try:
            connection = self._taken()
            self._lent.connection = connection
            try:
                yield connection
            finally:
                self._lent.connection = None
                self._give_back(connection)
        except sqlite3.DatabaseError as error:
            raise self._told(error) from error

    @contextmanager
    def lasting(self) -> Iterator[sqlite3.Connection]:
        """One that no thread has until it is `lent` to it; for what one thread begins and another goes on with."""
        connection = self._taken()
        try:
            yield connection
        finally:
            self._give_back(connection)

    @contextmanager
    def lent(self, connection: sqlite3.Connection) -> Iterator[None]:
        """Until the block ends it is what this thread gets."""
        before = getattr(self._lent, "connection", None)
        self._lent.connection = connection
        try:
            yield
        finally:
            self._lent.connection = before

    def close(self) -> None:
        """Those in use are closed when they are given back."""
        with self._changing:
            self._is_closed = True
            while self._idle:
                self._idle.pop().close()

    def _taken(self) -> sqlite3.Connection:
        """The one that was used last, whose cache is warm, or a new one."""
        with self._changing:
            if self._is_closed:
                raise sqlite3.ProgrammingError(f"the record {str(self._path)!r} is closed")
            if self._idle:
                return self._idle.pop()
        connection = sqlite3.connect(self._path, check_same_thread=False, isolation_level=None, timeout=TIMEOUT)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute(f"PRAGMA cache_size = -{_CACHED}")
        return connection

    def _give_back(self, connection: sqlite3.Connection) -> None:
        with self._changing:
            if not (self._is_closed or connection.in_transaction or len(self._idle) >= IDLE):
                self._idle.append(connection)
                return
        connection.close()

    def _told(self, error: sqlite3.DatabaseError) -> Exception:
        """The error as one line with its remedy; one that is ours, as a wrong statement is, as it is."""
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code in _DAMAGED or str(error).startswith("Could not decode"):  # noise in a text
            return damaged(self._path, str(error))
        if code in _REMEDIES:
            return NotKeptError(
                f"nothing can be kept in the record {str(self._path)!r} ({error}): {_REMEDIES[code]}; what was kept before is still there"
            )
        return error


def damaged(path: Path, what: str) -> DamagedLibraryError:
    """The record is not what was written."""
    return DamagedLibraryError(
        f"the record {str(path)!r} is damaged ({what}): bring back a backup with `hoidap restore FILE --replace`, or save "
        "what can still be read with `hoidap repair`"
    )
