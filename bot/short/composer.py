"""The short answer to an ordinary question: worked out over a table, or one sentence that surely answers."""

from collections.abc import Iterator

from bot.quoting.found import Found
from bot.quoting.quote import Ranked
from bot.short.column import column_line
from bot.short.foreign import told_in
from bot.short.line import Line, LineValue
from bot.short.operation import SURE_FROM, Operations
from bot.short.row import row_line
from bot.short.said import marker_length, surely_said, telling
from bot.short.table import FoundTable, tables_of
from corpus.language.sentence import is_table_row
from corpus.report import Report
from index.library import Library
from index.words import plain

_READ = 12
"""Sentences, best first, whose tables are looked at."""


class Composer:
    """Composes over one open library; safe to call from several threads."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self.operations = Operations(library.encoder)

    def line(self, found: Found) -> Line | None:
        """None where nothing can be composed with certainty."""
        if not found.ranked or found.missing or found.query.is_broad:
            return None
        wanted, sure = self.operations.wanted(found.query)
        if line := column_line(list(self._tables(found)), wanted, found.inquiry):
            return line
        said = surely_said(found) if sure < SURE_FROM else None
        return self._said(said, found) if said else None

    def _tables(self, found: Found) -> Iterator[FoundTable]:
        rows = (each for each in found.ranked[:_READ] if is_table_row(each.text))
        places = [(report, each.sentence.start) for each in rows if (report := self._report(each))]
        return tables_of(places)

    def _said(self, said: Ranked, found: Found) -> Line | None:
        report = self._report(said)
        if report is None:
            return None
        start, end = said.sentence.start, said.sentence.end
        if is_table_row(said.text):
            tables = list(tables_of([(report, start)]))
            return row_line(tables[0], start, found.inquiry) if tables else None
        asked, begin = found.inquiry.asked_for, start
        marks = asked.marks(said.text) if asked else ()
        first, last = telling(said.text, frozenset(plain(found.query.text).split()), marks)
        start, stop = begin + max(first, marker_length(said.text)), begin + last
        spans = [(begin + left, begin + right) for left, right in marks] or [(start, stop)]
        values = tuple(LineValue(report, *each, (begin, end)) for each in spans)
        if report.language == found.inquiry.language:
            return Line(" ".join(report.text[start:stop].split()), values)
        told = (
            [told_in(each.text, asked.type, report.language, found.inquiry.language) for each in values]
            if asked and marks
            else []
        )
        return Line("; ".join(filter(None, told)), values) if told and all(told) else None

    def _report(self, ranked: Ranked) -> Report | None:
        return self._library.reports.get(ranked.hit.chunk.report_id)
