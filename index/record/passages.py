"""Passages of reports in the library's record."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from corpus.chunk import Chunk
from index.database.database import Database
from index.record.register import Register

_SEARCHABLE = "searchable AND report_id IN (SELECT id FROM reports WHERE ready)"
_CHUNK = 'report_id, start, "end", text, pages, path, years, aspect, searchable, collection, key'


@dataclass(frozen=True, slots=True)
class StoredChunk:
    """A passage as the engines know it."""

    row: int
    """Its key in the engines; never used twice."""
    chunk: Chunk
    collection: str
    key: str
    """Names its vectors: a hash of what was encoded."""


class Searchable(NamedTuple):
    """What an engine must know of a passage."""

    key: str
    collection: str


ByYears = Mapping[tuple[int, ...], int]
"""How many passages report on just these years."""


class PassageTable:
    """Appear to readers with the report that they are of."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, chunks: Sequence[Chunk], collection: str, keys: Sequence[str]) -> None:
        """Add those of a report."""
        self._database.run_many(
            f"INSERT INTO chunks ({_CHUNK}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [_row(chunk, collection, key) for chunk, key in zip(chunks, keys, strict=True)],
        )

    def delete(self, report_id: str) -> None:
        self._database.run("DELETE FROM chunks WHERE report_id = ?", report_id)

    def texts(self, report_id: str) -> list[str]:
        """Of the searchable ones of a report, in no order."""
        found = self._database.all("SELECT text FROM chunks WHERE report_id = ? AND searchable", report_id)
        return [text for (text,) in found]

    def searchable_rows(self) -> npt.NDArray[np.int64]:
        """int64[n], ascending: the passages that the engines should hold."""
        found = self._database.all(f"SELECT row FROM chunks WHERE {_SEARCHABLE} ORDER BY row")
        return np.fromiter((row for (row,) in found), np.int64, len(found))

    def searchable_count(self) -> int:
        """How many these are."""
        return int((self._database.one(f"SELECT COUNT(*) FROM chunks WHERE {_SEARCHABLE}") or (0,))[0])

    def searchable(self, rows: Iterable[int] | None = None) -> dict[int, Searchable]:
        """By row, ascending, what an engine must know of these passages (None: of all), as far as it should hold them."""
        condition, values = self._database.within("row", rows)
        sql = f"SELECT row, key, collection FROM chunks WHERE {_SEARCHABLE} AND {condition} ORDER BY row"
        return {row: Searchable(key, collection) for row, key, collection in self._database.all(sql, *values)}

    def by_years(self, report_ids: Iterable[str] | None) -> dict[str, ByYears]:
        """By report (None: of all) the number of its searchable passages; reports without any are left out."""
        condition, values = self._database.within("report_id", report_ids)
        sql = f"""SELECT report_id, CAST(years AS TEXT), COUNT(*) FROM chunks
            WHERE searchable AND {condition} GROUP BY 1, 2"""
        found: dict[str, dict[tuple[int, ...], int]] = {}
        for report_id, years, count in self._database.all(sql, *values):
            found.setdefault(report_id, {})[_numbers(years)] = int(count)
        return dict(found)

    def reports_of(self, rows: Iterable[int]) -> list[str]:
        """Ids of the reports that these passages are of."""
        condition, values = self._database.within("row", rows)
        return [
            row[0] for row in self._database.all(f"SELECT DISTINCT report_id FROM chunks WHERE {condition}", *values)
        ]

    def chunks(self, report_id: str) -> list[StoredChunk]:
        """The passages of a report, in order, published or not."""
        sql = f"SELECT row, {_CHUNK} FROM chunks WHERE report_id = ? ORDER BY start"
        return [_stored(row) for row in self._database.all(sql, report_id)]

    def chunks_by_row(self, rows: Iterable[int], register: Register) -> dict[int, StoredChunk]:
        """Passages of the reports in the register by row; a row that is gone, or not yet published, is left out.

        Raises KeyError where there are others because the register is no longer true.
        """
        condition, values = self._database.within("row", rows)
        found = [
            _stored(row) for row in self._database.all(f"SELECT row, {_CHUNK} FROM chunks WHERE {condition}", *values)
        ]
        known = {stored.row: stored for stored in found if stored.chunk.report_id in register.entries}
        if len(known) < len(found) and self._database.revision() != register.revision:
            raise KeyError("reports have come since the register was read")
        return known

    def neighbours(self, chunks: Sequence[Chunk]) -> list[tuple[Chunk | None, Chunk | None]]:
        """The passage right before and the one right after each of these, searchable or not."""
        places = json.dumps([[chunk.report_id, place] for chunk in chunks for place in (chunk.start, chunk.end)])
        wanted = f"SELECT value ->> 0 AS id, CAST(value ->> 1 AS INTEGER) AS place FROM {self._database.elements('?')}"
        sql = f"""SELECT row, {_CHUNK} FROM chunks JOIN ({wanted}) AS wanted
            ON report_id = wanted.id AND (start = place OR "end" = place)"""
        around = [_stored(row).chunk for row in self._database.all(sql, places)]
        starts = {(chunk.report_id, chunk.start): chunk for chunk in around}
        ends = {(chunk.report_id, chunk.end): chunk for chunk in around}
        return [
            (ends.get((chunk.report_id, chunk.start)), starts.get((chunk.report_id, chunk.end))) for chunk in chunks
        ]


def _row(chunk: Chunk, collection: str, key: str) -> tuple[object, ...]:
    return (
        chunk.report_id, chunk.start, chunk.end, chunk.text, json.dumps(chunk.pages), chunk.path, json.dumps(chunk.years),
        chunk.aspect, chunk.searchable, collection, key,
    )  # fmt: skip


@lru_cache(maxsize=4096)
def _numbers(array: str) -> tuple[int, ...]:
    """Out of a JSON array: hundreds of passages a question have the same few pages and years."""
    return tuple(json.loads(array))


def _stored(row: tuple[Any, ...]) -> StoredChunk:
    number, report_id, start, end, text, pages, path, years, aspect, searchable, collection, key = row
    chunk = Chunk(
        id=f"{report_id}@{start}-{end}",
        report_id=report_id,
        start=start,
        end=end,
        text=text,
        pages=_numbers(pages),
        path=path,
        years=_numbers(years),
        aspect=aspect,
        searchable=bool(searchable),
    )
    return StoredChunk(number, chunk, collection, key)
