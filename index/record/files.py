"""Which files were seen below which roots, and what became of them."""

from dataclasses import astuple, dataclass, replace
from typing import Any

from corpus.notice import as_text, from_text
from index.record.database import Database

_COLUMNS = "path, collection, size, mtime_ns, sha256, report_id, failure, recipe"


@dataclass(frozen=True, slots=True)
class FileRecord:
    """One file as it was when it was last looked at."""

    path: str
    collection: str
    size: int
    mtime_ns: int
    sha256: str
    report_id: str | None
    """The report read from it; the last good one where the present content cannot be read."""
    failure: str | None
    """Why it could not be read, in one line: a `Notice`, but a plain line where an older hoidap wrote it."""
    recipe: str
    """The reading recipe it was read with."""


class FileTable:
    """Files by path and collection, and the roots they were found under."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add_root(self, path: str, collection: str) -> None:
        self._database.run("INSERT OR IGNORE INTO roots VALUES (?, ?)", path, collection)

    def roots(self) -> list[tuple[str, str]]:
        """(path, collection) of everything that was ever synced, in order of path."""
        return [(row[0], row[1]) for row in self._database.all("SELECT path, collection FROM roots ORDER BY 1, 2")]

    def all(self) -> dict[tuple[str, str], FileRecord]:
        """Every file known, by (path, collection)."""
        rows = self._database.all(f"SELECT {_COLUMNS} FROM files")
        return {(row[0], row[1]): _record(row) for row in rows}

    def of_report(self, report_id: str) -> list[FileRecord]:
        """The files that a report was read from: one, or several copies; in order of path."""
        rows = self._database.all(f"SELECT {_COLUMNS} FROM files WHERE report_id = ? ORDER BY path", report_id)
        return [_record(row) for row in rows]

    def put(self, record: FileRecord) -> None:
        """Add or replace what is known of a file."""
        kept = replace(record, failure=record.failure and as_text(record.failure))
        self._database.run("INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?, ?, ?, ?)", *astuple(kept))

    def forget(self, path: str, collection: str) -> None:
        self._database.run("DELETE FROM files WHERE path = ? AND collection = ?", path, collection)


def _record(row: tuple[Any, ...]) -> FileRecord:
    record = FileRecord(*row)
    return replace(record, failure=from_text(record.failure)) if record.failure else record


def with_correction(recipe: str, digest: str) -> str:
    """How a file is read, with the digest of what an editor states of its report; empty for nothing."""
    plain = recipe.partition("~")[0]
    return f"{plain}~{digest}" if digest else plain
