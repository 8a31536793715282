"""What can still be read of a damaged record, into a new one."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from index.database.database import Database
from index.database.schema import STEPS
from index.database.sqlite import SqliteDatabase

_DERIVED = ("bigrams", "short_forms", "removals")
"""Tables that are counted anew when a report is recorded."""
_IDENTITY = "identity"
"""In `meta`: without it every report is recorded and shown to the engines anew."""
_TRIED = 1_000_000
"""Numbers that are tried one by one where neither the table nor an index says which rows there are; 10 s."""

Gaps = dict[str, int | None]
"""By table that could not be read whole, how many of its rows are lost; None where nothing tells."""


def salvage(damaged: Path, into: Path) -> Gaps:
    """Copy every row that can be read to a new record. Raises sqlite3.DatabaseError for a file of which nothing can."""
    with (
        SqliteDatabase(into) as database,
        closing(sqlite3.connect(f"file:{damaged}?mode=ro", uri=True, isolation_level=None)) as source,
    ):
        source.execute("PRAGMA writable_schema = ON")  # else SQLite opens no file that was cut
        is_complete = source.execute("PRAGMA user_version").fetchone()[0] >= len(STEPS)
        gaps: Gaps = {}
        for name, sql in database.all("SELECT name, sql FROM sqlite_master WHERE type = 'table'"):
            if name not in (*_DERIVED, "sqlite_sequence"):
                table = _Table(source, name, has_numbers="WITHOUT ROWID" not in sql, must_be=is_complete)
                _copy(table, database)
                if table.lost != 0:
                    gaps[name] = table.lost
        database.run("DELETE FROM meta WHERE key = ?", _IDENTITY)
        return gaps


class _Table:
    """A table of a damaged record: its rows and, once they are read, how many others there were."""

    def __init__(self, source: sqlite3.Connection, name: str, *, has_numbers: bool, must_be: bool) -> None:
        self._source = source
        self._has_numbers = has_numbers
        self.name = name
        self.lost: int | None = 0
        """Rows; None for nobody knows how many."""
        try:
            described = source.execute(f"PRAGMA table_info({name})").fetchall()
        except sqlite3.DatabaseError:
            described = []
        self.columns = [row[1] for row in described]
        self._key = ", ".join(row[1] for row in described if row[5])
        if not described and must_be:
            self.lost = None

    def rows(self, columns: str) -> Iterator[tuple[object, ...]]:
        if not self._has_numbers:
            yield from self._by_key(columns)
            return
        for number in self._numbers():
            found, _ = self._read(f"SELECT {columns} FROM {self.name} WHERE rowid = {number}")
            yield from found
            if not found:
                self.loses(1)

    def loses(self, rows: int) -> None:
        if self.lost is not None:
            self.lost += rows

    def _by_key(self, columns: str) -> Iterable[tuple[object, ...]]:
        sql = f"SELECT {columns} FROM {self.name} ORDER BY {self._key}"
        found, is_whole = self._read(sql)
        if not is_whole:
            self.lost = None
            found += self._read(f"{sql} DESC")[0]
        return dict.fromkeys(found)

    def _numbers(self) -> list[int]:
        """Of its rows; where they cannot be gone through, as its indexes have them, else all that may be."""
        sql = f"SELECT rowid FROM {self.name} ORDER BY rowid"
        rows, is_whole = self._read(sql)
        if is_whole:
            return [number for (number,) in rows]
        rows += self._read(f"{sql} DESC")[0]
        for index in self._indexes():
            indexed, is_whole = self._read(f'SELECT rowid FROM {self.name} INDEXED BY "{index}"')
            rows += indexed
            if is_whole:
                return sorted({number for (number,) in rows})
        found = {number for (number,) in rows}
        self.lost = None
        return sorted({*found, *range(min(found), min(max(found), min(found) + _TRIED))}) if found else []

    def _indexes(self) -> list[str]:
        return [row[1] for row in self._read(f"PRAGMA index_list({self.name})")[0]]

    def _read(self, sql: str) -> tuple[list[tuple[Any, ...]], bool]:
        """The rows up to the first that cannot be read, and whether those are all."""
        rows = []
        try:
            for row in self._source.execute(sql):
                rows.append(row)  # noqa: PERF402 (what came before an error is kept)
        except sqlite3.DatabaseError:
            return rows, False
        return rows, True


def _copy(table: _Table, database: Database) -> None:
    columns = [row[1] for row in database.all(f"PRAGMA table_info({table.name})") if row[1] in table.columns]
    if not columns:
        return
    named = ", ".join(f'"{column}"' for column in columns)
    filled = f"INSERT OR IGNORE INTO {table.name} ({named}) VALUES ({', '.join('?' * len(columns))})"
    read = 0
    with database.transaction():
        for row in table.rows(named):
            read += 1
            if any(isinstance(value, str) and "\0" in value for value in row):
                continue  # what lies beyond the end of a file that was cut reads as zeros
            with suppress(sqlite3.IntegrityError):
                database.run(filled, *row)
        [(kept,)] = database.all(f"SELECT count(*) FROM {table.name}")
    if kept < read:  # noise where there must be something
        table.loses(read - kept)
