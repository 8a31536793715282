"""A line worked out over a table, of the rows and columns that are meant: one cell, a sum, a difference, the highest, the lowest, an order."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.quoting.inquiry import Inquiry
from bot.short.figure import figure_of, rendered, shown
from bot.short.line import Line, LineValue
from bot.short.operation import Extreme, Wanted, polarity_of
from bot.short.table import Entry, FoundTable, years_in
from bot.wording.wording import wording
from corpus.language.cues import Cues
from corpus.tables.written_row import WrittenRow
from corpus.text.letters import fold

_MOST_TIED = 3
_FEWEST = 3
"""Rows of which one is the highest."""
_FILLED: dict[Extreme, float] = {"highest": 0.3, "lowest": 0.8}
"""Share of the rows that have a figure: one that is missing may be low, hardly the highest."""
_ORDERED = 5
"""Rows of an order, where the question does not say how many."""
_CUES = Cues(__file__, folded=True)
_WHICH = re.compile(rf"(\w+) {_CUES.expression('which')}\b")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_COUNT = re.compile(r"\b(?:top )?(\d{1,2})\b(?! ?[/%])")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table that a question asks about."""

    table: FoundTable
    head: str

    @property
    def name(self) -> str:
        return self.table.name(self.head)

    @property
    def entries(self) -> list[Entry]:
        return self.table.entries(self.head)

    def figure(self, entry: Entry, inquiry: Inquiry) -> str:
        """With its unit."""
        value = entry.cell.value
        if figure_of(value, self.table.report.language) is None:
            return value
        figure = rendered(value, self.table.report.language, inquiry.language)
        return figure if entry.unit in figure else f"{figure}{_unit(entry.unit)}"

    def cited(self, entry: Entry) -> LineValue:
        return LineValue(self.table.report, entry.cell.start, entry.cell.end, (entry.row.start, entry.row.end))

    def of(self, rows: Sequence[WrittenRow]) -> list[Entry]:
        """The figures in these rows; none where one of them has none."""
        entries = {each.row.start: each for each in self.table.every(self.head)}
        found = [entries[row.start] for row in rows if row.start in entries]
        return found if len(found) == len(rows) else []


def cell_line(column: Column, row: WrittenRow, inquiry: Inquiry) -> Line | None:
    """What stands in the cell; None where nothing does."""
    entry = column.table.cell_of(row, column.head)
    if entry is None:
        return None
    line = wording(inquiry.language).short_cell.format(
        label=entry.label.value, head=column.name, value=column.figure(entry, inquiry)
    )
    return Line(line, (column.cited(entry),))


def extreme_line(column: Column, wanted: Extreme, inquiry: Inquiry) -> Line | None:
    """None unless the question's own words say which end is meant; for the lowest no row may lack its figure."""
    entries = _compared(column, inquiry)
    if (
        polarity_of(inquiry.query.text) != wanted
        or column.table.filled(column.head) < _FILLED[wanted]
        or len(entries) < _FEWEST
    ):
        return None
    best = (max if wanted == "highest" else min)(each.value for each in entries)
    tied = [each for each in entries if each.value == best]
    if len(tied) > _MOST_TIED:
        return None
    labels = "; ".join(each.label.value for each in tied)
    words = wording(inquiry.language)
    form = words.short_highest if wanted == "highest" else words.short_lowest
    line = form.format(label=labels, value=column.figure(tied[0], inquiry), head=column.name)
    return Line(line, tuple(map(column.cited, tied)), wanted)


def order_line(column: Column, inquiry: Inquiry) -> Line | None:
    """As many rows as the question says, from the end that it names; None where there is nothing to put in order."""
    entries = _compared(column, inquiry)
    count = _COUNT.search(_YEAR.sub("", inquiry.query.text))
    most = min(int(count[1]) if count else _ORDERED, len(entries), 2 * _ORDERED)
    if most < 2:
        return None
    upwards = polarity_of(inquiry.query.text) == "lowest"
    ordered = sorted(entries, key=lambda each: each.value, reverse=not upwards)[:most]
    listed = "; ".join(f"{each.label.value} {column.figure(each, inquiry)}" for each in ordered)
    line = wording(inquiry.language).short_order.format(entries=listed, head=column.name)
    return Line(line, tuple(map(column.cited, ordered)), "order")


def sum_line(column: Column, rows: Sequence[WrittenRow], inquiry: Inquiry) -> Line | None:
    """None where a row has no figure, or their units differ; shares of different wholes have no sum."""
    entries = column.of(rows)
    units = {each.unit for each in entries}
    if len(entries) < 2 or len(units) > 1 or units == {"%"}:
        return None
    total = shown(sum((each.value for each in entries), start=entries[0].value * 0), inquiry.language)
    formula = " + ".join(rendered(each.cell.value, column.table.report.language, inquiry.language) for each in entries)
    labels = ", ".join(each.label.value for each in entries)
    line = wording(inquiry.language).short_sum.format(
        formula=formula, value=f"{total}{_unit(entries[0].unit)}", head=f"{column.name}: {labels}"
    )
    return Line(line, tuple(map(column.cited, entries)), "sum")


def rows_apart(column: Column, rows: Sequence[WrittenRow], inquiry: Inquiry) -> Line | None:
    """How far apart two rows are in one column; None where one has no figure, or their units differ."""
    entries = column.of(rows)
    if len(entries) != 2 or entries[0].unit != entries[1].unit:
        return None
    listed = [(entry.label.value, column.figure(entry, inquiry)) for entry in entries]
    words = wording(inquiry.language)
    line = _apart(listed, entries, words.short_apart, inquiry)
    return Line(f"{line} ({column.name})", tuple(map(column.cited, entries)), "difference")


def columns_apart(columns: Sequence[Column], row: WrittenRow, inquiry: Inquiry) -> Line | None:
    """How far apart two columns are in one row, of two years what it rose or fell by; None where units differ or a figure is missing."""
    found = [each.of([row]) for each in columns]
    if len(columns) != 2 or not all(found) or found[0][0].unit != found[1][0].unit:
        return None
    pairs = [(column, entries[0]) for column, entries in zip(columns, found, strict=True)]
    of_years = all(len(years_in(column.head)) == 1 for column in columns)
    if of_years:
        pairs.sort(key=lambda pair: min(years_in(pair[0].head)))
    entries = [entry for _, entry in pairs]
    words, change = wording(inquiry.language), entries[1].value - entries[0].value
    changed = words.short_same if not change else words.short_rose if change > 0 else words.short_fell
    is_change = of_years and years_in(columns[0].head) != years_in(columns[1].head)
    listed = [(column.name, column.figure(entry, inquiry)) for column, entry in pairs]
    line = _apart(listed, entries, changed if is_change else words.short_apart, inquiry)
    values = tuple(column.cited(entry) for column, entry in pairs)
    return Line(f"{entries[0].label.value} – {line}", values, "difference")


def _apart(listed: Sequence[tuple[str, str]], entries: Sequence[Entry], form: str, inquiry: Inquiry) -> str:
    unit = _unit(entries[0].unit, wording(inquiry.language).short_points)
    apart = f"{shown(abs(entries[0].value - entries[1].value), inquiry.language)}{unit}"
    return form.format(entries="; ".join(f"{name}: {figure}" for name, figure in listed), value=apart)


def _compared(column: Column, inquiry: Inquiry) -> list[Entry]:
    """The rows of the kind that is asked for ("huyện nào"), where most are."""
    found = _WHICH.search(fold(inquiry.query.text))
    alike = [each for each in column.entries if found and found[1] in fold(each.label.value).split()[:2]]
    return alike if 2 * len(alike) >= len(column.entries) else column.entries


def _unit(unit: str, points: str = "") -> str:
    """As it stands behind a figure; a difference of shares is in points."""
    if unit == "%":
        return f" {points}" if points else "%"
    return f" {unit}" if unit else ""


def line_over(
    table: FoundTable, rows: Sequence[WrittenRow], heads: Sequence[str], wanted: Wanted | None, inquiry: Inquiry
) -> Line | None:
    """The line of what is wanted of these rows and columns; None where it cannot be worked out of them."""
    columns = [Column(table, head) for head in heads]
    match wanted, len(rows), len(columns):
        case ("highest" | "lowest") as end, _, 1:
            return extreme_line(columns[0], end, inquiry)
        case "order", _, 1:
            return order_line(columns[0], inquiry)
        case "sum", many, 1 if many > 1:
            return sum_line(columns[0], rows, inquiry)
        case "difference", 2, 1:
            return rows_apart(columns[0], rows, inquiry)
        case "difference", 1, 2:
            return columns_apart(columns, rows[0], inquiry)
        case None, 1, 1:
            return cell_line(columns[0], rows[0], inquiry)
    return None
