"""Reports in the library's record."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import date
from typing import Any, NamedTuple

from corpus.chunk import Chunk
from corpus.language.vocabulary import has_words
from corpus.notice import as_record, from_record
from corpus.report import Page, Relation, Report, Section
from index.database.database import Database
from index.database.store import Row
from index.question.filters import Filters
from index.record.counts import Counts
from index.record.entry import Entry, entry_of
from index.record.passages import PassageTable
from index.record.register import Register
from index.record.related import RelatedDocument, Supersession, acting_on, related, superseded
from index.record.short_forms import ShortForms
from index.record.stored_json import fitted, made
from index.record.word_counts import WordCounts
from index.words import fold

_STRUCTURE = ("pages", "sections", "relations", "warnings")
_ENTRY = "id, collection, kind, number, length, relations, identity"
"""What a register has of a report; in SQLite an index holds all of it."""


class Named(NamedTuple):
    """By what name a report was read."""

    source: str
    title: str


class Position(NamedTuple):
    """Where a report stands in the order of all, the newest first."""

    issued: str
    """ISO 8601; empty where it is not known."""
    id: str

    @classmethod
    def of(cls, report: Report) -> "Position":
        return cls(report.issued.isoformat() if report.issued else "", report.id)


class ReportTable:
    """Reports appear to readers only when published, whole; `removals` lists what the engines must forget."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.passages = PassageTable(database)
        self._words = WordCounts(database)
        self._short_forms = ShortForms(database)
        self._register: Register | None = None
        self._entries: dict[Row, Entry] = {}
        """By the row that each was made of: when others come or go it is not made anew."""
        self._counts = Counts(self.passages)

    def put(self, report: Report, chunks: Sequence[Chunk], keys: Sequence[str]) -> None:
        """Add or replace a report and its passages; searchable only after `publish`."""
        self.delete(report.id)
        record = asdict(report)
        text, places = record.pop("text"), record.pop("places")
        structure = {name: record.pop(name) for name in _STRUCTURE}
        structure["warnings"] = [as_record(warning) for warning in report.warnings]
        self._database.run(
            "INSERT INTO reports (id, collection, ready, identity, structure, text, agency, kind, number, length, relations) "
            "VALUES (?, ?, FALSE, ?, ?, ?, ?, ?, ?, ?, ?)",
            report.id, report.collection, json.dumps(record, default=str), json.dumps(structure), text,
            fold(report.agency or ""), fold(report.kind or ""), report.number, len(text),
            json.dumps(structure["relations"]),
        )  # fmt: skip
        if places:
            self._database.run("INSERT INTO places VALUES (?, ?)", report.id, places)
        self.passages.put(chunks, report.collection, keys)
        if has_words(report.language):
            is_read = any(page.confidence is not None for page in report.pages)
            self._words.add(report.collection, [chunk.text for chunk in chunks if chunk.searchable], is_read=is_read)
        self._short_forms.add(report.id, report.collection, text)
        self._database.touch()

    def delete(self, report_id: str) -> None:
        """Take a report out, if it is there; the engines are told through `removals`."""
        if self._database.one("SELECT 1 FROM reports WHERE id = ?", report_id) is None:
            return
        for collection, texts, is_read in self._worded(report_id):
            self._words.subtract(collection, texts, is_read=is_read)
        self._short_forms.subtract(report_id)
        self.passages.delete(report_id)
        self._database.run("DELETE FROM places WHERE report_id = ?", report_id)
        self._database.run("DELETE FROM reports WHERE id = ?", report_id)
        self._database.run("INSERT INTO removals VALUES (?) ON CONFLICT DO NOTHING", report_id)
        self._database.touch()

    def recount_words(self) -> None:
        """Count the words of all reports anew: another recipe may have counted others."""
        self._words.clear()
        for report_id in self.recorded_ids():
            for collection, texts, is_read in self._worded(report_id):
                self._words.add(collection, texts, is_read=is_read)

    def _worded(self, report_id: str) -> Iterator[tuple[str, list[str], bool]]:
        """Of a report whose words are counted its collection, its searchable texts, and whether any was read by OCR."""
        row = self._database.one(
            "SELECT collection, identity ->> 'language', structure FROM reports WHERE id = ?", report_id
        )
        if row is not None and has_words(row[1]):
            is_read = any(page.get("confidence") is not None for page in json.loads(row[2])["pages"])
            yield row[0], self.passages.texts(report_id), is_read

    def publish(self, report_id: str) -> None:
        self._database.run("UPDATE reports SET ready = TRUE WHERE id = ?", report_id)
        self._database.touch()

    def set_source(self, report_id: str, source: str) -> None:
        """Record where a moved file now is."""
        if row := self._database.one("SELECT identity FROM reports WHERE id = ?", report_id):
            identity = json.dumps(json.loads(row[0]) | {"source": source})
            self._database.run("UPDATE reports SET identity = ? WHERE id = ?", identity, report_id)

    def named(self) -> dict[str, Named]:
        """By report id, published or not, the name of the file it was read from and its title."""
        sql = "SELECT id, identity ->> 'source', identity ->> 'title' FROM reports"
        return {id_: Named(source, title or "") for id_, source, title in self._database.all(sql)}

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
        sql = "SELECT id FROM reports WHERE NOT EXISTS (SELECT 1 FROM files WHERE files.report_id = reports.id)"
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

    def has_content(self, sha256: str) -> bool:
        """Whether a report, published or not, was read from a file with this hash."""
        sql = "SELECT 1 FROM reports WHERE identity ->> 'sha256' = ? LIMIT 1"
        return self._database.one(sql, sha256) is not None

    def published(self, collection: str | None = None) -> list[str]:
        """Ids of all published reports, or of those of a collection."""
        condition, values = self._database.within("collection", None if collection is None else [collection])
        sql = f"SELECT id FROM reports WHERE ready AND {condition} ORDER BY rowid"
        return [row[0] for row in self._database.all(sql, *values)]

    def collections(self) -> list[str]:
        """The collections that have reports."""
        return self._words.collections()

    def all(self, collections: Iterable[str] | None = None) -> list[Report]:
        """The published reports of the collections named (None: all), newest first."""
        return self.newest(collections)

    def newest(
        self, collections: Iterable[str] | None, after: Position | None = None, limit: int | None = None
    ) -> list[Report]:
        """Of these the first `limit` (None: all) behind a position, newest first."""
        condition, values = self._database.within("collection", collections)
        issued = "COALESCE(identity ->> 'issued', '')"
        behind = f"({issued}, id) < (?, ?)" if after else "TRUE"
        sql = f"""SELECT identity, structure, text FROM reports WHERE ready AND {condition} AND {behind}
            ORDER BY {issued} DESC, id DESC{"" if limit is None else f" LIMIT {limit:d}"}"""
        rows = self._database.all(sql, *values, *(after or ()))
        return [_report(*row) for row in rows]

    def namesakes(self, report: Report) -> list[str]:
        """Files of other published reports with its number, agency and, as far as both tell, date of issue."""
        rows = self._database.all(
            """SELECT number, identity ->> 'issued', identity ->> 'source' FROM reports
            WHERE ready AND id <> ? AND collection = ? AND agency = ? AND number IS NOT NULL ORDER BY 3""",
            report.id, report.collection, fold(report.agency or ""),
        )  # fmt: skip
        return [
            source
            for number, issued, source in rows
            if report.number and fold(number) == fold(report.number)
            and (issued is None or report.issued is None or issued == report.issued.isoformat())
        ]  # fmt: skip

    def register(self) -> Register:
        """What is known of every published report, in memory; the same object until the record changes."""
        revision = self._database.revision()
        register = self._register  # another thread, which sees another state, may put its own there
        if register is None or register.revision != revision:
            # Not in order by the database: SQLite would then read it out of the table, past every text.
            rows = sorted(self._database.all(f"SELECT rowid, {_ENTRY} FROM reports WHERE ready"))
            known = self._entries
            self._entries = {row: known.get(row) or entry_of(*row[1:]) for row in rows}
            entries = self._entries.values()
            self._register = register = Register(entries, superseded(entries), revision)
        return register

    def warned(self) -> dict[str, tuple[str, ...]]:
        """By report id, what its reader must know of how it was read; only reports that have such warnings."""
        sql = "SELECT id, structure -> 'warnings' FROM reports WHERE ready AND structure ->> 'warnings' <> '[]'"
        return {id_: tuple(map(from_record, json.loads(warnings))) for id_, warnings in self._database.all(sql)}

    def counts(self, filters: Filters, register: Register | None = None) -> tuple[int, int]:
        """(reports, passages) that a search with these filters looks through."""
        return self._counts.of(filters, register or self.register())

    def superseded(self) -> Mapping[str, Supersession]:
        """By report id: what replaces or repeals it, within its own collection only."""
        return self.register().superseded

    def related(self, report_id: str) -> tuple[RelatedDocument, ...]:
        """What a report relates to, in its order, then what relates to it, within its own collection only."""
        entries = self.register().entries
        return related(entries[report_id], entries.values()) if report_id in entries else ()

    def acting_on(self, number: str, collections: Iterable[str] | None) -> tuple[RelatedDocument, ...]:
        """The reports of these collections (None: all) that say they replace, amend … the document with this number."""
        allowed, entries = None if collections is None else set(collections), self.register().entries.values()
        return acting_on([each for each in entries if allowed is None or each.collection in allowed], number)

    def headings(self, report_ids: Iterable[str]) -> dict[str, list[Section]]:
        """The sections below the root of these published reports, in order."""
        condition, values = self._database.within("id", report_ids)
        sql = f"SELECT id, coalesce(structure ->> 'sections', '[]') FROM reports WHERE ready AND {condition}"
        return {
            id_: [made(Section, section) for section in json.loads(sections)[1:]]
            for id_, sections in self._database.all(sql, *values)
        }


def _report(identity: str, structure: str, text: str) -> Report:
    stored = json.loads(identity) | json.loads(structure)
    try:
        return _made(stored, text)
    except (KeyError, TypeError):  # written by another version
        return _made(fitted(Report, stored), text)


def _made(stored: dict[str, Any], text: str) -> Report:
    dates = {name: date.fromisoformat(stored[name]) if stored[name] else None for name in ("issued", "effective")}
    tuples = {
        "years": tuple(stored["years"]),
        "pages": tuple(made(Page, page) for page in stored["pages"]) or (Page("", 1, 0, len(text)),),
        "sections": tuple(made(Section, section) for section in stored["sections"])
        or (Section(0, "", 0, len(text), ""),),
        "relations": tuple(made(Relation, relation) for relation in stored.get("relations", ())),
        "warnings": tuple(map(from_record, stored.get("warnings", ()))),
    }
    return Report(**{**stored, **dates, **tuples, "text": text, "language": stored["language"] or "vi"})
