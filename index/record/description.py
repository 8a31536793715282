"""What an index was built with and how much is in it."""

import json
from dataclasses import dataclass
from pathlib import Path

from index.database.database import Database
from index.database.place import is_there, opened


@dataclass(frozen=True, slots=True)
class IndexDescription:
    """An index, as its own record describes it."""

    encoder: str
    dimension: int
    """Of every vector."""
    metric: str
    recipe: str
    """How reports are divided and indexed."""
    back_end: str
    """What computed the latest vectors."""
    reports: int
    passages: int
    """That are searched."""
    sentences: int


def describe(folder: Path, url: str = "") -> IndexDescription | None:
    """The index of the library in `folder`, its record perhaps elsewhere; None where nothing was indexed yet. Raises NewerLibraryError."""
    if not is_there(folder, url):
        return None
    with opened(folder, url) as database:
        return description_of(database)


def description_of(database: Database) -> IndexDescription | None:
    """The same of an open library."""
    identity = json.loads(database.meta("identity") or "{}")
    dimension = dimension_of(database, identity.get("encoder", ""))
    if dimension is None:
        return None
    reports, passages = database.one(
        """SELECT COUNT(DISTINCT report_id), COUNT(*) FROM chunks
        WHERE searchable AND report_id IN (SELECT id FROM reports WHERE ready)"""
    ) or (0, 0)
    half_vectors = database.one(
        """SELECT COALESCE(SUM(length(sentences)), 0) FROM vectors JOIN chunks USING (key)
        WHERE encoder = ? AND searchable AND report_id IN (SELECT id FROM reports WHERE ready)""",
        identity["encoder"],
    ) or (0,)
    return IndexDescription(
        identity["encoder"], dimension, "cosine", identity["recipe"], database.meta("back_end") or "unknown",
        reports, passages, int(half_vectors[0]) // (2 * dimension),
    )  # fmt: skip


def dimension_of(database: Database, encoder: str) -> int | None:
    """Dimension of the vectors kept of this encoder; None where there are none."""
    row = database.one("SELECT length(passage) / 4 FROM vectors WHERE encoder = ? LIMIT 1", encoder)
    return None if row is None else int(row[0])
