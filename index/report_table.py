"""Reports and their passages in the library's record."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from corpus.chunk import Chunk
from corpus.report import Page, Relation, Report, Section
from index.database import Database, within
from index.filters import Filters
from index.related import RelatedDocument, Relating, Supersession, related, superseded
from index.word_counts import WordCounts
from index.words import fold

_STRUCTURE = ("pages", "sections", "relations", "warnings")
_CHUNK = 'row, report_id, start, "end", text, pages, path, years, aspect, searchable, collection, key'


@dataclass(frozen=True, slots=True)
class StoredChunk:
    """A passage as the engines know it."""

    row: int
    """Its key in the engines; never used twice."""
    chunk: Chunk
    collection: str
    key: str
    """Names its vectors: a hash of what was encoded."""


class ReportTable:
    """Reports appear to readers only when published, whole; `removals` lists what the engines must forget."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._words = WordCounts(database)

    def put(self, report: Report, chunks: Sequence[Chunk], keys: Sequence[str]) -> None:
        """Add or replace a report and its passages; searchable only after `publish`."""
        self.delete(report.id)
        record = asdict(report)
        text, places = record.pop("text"), record.pop("places")
        structure = {name: record.pop(name) for name in _STRUCTURE}
        self._database.run(
            "INSERT INTO reports VALUES (?, ?, 0, ?, ?, ?, ?, ?, ?)",
            report.id, report.collection, json.dumps(record, default=str), json.dumps(structure), text,
            fold(report.agency or ""), fold(report.kind or ""), report.number,
        )  # fmt: skip
        if places:
            self._database.run("INSERT INTO places VALUES (?, ?)", report.id, places)
        self._database.run_many(
            "INSERT INTO chunks VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [_row(chunk, report.collection, key) for chunk, key in zip(chunks, keys, strict=True)],
        )
        self._words.add(report.collection, [chunk.text for chunk in chunks if chunk.searchable])

    def delete(self, report_id: str) -> None:
        """Take a report out, if it is there; the engines are told through `removals`."""
        row = self._database.one("SELECT collection FROM reports WHERE id = ?", report_id)
        if row is None:
            return
        texts = self._database.all("SELECT text FROM chunks WHERE report_id = ? AND searchable", report_id)
        self._words.subtract(row[0], [text for (text,) in texts])
        self._database.run("DELETE FROM chunks WHERE report_id = ?", report_id)
        self._database.run("DELETE FROM places WHERE report_id = ?", report_id)
        self._database.run("DELETE FROM reports WHERE id = ?", report_id)
        self._database.run("INSERT OR IGNORE INTO removals VALUES (?)", report_id)

    def publish(self, report_id: str) -> None:
        self._database.run("UPDATE reports SET ready = 1 WHERE id = ?", report_id)

    def set_source(self, report_id: str, source: str) -> None:
        """Record where a moved file now is."""
        sql = "UPDATE reports SET identity = json_set(identity, '$.source', ?) WHERE id = ?"
        self._database.run(sql, source, report_id)

    def has(self, report_id: str) -> bool:
        return self._database.one("SELECT 1 FROM reports WHERE id = ?", report_id) is not None

    def pending(self) -> list[str]:
        """Ids of the reports that were read but are not published, in order of arrival."""
        return [row[0] for row in self._database.all("SELECT id FROM reports WHERE NOT ready ORDER BY rowid")]

    def removals(self) -> list[str]:
        """Ids of the reports that the engines must still forget."""
        return [row[0] for row in self._database.all("SELECT report_id FROM removals")]

    def removed(self, report_id: str) -> None:
        """The engines have forgotten it."""
        self._database.run("DELETE FROM removals WHERE report_id = ?", report_id)

    def orphans(self) -> list[str]:
        """Ids of reports that no file accounts for any more."""
        sql = "SELECT id FROM reports WHERE id NOT IN (SELECT report_id FROM files WHERE report_id IS NOT NULL)"
        return [row[0] for row in self._database.all(sql)]

    def get(self, report_id: str) -> Report | None:
        """A published report, or None."""
        row = self._database.one("SELECT identity, structure, text FROM reports WHERE id = ? AND ready", report_id)
        return None if row is None else _report(*row)

    def with_places(self, report: Report) -> Report:
        """The report with the places of its words, which `get` leaves in the record."""
        row = self._database.one("SELECT packed FROM places WHERE report_id = ?", report.id)
        return report if row is None else replace(report, places=row[0])

    def recorded(self, report_id: str) -> Report | None:
        """A report, published or not, or None."""
        row = self._database.one("SELECT identity, structure, text FROM reports WHERE id = ?", report_id)
        return None if row is None else _report(*row)

    def recorded_ids(self) -> list[str]:
        """Ids of all reports, published or not."""
        return [row[0] for row in self._database.all("SELECT id FROM reports ORDER BY rowid")]

    def published(self) -> list[str]:
        """Ids of all published reports."""
        return [row[0] for row in self._database.all("SELECT id FROM reports WHERE ready ORDER BY rowid")]

    def searchable_count(self) -> int:
        """Number of passages that the engines should hold."""
        sql = "SELECT COUNT(*) FROM chunks WHERE searchable AND report_id IN (SELECT id FROM reports WHERE ready)"
        row = self._database.one(sql)
        return 0 if row is None else int(row[0])

    def all(self, collections: Iterable[str] | None = None) -> list[Report]:
        """The published reports of the collections named (None: all), newest first."""
        condition, values = within("collection", collections)
        sql = f"SELECT identity, structure, text FROM reports WHERE ready AND {condition}"
        found = [_report(*row) for row in self._database.all(sql, *values)]
        return sorted(found, key=lambda report: (report.issued or date.min, report.id), reverse=True)

    def chunks(self, report_id: str) -> list[StoredChunk]:
        """The passages of a report, in order, published or not."""
        sql = f"SELECT {_CHUNK} FROM chunks WHERE report_id = ? ORDER BY start"
        return [_stored(row) for row in self._database.all(sql, report_id)]

    def chunks_by_row(self, rows: Iterable[int]) -> dict[int, StoredChunk]:
        """Passages of published reports by row; a row that is gone is left out."""
        condition, values = within("row", rows)
        sql = f"SELECT {_CHUNK} FROM chunks WHERE {condition} AND report_id IN (SELECT id FROM reports WHERE ready)"
        return {row[0]: _stored(row) for row in self._database.all(sql, *values)}

    def ids(self, filters: Filters) -> set[str]:
        """Ids of the published reports that pass every filter but the years."""
        condition, values = within("collection", filters.collections)
        rows = self._database.all(f"SELECT id, agency, kind FROM reports WHERE ready AND {condition}", *values)
        agencies = [fold(agency) for agency in filters.agencies]
        kinds = {fold(kind) for kind in filters.kinds}
        superseded = self.superseded() if filters.in_force else {}
        return {
            report_id
            for report_id, agency, kind in rows
            if (not agencies or any(wanted in agency for wanted in agencies))
            and (not kinds or kind in kinds)
            and (not filters.reports or report_id in filters.reports)
            and report_id not in superseded
        }

    def agencies(self, collections: Iterable[str] | None = None) -> tuple[str, ...]:
        """Names of the agencies that issued the published reports of these collections, in the order of the alphabet."""
        condition, values = within("collection", collections)
        sql = f"""SELECT json_extract(identity, '$.agency') FROM reports
            WHERE ready AND agency <> '' AND {condition} GROUP BY agency ORDER BY 1"""
        return tuple(row[0] for row in self._database.all(sql, *values))

    def main_language(self, collections: Iterable[str] | None = None) -> str:
        """ISO 639-1 of the language most reports are in; "vi" for an empty library."""
        condition, values = within("collection", collections)
        sql = f"""SELECT json_extract(identity, '$.language') FROM reports WHERE ready AND {condition}
            GROUP BY 1 ORDER BY COUNT(*) DESC, 1 LIMIT 1"""
        row = self._database.one(sql, *values)
        return "vi" if row is None else str(row[0])

    def lengths(self, report_ids: Iterable[str]) -> dict[str, int]:
        """Characters of each of these reports."""
        condition, values = within("report_id", report_ids)
        sql = f'SELECT report_id, MAX("end") FROM chunks WHERE {condition} GROUP BY report_id'
        return dict(self._database.all(sql, *values))

    def numbered(self, numbers: Iterable[str]) -> set[str]:
        """Ids of the published reports that bear one of these numbers; digits alone match any with them first."""
        wanted = [fold(number) for number in numbers]
        rows = self._database.all("SELECT id, number FROM reports WHERE ready AND number IS NOT NULL") if wanted else []
        return {
            report_id
            for report_id, number in rows
            if any(fold(number) == each or fold(number).startswith((f"{each}/", f"{each}-")) for each in wanted)
        }

    def namesakes(self, report: Report) -> list[str]:
        """Files of other published reports with its number, agency and, as far as both tell, date of issue."""
        rows = self._database.all(
            """SELECT number, json_extract(identity, '$.issued'), json_extract(identity, '$.source') FROM reports
            WHERE ready AND id <> ? AND collection = ? AND agency = ? AND number IS NOT NULL ORDER BY 3""",
            report.id, report.collection, fold(report.agency or ""),
        )  # fmt: skip
        return [
            source
            for number, issued, source in rows
            if report.number and fold(number) == fold(report.number)
            and (issued is None or report.issued is None or issued == report.issued.isoformat())
        ]  # fmt: skip

    def counts(self, filters: Filters) -> tuple[int, int]:
        """(reports, passages) that a search with these filters looks through."""
        condition, values = within("report_id", self.ids(filters))
        if filters.years:
            in_years, years = within("value", filters.years)
            condition += f" AND EXISTS (SELECT 1 FROM json_each(chunks.years) WHERE {in_years})"
            values += years
        sql = f"SELECT COUNT(DISTINCT report_id), COUNT(*) FROM chunks WHERE searchable AND {condition}"
        row = self._database.one(sql, *values) or (0, 0)
        return int(row[0]), int(row[1])

    def superseded(self) -> dict[str, Supersession]:
        """By report id: what replaces or repeals it, within its own collection only."""
        return superseded(self._relating())

    def related(self, report_id: str) -> tuple[RelatedDocument, ...]:
        """What a report relates to, in its order, then what relates to it, within its own collection only."""
        return related(self._relating(), report_id)

    def _relating(self) -> list[Relating]:
        sql = """SELECT id, collection, number, coalesce(json_extract(identity, '$.issued'), ''), json_extract(structure, '$.relations')
            FROM reports WHERE ready ORDER BY rowid"""
        return [
            Relating(id_, collection, number, issued, tuple(Relation(**each) for each in json.loads(relations)))
            for id_, collection, number, issued, relations in self._database.all(sql)
        ]


def _row(chunk: Chunk, collection: str, key: str) -> tuple[object, ...]:
    return (
        chunk.report_id, collection, chunk.start, chunk.end, chunk.text, json.dumps(chunk.pages), chunk.path,
        json.dumps(chunk.years), chunk.aspect, chunk.searchable, key,
    )  # fmt: skip


def _stored(row: tuple[Any, ...]) -> StoredChunk:
    number, report_id, start, end, text, pages, path, years, aspect, searchable, collection, key = row
    chunk = Chunk(
        id=f"{report_id}@{start}-{end}",
        report_id=report_id,
        start=start,
        end=end,
        text=text,
        pages=tuple(json.loads(pages)),
        path=path,
        years=tuple(json.loads(years)),
        aspect=aspect,
        searchable=bool(searchable),
    )
    return StoredChunk(number, chunk, collection, key)


def _report(identity: str, structure: str, text: str) -> Report:
    record, shape = json.loads(identity), json.loads(structure)
    for name in ("issued", "effective"):
        record[name] = date.fromisoformat(record[name]) if record[name] else None
    record["years"] = tuple(record["years"])
    return Report(
        **record,
        text=text,
        pages=tuple(Page(**page) for page in shape["pages"]),
        sections=tuple(Section(**section) for section in shape["sections"]),
        relations=tuple(Relation(**relation) for relation in shape["relations"]),
        warnings=tuple(shape["warnings"]),
    )
