"""The record in PostgreSQL, which several machines reach: the only door to psycopg."""

import re
import select
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from functools import lru_cache
from pathlib import Path
from typing import Any

import psycopg
from psycopg.conninfo import conninfo_to_dict
from psycopg.pq import TransactionStatus
from psycopg.types.string import TextBinaryLoader, TextLoader

from index.database.database import Database
from index.database.pool import ConnectionPool
from index.database.postgres_schema import POSTGRES_STEPS, TABLES
from index.database.store import Row
from index.errors import DamagedLibraryError, LibraryInUseError, NewerLibraryError, NotKeptError, UnreachableRecordError

_Connection = psycopg.Connection[tuple[Any, ...]]
_DEFAULTS = {"connect_timeout": 10, "keepalives_idle": 30, "tcp_user_timeout": 30_000, "application_name": "hoidap"}
"""Seconds, seconds and milliseconds: a server whose machine is gone is noticed. What the address says wins."""
_WAIT = "SET lock_timeout = '60s'"
"""How long a writer waits for another."""
_PATIENCE = 5.0
"""Seconds in which whoever reads an earlier state may end."""
_MIGRATING = 0x686F69646170
"""Name of the advisory lock of whoever makes the tables: "hoidap"."""
_ROWS_AT_ONCE = 100
"""Some have a whole report."""
_WRITING = _MIGRATING + 1
"""Of whoever changes reports."""
_ESCAPED_NUL = re.compile(r"(?<!\\)((?:\\\\)*)\\u0000")
"""In JSON. PostgreSQL keeps no character of this number."""
_DAMAGED = ("XX001", "XX002")
_REMEDIES = {
    "53": "free space on its disk, or let it take more connections",
    "54": "a path or a word is longer than PostgreSQL keeps: shorten it",
    "40": "two writers waited for each other: try again",
    "25006": "it takes no changes now: name the server that does",
    "42501": "let this user read and write the tables",
    "55P03": "somebody else keeps a table locked: see that it ends",
    "58": "look after its disk",
}
"""By how the code begins that PostgreSQL gives what it refuses."""


class PostgresDatabase(Database):
    """Any number of processes, on any machine, may have it open."""

    _pool: "_Pool"

    def __init__(self, url: str) -> None:
        """Open the record at an address, made where there is none and brought up to date where it is older.

        Raises UnreachableRecordError where no server answers there, NewerLibraryError for one that a newer version wrote.
        """
        super().__init__(_Pool(url))
        self.name = shown_address(url)
        self._leased: tuple[_Connection, int] | None = None
        """Of whoever changes reports: what holds the lock, and the thread."""
        try:
            if self.version() != len(POSTGRES_STEPS):
                self._migrate()
        except BaseException:
            self.close()
            raise

    def run_many(self, sql: str, rows: Iterable[Sequence[object]]) -> None:
        with self._pool.connection() as connection, connection.cursor() as cursor:
            cursor.executemany(_as_psycopg(sql), map(self._values, rows))

    def each(self, sql: str) -> Iterator[Row]:
        with self._pool.connection() as connection, connection.cursor(name="each", binary=True) as cursor:
            cursor.itersize = _ROWS_AT_ONCE
            cursor.execute(_as_psycopg(sql))
            yield from cursor

    def fill(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
        named = ", ".join(f'"{column}"' for column in columns)
        with (
            self._pool.connection() as connection,
            connection.cursor() as cursor,
            cursor.copy(_as_psycopg(f"COPY {table} ({named}) FROM STDIN")) as copied,
        ):
            for row in rows:
                copied.write_row(row)

    def columns(self, table: str) -> list[str]:
        sql = """SELECT attname::text FROM pg_attribute
            WHERE attrelid = to_regclass(?) AND attnum > 0 AND NOT attisdropped AND attname <> 'rowid'"""
        return [name for (name,) in self.all(sql, table)]

    def last_number(self, table: str) -> int:
        [sequence] = self.one("SELECT pg_get_serial_sequence(?, 'row')", table) or ("",)
        [number, is_used] = self.one(f"SELECT last_value, is_called FROM {sequence}") or (0, False)
        return int(number) if is_used else 0

    def set_last_number(self, table: str, number: int) -> None:
        self.run("SELECT setval(pg_get_serial_sequence(?, 'row'), ?, ?)", table, max(number, 1), number > 0)

    def copy_to(self, file: Path) -> None:
        from index.database.copy import copied_to_file

        copied_to_file(self, file)

    def faults(self) -> list[str]:
        """Nothing: PostgreSQL looks after its own files, by checksums where they are on, and pg_amcheck looks through them."""
        return []

    def size(self) -> int:
        [size] = self.one("SELECT pg_database_size(current_database())") or (0,)
        return int(size)

    def erase(self) -> bool:
        """Write every table anew. Readers wait as well; what the log of changes (WAL) has is the server's to forget."""
        if not self._is_seen_by_nobody():
            return False
        with self._pool.connection() as connection:
            try:
                connection.execute(f"SET lock_timeout = '{_PATIENCE:.0f}s'")
                connection.execute(f"VACUUM (FULL) {', '.join(TABLES)}")
            except psycopg.errors.LockNotAvailable:
                return False
            finally:
                connection.execute(_WAIT)
        return True

    @contextmanager
    def lease(self) -> Iterator[None]:
        with self._pool.lasting() as connection:
            try:
                connection.execute("SELECT pg_advisory_lock(%s)", [_WRITING])
            except psycopg.errors.LockNotAvailable as error:
                raise LibraryInUseError(
                    f"another server changes the reports in {self.name!r}: try again when it is done"
                ) from error
            except psycopg.Error as error:
                raise self._pool.told(error) from error
            self._leased = connection, threading.get_ident()
            try:
                yield
            finally:
                self._leased = None
                with suppress(psycopg.Error):  # the server gave it back when it ended the connection
                    connection.execute("SELECT pg_advisory_unlock(%s)", [_WRITING])

    def path_value(self, path: str) -> bytes:
        return path.encode(errors="surrogateescape")

    def text_value(self, text: str) -> str:
        return (
            _ESCAPED_NUL.sub(r"\1\\ufffd", text.replace("\0", "\ufffd")) if "\0" in text or "\\u0000" in text else text
        )

    def within(self, column: str, allowed: Iterable[object] | None) -> tuple[str, tuple[object, ...]]:
        return ("TRUE", ()) if allowed is None else (f"{column} = ANY(?)", (list(allowed),))

    def elements(self, array: str) -> str:
        return f"json_array_elements(CAST({array} AS JSON)) AS each(value)"

    def texts(self, array: str) -> str:
        return f"json_array_elements_text(CAST({array} AS JSON)) AS each(value)"

    def joined(self, text: str) -> str:
        return f"string_agg({text}, ' ')"

    def version(self) -> int:
        """How many steps its tables have been through; 0 where there are none. Raises NewerLibraryError."""
        if self.one("SELECT to_regclass('schema_version')") == (None,):
            return 0
        [version] = self.one("SELECT max(steps) FROM schema_version") or (0,)
        if (version or 0) > len(POSTGRES_STEPS):
            raise NewerLibraryError(
                f"the record {self.name!r} was written by a newer hoidap (it is version {version}, this one reads up to "
                f"{len(POSTGRES_STEPS)}): install that version again, or correct the setting `database_url`"
            )
        return version or 0

    def _migrate(self) -> None:
        with self.transaction():
            self.run("SELECT pg_advisory_xact_lock(?)", _MIGRATING)
            if self.one("SHOW server_encoding") != ("UTF8",):
                raise NotKeptError(
                    f"the record {self.name!r} is no database in UTF-8: make one with `createdb -E UTF8`"
                )
            for number, step in list(enumerate(POSTGRES_STEPS, 1))[self.version() :]:
                for statement in filter(str.strip, step.split(";")):
                    self.run(statement)
                self.run("INSERT INTO schema_version VALUES (?)", number)

    def _is_seen_by_nobody(self) -> bool:
        """Whether, before long, nobody else reads a state of before this moment: VACUUM leaves them what they see."""
        ends = time.monotonic() + _PATIENCE
        sql = """SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
            AND (backend_xmin IS NOT NULL OR backend_xid IS NOT NULL) AND xact_start < ?::timestamptz"""
        [began] = self.one("SELECT CAST(clock_timestamp() AS TEXT)") or ("",)
        while self.one(sql, began) != (0,):
            if time.monotonic() > ends:
                return False
            time.sleep(0.1)
        return True

    def _begin_writing(self, connection: _Connection) -> None:
        leased = self._leased
        if leased and leased[1] == threading.get_ident() and not self._pool.is_alive(leased[0]):
            raise UnreachableRecordError(
                f"the record {self.name!r} was out of reach, and another server may change it: try again"
            )
        connection.execute("BEGIN")

    def _begin_reading(self, connection: _Connection) -> None:
        connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY")

    def _commit(self, connection: _Connection) -> None:
        if connection.execute("COMMIT").statusmessage != "COMMIT":  # an error inside was passed over
            raise NotKeptError(f"nothing was kept in the record {self.name!r}: a statement before had failed")

    def _undo(self, connection: _Connection) -> None:
        with suppress(psycopg.OperationalError):  # the server undid it when it ended the connection
            connection.rollback()

    def _executed(self, connection: _Connection, sql: str, values: Sequence[object]) -> psycopg.Cursor[tuple[Any, ...]]:
        return connection.execute(_as_psycopg(sql), self._values(values), binary=True)

    def _values(self, row: Sequence[object]) -> list[object]:
        return [self.text_value(each) if isinstance(each, str) else each for each in row]


class _Pool(ConnectionPool[_Connection]):
    errors = psycopg.Error

    def __init__(self, url: str) -> None:
        super().__init__()
        self._url = url
        self._more = connection_options(url)

    def opened(self) -> _Connection:
        connection = psycopg.connect(self._url, autocommit=True, client_encoding="utf8", **self._more)
        for loader in (TextLoader, TextBinaryLoader):  # JSON as it was written
            connection.adapters.register_loader("json", loader)
        try:
            connection.execute(_WAIT)
        except BaseException:  # the server was ended meanwhile
            connection.close()
            raise
        return connection

    def is_alive(self, connection: _Connection) -> bool:
        """A server that is asked nothing says something only when it ends the connection."""
        if connection.closed:
            return False
        asked = select.poll()
        asked.register(connection.fileno(), select.POLLIN)
        return not asked.poll(0)

    def in_transaction(self, connection: _Connection) -> bool:
        return connection.info.transaction_status not in (TransactionStatus.IDLE, TransactionStatus.UNKNOWN)

    def closed(self) -> Exception:
        return psycopg.InterfaceError(f"the record {shown_address(self._url)!r} is closed")

    def told(self, error: psycopg.Error) -> Exception:
        name, code, what = shown_address(self._url), error.sqlstate or "", " ".join(str(error).split())
        if code in _DAMAGED:
            return DamagedLibraryError(f"the record {name!r} is damaged ({what}): bring back a backup of its database")
        for beginning, remedy in _REMEDIES.items():
            if code.startswith(beginning):
                return NotKeptError(f"nothing can be kept in the record {name!r} ({what}): {remedy}")
        if isinstance(error, psycopg.OperationalError):
            return UnreachableRecordError(
                f"the record {name!r} cannot be reached ({what}): start its server, or correct the setting `database_url`"
            )
        return error


def connection_options(url: str) -> dict[str, Any]:
    """What is said to the server beside an address, where that does not say it. Raises UnreachableRecordError for no address."""
    try:
        said = conninfo_to_dict(url)
    except psycopg.ProgrammingError:  # whose text has the password
        raise UnreachableRecordError(
            "the address of the record is none of PostgreSQL: correct `database_url`"
        ) from None
    return {name: value for name, value in _DEFAULTS.items() if name not in said}


def has_record(url: str) -> bool:
    """Whether the tables are there. Raises UnreachableRecordError."""
    with closing(_Pool(url)) as pool, pool.connection() as connection:
        return connection.execute("SELECT to_regclass('schema_version')").fetchone() != (None,)


def shown_address(url: str) -> str:
    """Server, port and name of a database, as people are told: no user, no password."""
    try:
        parts = conninfo_to_dict(url)
    except psycopg.ProgrammingError:
        return "postgresql://?"
    host, port = parts.get("host") or parts.get("hostaddr") or "", parts.get("port")
    return f"postgresql://{host}{f':{port}' if port else ''}/{parts.get('dbname') or ''}"


@lru_cache(maxsize=512)
def _as_psycopg(sql: str) -> Any:
    return sql.replace("%", "%%").replace("?", "%s")
