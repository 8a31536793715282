"""What can still be read of a damaged record, into a new one."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

from index.record.database import Database

_DERIVED = ("bigrams", "short_forms", "removals")
"""Tables that are counted anew when a report is recorded."""
_IDENTITY = "identity"
"""In `meta`: without it every report is recorded and shown to the engines anew."""


def salvage(damaged: Path, into: Path) -> None:
    """Copy every row that can be read to a new record. Raises sqlite3.DatabaseError for a file of which nothing can."""
    with (
        Database(into) as database,
        closing(sqlite3.connect(f"file:{damaged}?mode=ro", uri=True, isolation_level=None)) as source,
    ):
        tables = database.all("SELECT name, sql FROM sqlite_master WHERE type = 'table'")
        for name, sql in tables:
            if name not in (*_DERIVED, "sqlite_sequence"):
                _copy(source, database, name, has_numbers="WITHOUT ROWID" not in sql)
        database.run("DELETE FROM meta WHERE key = ?", _IDENTITY)


def _copy(source: sqlite3.Connection, database: Database, table: str, *, has_numbers: bool) -> None:
    try:
        there = {row[1] for row in source.execute(f"PRAGMA table_info({table})")}
    except sqlite3.DatabaseError:
        return
    columns = [row[1] for row in database.all(f"PRAGMA table_info({table})") if row[1] in there]
    named = ", ".join(f'"{column}"' for column in columns)
    filled = f"INSERT OR IGNORE INTO {table} ({named}) VALUES ({', '.join('?' * len(columns))})"
    with database.transaction():
        for row in _rows(source, table, named, has_numbers=has_numbers):
            with suppress(sqlite3.IntegrityError):
                database.run(filled, *row)


def _rows(source: sqlite3.Connection, table: str, columns: str, *, has_numbers: bool) -> Iterator[tuple[object, ...]]:
    if not has_numbers:
        with suppress(sqlite3.DatabaseError):
            yield from source.execute(f"SELECT {columns} FROM {table}")
        return
    for number in _numbers(source, table):
        with suppress(sqlite3.DatabaseError):
            yield from source.execute(f"SELECT {columns} FROM {table} WHERE rowid = ?", (number,))


def _numbers(source: sqlite3.Connection, table: str) -> list[int]:
    """Of its rows: from the first on and, past what cannot be read, from the last back."""
    found: set[int] = set()
    for direction in ("ASC", "DESC"):
        with suppress(sqlite3.DatabaseError):
            for (number,) in source.execute(f"SELECT rowid FROM {table} ORDER BY rowid {direction}"):
                found.add(number)
            break
    return sorted(found)
