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


def salvage(damaged: Path, into: Path) -> dict[str, int]:
    """Copy every row that can be read to a new record; by table, how many there are now."""
    with (
        Database(into) as database,
        closing(sqlite3.connect(f"file:{damaged}?mode=ro", uri=True, isolation_level=None)) as source,
    ):
        names = [name for (name,) in database.all("SELECT name FROM sqlite_master WHERE type = 'table'")]
        copied = {name: _copied(source, database, name) for name in names if name not in (*_DERIVED, "sqlite_sequence")}
        database.run("DELETE FROM meta WHERE key = ?", _IDENTITY)
    return copied


def _copied(source: sqlite3.Connection, database: Database, table: str) -> int:
    try:
        there = {row[1] for row in source.execute(f"PRAGMA table_info({table})")}
    except sqlite3.DatabaseError:
        return 0
    columns = [row[1] for row in database.all(f"PRAGMA table_info({table})") if row[1] in there]
    named = ", ".join(f'"{column}"' for column in columns)
    filled = f"INSERT OR IGNORE INTO {table} ({named}) VALUES ({', '.join('?' * len(columns))})"
    with database.transaction():
        for row in _rows(source, table, named):
            with suppress(sqlite3.IntegrityError):
                database.run(filled, *row)
    (count,) = database.one(f"SELECT COUNT(*) FROM {table}") or (0,)
    return int(count)


def _rows(source: sqlite3.Connection, table: str, columns: str) -> Iterator[tuple[object, ...]]:
    """Its rows from the first on and, past what cannot be read, from the last back; some may come twice."""
    for direction in ("ASC", "DESC"):
        order = f"ORDER BY rowid {direction}"
        try:
            yield from source.execute(f"SELECT {columns} FROM {table} {order}")
        except sqlite3.OperationalError as error:
            if "no such column" not in str(error):
                continue
            with suppress(sqlite3.DatabaseError):  # a table without row numbers
                yield from source.execute(f"SELECT {columns} FROM {table}")
        except sqlite3.DatabaseError:
            continue
        return
