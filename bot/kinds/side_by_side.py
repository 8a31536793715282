"""Comparisons: what is searched for each side, and of which aspect it is. A result is never set beside a plan unsaid."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.classifying.question_kind import Compare
from bot.kinds.comparison import (
    Subject,
    TableRow,
    compared_subject,
    comparison_answer,
    plan_years,
    row_for,
    rows_of,
    sentence_for,
)
from bot.kinds.part import KindAnswer
from bot.quoting.inquiry import Inquiry
from bot.wording.wording import Wording, wording
from corpus.report import Report
from index.library import Library
from index.question.wishes import Wish
from index.search.hit import Hit
from index.search.searcher import Searcher

_PASSAGES = 10
_CellFound = tuple[Report, int, int, str]


@dataclass(frozen=True, slots=True)
class Side:
    """One of what is compared."""

    agencies: tuple[str, ...]
    """Empty for any."""
    year: int | None
    plan: bool
    """Whether what was planned is meant, and not what came of it."""

    def head(self, words: Wording, *, with_aspect: bool) -> str:
        """In words, of the column that has it."""
        if self.year is None:
            return words.found
        year = words.year.format(year=self.year)
        return (
            (words.plan_of if self.plan else words.result_of).format(what=year) if with_aspect else year
        ).capitalize()


class SideBySide:
    """Over one open library; safe to call from several threads."""

    def __init__(self, library: Library, searcher: Searcher) -> None:
        self._library = library
        self._searcher = searcher

    def compared(self, inquiry: Inquiry, kind: Compare, hits: Sequence[Hit]) -> KindAnswer | None:
        """None where less than two cells are found. `hits` were found for the question."""
        subject = compared_subject(inquiry.query)
        if not subject.groups:
            return None
        plans = plan_years(inquiry.query.folded, kind.years)
        if kind.agencies:
            return self._agencies(inquiry, subject, kind, plans)
        return self._years(inquiry, subject, [Side((), year, year in plans) for year in kind.years], hits)

    def _agencies(self, inquiry: Inquiry, subject: Subject, kind: Compare, plans: frozenset[int]) -> KindAnswer | None:
        ahead = inquiry.query.wanted.aspect == "plan"
        columns = [Side((), year, year in plans or ahead) for year in kind.years] or [Side((), None, ahead)]
        rows = [[replace(side, agencies=group) for side in columns] for group in kind.agencies]
        cells = [[self._cell(inquiry, subject, side) for side in row] for row in rows]
        heads = _heads(columns, wording(inquiry.language))
        return comparison_answer(cells, [group[0] for group in kind.agencies], heads, inquiry.language)

    def _years(
        self, inquiry: Inquiry, subject: Subject, sides: Sequence[Side], hits: Sequence[Hit]
    ) -> KindAnswer | None:
        """In one row of a table where there is one; of a year that only a plan tells of, the plan, which its head says then.

        Of two rows that which says least else, though it has the plan alone.
        """
        rows, words = self._rows(inquiry, hits), wording(inquiry.language)
        variants = (sides, [*sides[:-1], replace(sides[-1], plan=True)])
        fit = [
            (*least, told)
            for told in variants
            if (least := row_for(rows, subject, {side.year: side.plan for side in told if side.year}))
        ]
        if fit:
            _, row, told = min(fit, key=lambda each: each[0])
            if report := self._library.reports.get(row.hit.chunk.report_id):
                cells = [_of_row(report, row, side) for side in told]
                return comparison_answer([cells], [row.label], _heads(told, words), inquiry.language, row.unit)
        found = [self._either(inquiry, subject, side) for side in sides]
        heads = _heads([side for side, _ in found], words)
        name = subject.written_in(inquiry.query.text)
        return comparison_answer([[cell for _, cell in found]], [name], heads, inquiry.language)

    def _rows(self, inquiry: Inquiry, hits: Sequence[Hit]) -> list[TableRow]:
        query = inquiry.query
        open_query = query.wanting(query.wanted.without("years", "aspect", "kinds", "period"))
        return rows_of([*hits, *self._searcher.search(open_query, 2 * _PASSAGES, register=inquiry.register)])

    def _either(self, inquiry: Inquiry, subject: Subject, side: Side) -> tuple[Side, _CellFound | None]:
        """The side, or what was planned where nothing is told of what came of it."""
        planned = replace(side, plan=True)
        if (cell := self._cell(inquiry, subject, side)) or side.plan:
            return side, cell
        return (planned, cell) if (cell := self._cell(inquiry, subject, planned)) else (side, None)

    def _cell(self, inquiry: Inquiry, subject: Subject, side: Side) -> _CellFound | None:
        """What the reports of one agency, or all of them, say of the subject in one year."""
        wished = inquiry.query.wanted.without("years", "agencies", "kinds", "period", "aspect")
        stated: tuple[tuple[Wish, object], ...] = (("years", side.year), ("agencies", side.agencies))
        hard = wished.hard | {wish for wish, value in stated if value}
        wanted = replace(wished, years=(side.year,) if side.year else (), agencies=side.agencies, hard=hard)
        asked = inquiry.wanting(wanted)
        hits = self._searcher.search(asked.query, _PASSAGES, register=asked.register)
        best = sentence_for(hits, asked, subject, side.year, plan=side.plan)
        report = best and self._library.reports.get(best[0].chunk.report_id)
        return (report, best[1], best[2], report.text[best[1] : best[2]]) if best and report else None


def _heads(sides: Sequence[Side], words: Wording) -> list[str]:
    """Which says of each whether it is a plan, where not all are of one aspect."""
    mixed = len({side.plan for side in sides}) > 1
    return [side.head(words, with_aspect=mixed) for side in sides]


def _of_row(report: Report, row: TableRow, side: Side) -> _CellFound | None:
    """From the beginning of the row to the end of the year's column: what it is about, and the figure last."""
    column = row.column(side.year, plan=side.plan) if side.year else None
    return (report, row.start, column[2], f"{column[0]}: {column[1]}") if column else None
