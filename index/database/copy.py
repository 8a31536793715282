"""The whole record from one database to another, and the proof that it arrived."""

import hashlib
import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from index.database.database import Database
from index.database.postgres_schema import NUMBERED, TABLES
from index.database.sqlite import SqliteDatabase
from index.errors import MoveError

_PATHS = ("roots", "files")
"""Tables whose column `path` has what is no UTF-8 as bytes."""
_ARRIVED = {"reports": " ORDER BY rowid"}
"""Tables whose rows have an order that is told by no column."""


class Content:
    """How many rows a table has, and what is in them, in whatever order they come."""

    def __init__(self) -> None:
        self.rows = 0
        self._sum = 0

    def add(self, cells: Iterable[bytes]) -> None:
        digest = hashlib.sha256()
        for cell in cells:
            digest.update(b"%d " % len(cell))
            digest.update(cell)
        self.rows += 1
        self._sum += int.from_bytes(digest.digest())

    @property
    def digest(self) -> str:
        """A sum of SHA-256: the same of the same rows alone."""
        return f"{self._sum % 2**256:064x}"


def copied(source: Database, target: Database) -> dict[str, int]:
    """Copy every row, compare each table by its rows and their content, or leave the target as it was; rows by table.

    The source is read as it was at one moment. Raises MoveError for a target that is not empty, or that is not what was written.
    """
    with source.snapshot() as moment, moment.seen(), target.transaction():
        require_empty(target)
        for table in NUMBERED:
            target.set_last_number(table, source.last_number(table))
        return {table: _copied_table(source, target, table) for table in TABLES}


def copied_to_file(source: Database, file: Path) -> dict[str, int]:
    """The same into a new SQLite file, for its owner alone. Raises OSError where the disk does not take it."""
    file.unlink(missing_ok=True)
    file.touch(mode=stat.S_IRUSR | stat.S_IWUSR)
    with SqliteDatabase(file) as target:
        return copied(source, target)


def require_empty(database: Database) -> None:
    """Raises MoveError where there is anything in it."""
    if has := [table for table in TABLES if database.one(f"SELECT 1 FROM {table} LIMIT 1")]:
        raise MoveError(
            f"the record {database.name!r} is not empty ({', '.join(has)}): name another one; nothing was changed"
        )


def _copied_table(source: Database, target: Database, table: str) -> int:
    columns = sorted(source.columns(table))
    named = ", ".join(f'"{column}"' for column in columns)
    selected = f"SELECT {named} FROM {table}"
    path = columns.index("path") if table in _PATHS else None
    sent, arrived = Content(), Content()

    def rows() -> Iterator[Sequence[object]]:
        for row in source.each(f"{selected}{_ARRIVED.get(table, '')}"):
            kept = [target.text_value(cell) if isinstance(cell, str) else cell for cell in row]
            if path is not None:
                kept[path] = target.path_value(os.fsdecode(row[path]))
            sent.add(_same_in_all(kept, path))
            yield kept

    target.fill(table, columns, rows())
    for row in target.each(selected):
        arrived.add(_same_in_all(row, path))
    if (sent.rows, sent.digest) != (arrived.rows, arrived.digest):
        raise MoveError(
            f"the table {table!r} did not arrive whole in {target.name!r} ({arrived.rows:,} of {sent.rows:,} rows): nothing was changed"
        )
    return sent.rows


def _same_in_all(row: Sequence[Any], path: int | None) -> Iterator[bytes]:
    """The cells of a row, whichever database had it: only what is nothing has no bytes before its colon."""
    for place, cell in enumerate(row):
        if place == path:
            yield b"path:" + os.fsencode(cell)
        elif isinstance(cell, bytes):
            yield b"bytes:" + cell
        elif isinstance(cell, str):
            yield b"text:" + cell.encode()
        else:
            yield b":" if cell is None else b"number:%d" % cell
