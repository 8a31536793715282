"""A quote that is rows of a table, as a table: its heads once, its values below them, the marked ones marked."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.language.sentence import is_table_row
from corpus.tables.written_row import WrittenRow, columns_of, row_at

_LINE = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True)
class QuotedCell:
    """What stands below a head in one row; empty where the row has nothing there."""

    text: str
    is_marked: bool = False


@dataclass(frozen=True, slots=True)
class QuotedTable:
    """Rows as wide as `heads`."""

    heads: tuple[str, ...]
    rows: tuple[tuple[QuotedCell, ...], ...]


def quoted_table(quote: str, marks: Sequence[tuple[int, int]] = ()) -> QuotedTable | None:
    """None of a quote that has a line which is no row, or has two cells below one head; `marks` are the places in it of what is marked."""
    lines = [match.span() for match in _LINE.finditer(quote)]
    if not lines or not all(is_table_row(quote[slice(*line)]) for line in lines):
        return None
    rows = [row_at(quote, *line) for line in lines]
    if any(len(set(row.heads)) < len(row.heads) for row in rows):
        return None
    heads = columns_of(rows)
    return QuotedTable(tuple(heads), tuple(_cells(row, heads, marks) for row in rows))


def _cells(row: WrittenRow, heads: list[str], marks: Sequence[tuple[int, int]]) -> tuple[QuotedCell, ...]:
    """A mark that is the whole row marks no cell of it."""
    marks = [(start, end) for start, end in marks if row.start < start or end < row.end]
    cells = {each.head: each for each in row.cells}
    return tuple(
        QuotedCell(cell.value, any(start < cell.end and cell.start < end for start, end in marks))
        if (cell := cells.get(head))
        else QuotedCell("")
        for head in heads
    )
