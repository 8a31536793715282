"""The short answer to an ordinary question: worked out over a table, or one sentence that surely answers."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from bot.quoting.found import Found
from bot.quoting.quote import Ranked
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
"""Sentences, best first, whose tables are looked at."""
_TABLES = 2
"""Tables that are looked at, in the order in which their rows are found."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A line over a table, with what tells whether it answers."""

    line: Line
    signals: grid.Signals


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
        candidates = list(self.over_tables(found, wanted, sure)) if found.inquiry.is_learned else []
        scores = [grid.learned().answers.probability(each.signals) for each in candidates]
        best = max(range(len(scores)), key=scores.__getitem__, default=None)
        if best is not None and scores[best] >= grid.FROM:
            return candidates[best].line
        said = surely_said(found) if sure < SURE_FROM else None
        return self._said(said, found) if said else None

    def over_tables(self, found: Found, wanted: Wanted | None, sure: float) -> Iterator[Candidate]:
        """Of each of the first tables the line of what the question most likely asks about."""
        for place, each in enumerate(self.grids(found)):
            choice = grid.choice_of(each, wanted, grid.learned())
            rows, heads = (
                [each.table.rows[row] for row in choice.rows],
                [each.table.others[head] for head in choice.heads],
            )
            if line := line_over(each.table, rows, heads, wanted, found.inquiry):
                yield Candidate(line, grid.answer_signals(each, choice, wanted, sure, found, place))

    def grids(self, found: Found) -> list[Grid]:
        """The first tables as the question sees them."""
        rows = [(place, each) for place, each in enumerate(found.ranked[:_READ]) if is_table_row(each.text)]
        places = {(each.hit.chunk.report_id, each.sentence.start): 1 / (1 + place) for place, each in reversed(rows)}
        at = [(report, each.sentence.start) for _, each in rows if (report := self._report(each))]
        tables = [table for table in tables_of(at) if table.others and table.label_head is not None][:_TABLES]
        question = self._vectors.of_question(found.query.text) if tables else np.zeros(0, np.float32)
        return [
            Grid(
                table,
                found.inquiry,
                question,
                self._vectors.of([label_of(table, row) for row in table.rows]),
                self._vectors.of(table.others),
                [places.get((table.report.id, row.start), 0.0) for row in table.rows],
            )
            for table in tables
        ]

    def _said(self, said: Ranked, found: Found) -> Line | None:
        report = self._report(said)
        if report is None or is_table_row(said.text):
            return None
        start, end = said.sentence.start, said.sentence.end
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
