"""The short answer to an ordinary question: worked out over a table, or one sentence that surely answers."""

from bot.quoting.certainty import is_of_other_time
from bot.quoting.found import Found
from bot.quoting.quote import Ranked
from bot.quoting.tied import is_tied
from bot.short import grid
from bot.short.column import line_over
from bot.short.foreign import told_in
from bot.short.grid_signals import Grid, label_of
from bot.short.known_vectors import KnownVectors
from bot.short.line import Line, LineValue
from bot.short.operation import SURE_FROM, Operations, Wanted
from bot.short.said import marker_length, surely_said, telling
from bot.short.table import tables_of
from corpus.language.sentence import is_table_row
from corpus.report import Report
from index.library import Library
from index.words import plain

_READ = 24
"""Sentences, best first, of which the first table is looked at."""


class Composer:
    """Composes over one open library; safe to call from several threads."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._vectors = KnownVectors(library.encoder)
        self.operations = Operations(library.encoder)

    def line(self, found: Found) -> Line | None:
        """None where nothing can be composed with certainty."""
        if not found.ranked or found.missing or found.query.is_broad:
            return None
        wanted, sure = self.operations.wanted(found.query)
        if line := self._over_table(found, wanted):
            return line
        said = surely_said(found) if sure < SURE_FROM else None
        return self._said(said, found) if said else None

    def _over_table(self, found: Found, wanted: Wanted | None) -> Line | None:
        """The line over what the question says of the first table."""
        seen = self.grid(found) if found.inquiry.is_learned else None
        if seen is None:
            return None
        choice = grid.choice_of(seen, wanted, grid.learned())
        return picked_line(seen, choice, wanted) if grid.is_said(seen, choice, wanted, found) else None

    def grid(self, found: Found) -> Grid | None:
        """The table whose row was found first, as the question sees it."""
        rows = [(place, each) for place, each in enumerate(found.ranked[:_READ]) if is_table_row(each.text)]
        at = [(report, each.sentence.start) for _, each in rows if (report := self._report(each))]
        table = next((each for each in tables_of(at) if each.others and each.label_head is not None), None)
        if table is None:
            return None
        places = {
            each.sentence.start: 1 / (1 + place)
            for place, each in reversed(rows)
            if each.hit.chunk.report_id == table.report.id
        }
        return Grid(
            table,
            found.inquiry,
            self._vectors.of_question(found.query.text),
            self._vectors.of([label_of(table, row) for row in table.rows]),
            self._vectors.of(table.others),
            [places.get(row.start, 0.0) for row in table.rows],
        )

    def _said(self, said: Ranked, found: Found) -> Line | None:
        report = self._report(said)
        if report is None or is_table_row(said.text) or is_of_other_time(said, found.inquiry):
            return None
        if not is_tied([(said.hit, said.text)], found.hits, found.inquiry):
            return None
        start, end = said.sentence.start, said.sentence.end
        asked, begin = found.inquiry.asked_for, start
        marks = asked.marks(said.text) if asked else ()
        first, last = telling(said.text, frozenset(plain(found.query.text).split()), marks)
        start, stop = begin + max(first, marker_length(said.text)), begin + last
        spans = [(begin + left, begin + right) for left, right in marks] or [(start, stop)]
        values = tuple(LineValue(report, *each, (begin, end)) for each in spans)
        if report.language == found.inquiry.language:
            told = " ".join(report.text[start:stop].split())
            return Line(told[:1].upper() + told[1:], values)
        values_told = (
            [told_in(each.text, asked.type, report.language, found.inquiry.language) for each in values]
            if asked and marks
            else []
        )
        return Line("; ".join(filter(None, values_told)), values) if values_told and all(values_told) else None

    def _report(self, ranked: Ranked) -> Report | None:
        return self._library.reports.get(ranked.hit.chunk.report_id)


def picked_line(seen: Grid, choice: grid.Choice, wanted: Wanted | None) -> Line | None:
    """The line of what is wanted over the chosen rows and heads."""
    rows = [seen.table.rows[place] for place in choice.rows]
    heads = [seen.table.others[place] for place in choice.heads]
    return line_over(seen.table, rows, heads, wanted, seen.inquiry)
