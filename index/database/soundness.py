"""Whether the record is what was written: wholly where that is quick, else the tables that nothing else could give back."""

import sqlite3
from pathlib import Path

from index.database.damage import damaged
from index.database.schema import Schema

_WHOLLY = 200_000_000
"""Bytes of a record that is looked through whenever it is opened: 0.4 s a GB from memory, 14 s from a slow disk."""
_MOST_TOLD = 20


def require_sound(connection: sqlite3.Connection, path: Path, schema: Schema) -> None:
    """Raises DamagedLibraryError for a file that was cut, overwritten or is no record."""
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if 0 < version <= len(schema.steps) and (lost := [name for name in schema.irreplaceable if name not in tables]):
        raise damaged(path, f"the table {lost[0]} is lost")
    wholly = path.stat().st_size <= _WHOLLY
    for check in ("quick_check(1)",) if wholly else (f"quick_check({name})" for name in schema.irreplaceable):
        [(found, *_), *_] = connection.execute(f"PRAGMA {check}")
        if found != "ok":
            raise damaged(path, " ".join(found.split()))


def faults(connection: sqlite3.Connection) -> list[str]:
    """What is wrong with the file as a whole, its indexes included, each in one line."""
    try:
        lines = [line for (line,) in connection.execute(f"PRAGMA integrity_check({_MOST_TOLD})")]
    except sqlite3.DatabaseError as error:
        lines = [str(error)]
    found = [" ".join(line.split()) for line in lines]
    return [] if found == ["ok"] else found
