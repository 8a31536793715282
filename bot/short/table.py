"""The tables that a question finds, with what can be worked out over a column of them."""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache

from bot.short.figure import figure_of
from corpus.language.cues import Cues
from corpus.report import Report
from corpus.tables.written_row import WrittenCell, WrittenRow, columns_of, table_around
from corpus.text.letters import fold
from index.words import plain, tokens

_CUES = Cues(__file__, folded=True)
_TOTAL = re.compile(rf"\W*{_CUES.expression('total')}\b")
_COUNTED = 0.8
"""Share of the steps from row to row by one, from which a column only counts the rows."""
_CAPTION_UNIT = re.compile(
    rf"\b{_CUES.expression('caption_unit')}\s*:\s*(?P<unit>[^\W\d]+(?: [^\W\d]+)?)(?![\w ]*(?:[,/;]|\b{_CUES.expression('and')}\b))"
)
"""One unit for all figures; where several are named nobody knows which is whose."""
_PLAN = _CUES.whole("plan")
_UNIT_HEAD = _CUES.whole("unit_head")
_FILLED = 0.6
"""Share of the rows that must have a figure in a column that is compared."""
_UNIT = re.compile(r"\(([^()]{1,20})\)\s*$")
_NUMBERING = re.compile(r"\(?(?:[IVXLC]+|[A-ZĐ]|[a-zđ]|\d+(?:\.\d+)*)[.)]?")
_DITTO = frozenset(('"', "''", "”", "“", "nt", "-nt-"))
"""What says the same as the cell above."""
_KEPT = 32
"""Tables, with their reports."""
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


@dataclass(frozen=True, slots=True)
class Entry:
    """One figure of a column, with the row that it is of."""

    row: WrittenRow
    label: WrittenCell
    cell: WrittenCell
    value: Decimal
    unit: str


@dataclass(frozen=True)
class FoundTable:
    """The rows of one table of a report."""

    report: Report
    rows: tuple[WrittenRow, ...]
    caption: str
    """The lines above it."""

    @cached_property
    def label_head(self) -> str | None:
        """The head, which may be empty, of the column that names the rows: the first that is words, different from row to row.

        None where there is none. Numbers and letters of rows ("I", "a", "2.1") are no words.
        """
        for head in columns_of(self.rows):
            values = [cell.value for row in self.rows if (cell := row.cell(head))]
            worded = [value for value in values if _NUMBERING.fullmatch(value) is None and not self._is_figure(value)]
            if len(values) >= _FILLED * len(self.rows) and len(set(worded)) > len(self.rows) / 2:
                return head
        return None

    def label(self, row: WrittenRow) -> WrittenCell | None:
        """The cell that names the row."""
        return None if self.label_head is None else row.cell(self.label_head)

    def _is_figure(self, value: str) -> bool:
        return figure_of(value, self.report.language) is not None

    @cached_property
    def figures(self) -> tuple[str, ...]:
        """The heads of columns of figures that can be compared: not the numbers of the rows, nor figures of different units."""
        return tuple(head for head in columns_of(self.rows) if len(self._of(head)) > 1 and self._compares(head))

    @cached_property
    def others(self) -> tuple[str, ...]:
        """The heads of all columns but those that name or number the rows, and that of the units, which go with the figures."""
        return tuple(
            head
            for head in columns_of(self.rows)
            if head
            and head != self.label_head
            and not _UNIT_HEAD.search(fold(head))
            and not (len(entries := self._of(head)) > 1 and _numbers_rows(entries))
        )

    def cell_of(self, row: WrittenRow, head: str) -> Entry | None:
        """The cell of a row, whatever it holds."""
        label, cell = self.label(row), row.cell(head)
        return Entry(row, label, cell, Decimal(0), self.unit(head) or self._unit_of(row)) if label and cell else None

    def filled(self, head: str) -> float:
        """Share of the rows that have a figure in the column."""
        return len(self._of(head)) / len(self.rows)

    def held(self, head: str) -> float:
        """Share of the rows that have anything in the column."""
        return sum(row.cell(head) is not None for row in self.rows) / len(self.rows)

    def entries(self, head: str) -> list[Entry]:
        """The figures of a column by row, without totals."""
        return [each for each in self._of(head) if not self._is_total(each)]

    def every(self, head: str) -> list[Entry]:
        """The figures of a column by row, totals too."""
        return self._of(head)

    def unit(self, head: str) -> str:
        """What the head says that its figures count ("Kinh phí (tỷ đồng)"), or the caption does for all of the table."""
        if found := _UNIT.search(head):
            return found[1].strip()
        if "%" in head:
            return "%"
        named = _CAPTION_UNIT.search(fold(self.caption))
        return self.caption[slice(*named.span("unit"))] if named else ""

    def name(self, head: str) -> str:
        """The head without the unit, which stands behind its figures."""
        unit = self.unit(head)
        return head.removesuffix(f"({unit})").strip() if unit else head

    @cached_property
    def _columns(self) -> dict[str, list[Entry]]:
        return {head: self._entries(head) for head in columns_of(self.rows)}

    def _of(self, head: str) -> list[Entry]:
        return self._columns.get(head, [])

    def _entries(self, head: str) -> list[Entry]:
        found = []
        for row in self.rows:
            cell, label = row.cell(head), self.label(row)
            figure = figure_of(cell.value, self.report.language) if cell and label and head != self.label_head else None
            if cell and label and figure:
                found.append(Entry(row, label, cell, figure[0], figure[1] or self.unit(head) or self._unit_of(row)))
        return found

    def _unit_of(self, row: WrittenRow) -> str:
        return self._units.get(row.start, "")

    @cached_property
    def _units(self) -> dict[int, str]:
        """By the start of each row what its own cell says that its figures count; a mark of repetition is that of the row above."""
        units, last = {}, ""
        for row in self.rows:
            cell = next((each.value for each in row.cells if self._is_unit(each.head)), "")
            last = last if cell in _DITTO else cell
            units[row.start] = last
        return units

    def _is_unit(self, head: str) -> bool:
        """Above the names of the rows "Đơn vị" is an office, above another column what is counted."""
        return head != self.label_head and _UNIT_HEAD.search(fold(head)) is not None

    def _compares(self, head: str) -> bool:
        entries = self._of(head)
        return not _numbers_rows(entries) and len({each.unit for each in entries}) == 1

    def _is_total(self, entry: Entry) -> bool:
        """By its name, or where most rows are numbered for not being: groups have letters and Roman numerals, or nothing."""
        if _TOTAL.match(fold(entry.label.value)):
            return True
        numbered = [row for row in self.rows if row.cells and row.cells[0].value.strip(".").isdigit()]
        return 2 * len(numbered) > len(self.rows) and entry.row not in numbered


def _numbers_rows(entries: Sequence[Entry]) -> bool:
    """Whether the figures only count the rows, from one on, again and again."""
    steps = [later.value - earlier.value for earlier, later in itertools.pairwise(entries)]
    counts = sum(step == 1 or later.value == 1 for step, later in zip(steps, entries[1:], strict=True))
    return counts >= _COUNTED * len(steps)


def tables_of(reports: Sequence[tuple[Report, int]]) -> Iterator[FoundTable]:
    """Each table once, of places in reports where a row stands, in that order."""
    seen: set[tuple[str, int]] = set()
    for report, place in reports:
        table = _table_at(report, place)
        if table and (report.id, table.rows[0].start) not in seen:
            seen.add((report.id, table.rows[0].start))
            yield table


@lru_cache(_KEPT)
def _table_at(report: Report, place: int) -> FoundTable | None:
    """Kept with all that was worked out over it: the same tables are found by many questions."""
    rows = table_around(report.text, place)
    return FoundTable(report, tuple(rows), _caption(report.text, rows[0].start)) if len(rows) > 1 else None


def is_total(table: FoundTable, row: WrittenRow) -> bool:
    """Whether the row names itself a total."""
    label = table.label(row)
    return label is not None and _TOTAL.match(fold(label.value)) is not None


def years_in(head: str) -> frozenset[int]:
    """The years that a head names."""
    return frozenset(map(int, _YEAR.findall(head)))


def is_plan(head: str) -> bool:
    """Whether a column has what was planned."""
    return _PLAN.search(fold(head)) is not None


def _caption(text: str, start: int) -> str:
    """The few lines above a table."""
    above = text[max(0, start - 400) : start].split("\n")[1:]
    return " ".join(above[-4:])


def names(label: str, question: str) -> bool:
    """Whether the question, as plain words, names the row: by all of its label, or by the name in it behind the kind of thing ("Huyện Yên Hoài").

    The kind is one word, which in Vietnamese is one syllable or two: "Cơ sở dữ liệu kết nối Kho dùng chung" is not of the Kho.
    """
    written = tokens(label)
    named = next((place for place in (1, 2) if written[place:] and written[place][0].isupper()), len(written))
    wanted = [written, written[named:]]
    return any(words and f" {plain(' '.join(words))} " in f" {question} " for words in wanted)
