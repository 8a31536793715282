"""The record from where it is to where it is to be: a file in the data folder, or a PostgreSQL database."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from index.database.copy import copied, copied_to_file
from index.database.database import Database
from index.database.place import MOVED, is_there, name_of, opened, require_record
from index.database.sqlite import RECORD
from index.durable import keep_names
from index.errors import MoveError
from index.owner import owned
from index.safekeeping.restore import ASIDE

_PARTIAL = f"{RECORD}.moving"

_Also = Callable[[Database, Database | None], None]


@dataclass(frozen=True, slots=True)
class Moved:
    """What was moved."""

    rows: dict[str, int]
    """By table."""
    left: str
    """Where the record was, and is no more than what it was."""


def move(folder: Path, url: str, to: str, also: _Also = lambda *_: None) -> Moved:
    """Copy the record of the library in `folder`, or at `url`, to the database at `to`, or for an empty one into the folder.

    The target has all of it, compared row by row, or nothing. The numbers of passages stay, and with them the engines.
    `also` copies what stands beside the record on one side alone: it gets the record as it is, and the new database, None for a
    new file, before anything counts. Raises MoveError, with nothing changed, for a target that is not empty; LibraryInUseError where a process has the library open.
    """
    if name_of(folder, url) == name_of(folder, to):
        raise MoveError(f"the record is in {name_of(folder, url)!r} already")
    with owned(folder):
        require_record(folder, url, must_be=True)
        with opened(folder, url) as source:
            rows = _into_database(source, folder, to, also) if to else _into_folder(source, folder, also)
            if url:
                source.set_meta(MOVED, name_of(folder, to))
        return Moved(rows, name_of(folder, url) if url else str(_set_aside(folder)))


def _into_database(source: Database, folder: Path, to: str, also: _Also) -> dict[str, int]:
    with opened(folder, to) as target, target.transaction():
        rows = copied(source, target)
        also(source, target)
        return rows


def _into_folder(source: Database, folder: Path, also: _Also) -> dict[str, int]:
    if is_there(folder):
        raise MoveError(f"there is a record {str(folder / RECORD)!r} already: nothing was changed")
    partial = folder / _PARTIAL
    rows = copied_to_file(source, partial)
    also(source, None)
    partial.rename(folder / RECORD)
    keep_names(folder)
    return rows


def _set_aside(folder: Path) -> Path:
    """Nobody takes what the record was for the record."""
    aside = folder / f"{ASIDE}{datetime.now(UTC):%Y%m%dT%H%M%S%f}"
    aside.mkdir(mode=0o700)
    for each in folder.glob(f"{RECORD}*"):
        each.rename(aside / each.name)
    keep_names(folder)
    return aside
