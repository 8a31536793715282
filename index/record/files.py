"""Which files were seen below which roots, and what became of them."""

import os
from dataclasses import dataclass, replace
from typing import Any

from corpus.archive import FileStamp
from corpus.notice import as_text, from_text
from index.database.database import Database

_COLUMNS = "path, collection, size, mtime_ns, ctime_ns, inode, sha256, report_id, failure, recipe"

FileKey = tuple[str, str]
"""(path, collection)"""


@dataclass(frozen=True, slots=True)
class FileRecord:
    """One file as it was when it was last looked at."""

    path: str
    collection: str
    stamp: FileStamp
    sha256: str
    report_id: str | None
    """The report read from it; the last good one where the present content cannot be read."""
    failure: str | None
    """Why it could not be read, in one line: a `Notice`, but a plain line where an older hoidap wrote it."""
    recipe: str
    """The reading recipe it was read with."""


class FileTable:
    """Files by path and collection, and the roots they were found under.

    A path is kept as text, or as the bytes it is where those are not UTF-8.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def add_root(self, path: str, collection: str, *, configured: bool = False) -> None:
        """`configured`: it is the settings that name it now."""
        kept = self._database.path_value(path)
        self._database.put("roots", ["path", "collection"], path=kept, collection=collection, configured=configured)

    def roots(self) -> list[FileKey]:
        """Everything that was ever synced, in order of path."""
        rows = self._database.all("SELECT path, collection FROM roots ORDER BY 1, 2")
        return [(os.fsdecode(path), collection) for path, collection in rows]

    def configured(self) -> list[FileKey]:
        """Those of them that the settings named."""
        rows = self._database.all("SELECT path, collection FROM roots WHERE configured ORDER BY 1, 2")
        return [(os.fsdecode(path), collection) for path, collection in rows]

    def forget_root(self, path: str, collection: str) -> None:
        self._database.run(
            "DELETE FROM roots WHERE path = ? AND collection = ?", self._database.path_value(path), collection
        )

    def all(self) -> dict[FileKey, FileRecord]:
        """Every file known, by (path, collection)."""
        rows = self._database.all(f"SELECT {_COLUMNS} FROM files")
        return {(record.path, record.collection): record for record in map(_record, rows)}

    def count_failed(self) -> int:
        """How many of them could not be read."""
        row = self._database.one("SELECT COUNT(*) FROM files WHERE failure IS NOT NULL")
        return 0 if row is None else int(row[0])

    def of_report(self, report_id: str) -> list[FileRecord]:
        """The files that a report was read from: one, or several copies; in order of path."""
        rows = self._database.all(f"SELECT {_COLUMNS} FROM files WHERE report_id = ? ORDER BY path", report_id)
        return [_record(row) for row in rows]

    def put(self, record: FileRecord) -> None:
        """Add or replace what is known of a file."""
        stamp, failure = record.stamp, record.failure and as_text(record.failure)
        self._database.put(
            "files", ["path", "collection"], path=self._database.path_value(record.path), collection=record.collection,
            size=stamp.size, mtime_ns=stamp.mtime_ns, ctime_ns=stamp.ctime_ns, inode=stamp.inode, sha256=record.sha256,
            report_id=record.report_id, failure=failure, recipe=record.recipe,
        )  # fmt: skip

    def forget(self, path: str, collection: str) -> None:
        self._database.run(
            "DELETE FROM files WHERE path = ? AND collection = ?", self._database.path_value(path), collection
        )


def _record(row: tuple[Any, ...]) -> FileRecord:
    path, collection, size, mtime_ns, ctime_ns, inode, *more = row
    record = FileRecord(os.fsdecode(path), collection, FileStamp(size, mtime_ns, ctime_ns, inode), *more)
    return replace(record, failure=from_text(record.failure)) if record.failure else record


def with_correction(recipe: str, digest: str) -> str:
    """How a file is read, with the digest of what an editor states of its report; empty for nothing."""
    plain = recipe.partition("~")[0]
    return f"{plain}~{digest}" if digest else plain
