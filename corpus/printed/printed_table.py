"""A table as it is printed: cells with the places of their words, and its rows put into words."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.paragraph import Box
from corpus.printed.glyph import HYPHEN
from corpus.printed.line import Line, PrintedWord, words_at
from corpus.tables.head_rows import Told, joined_in
from corpus.tables.table import count_of_heads, one_line, worded

_BEFORE, _AFTER = r"(?:^|(?<=[:;.] ))", r"(?=$|[;.] )"
"""What stands around a cell in the line of its row."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What is printed in one cell, its words, and whether all of it is bold."""

    text: str
    words: tuple[tuple[str, Box], ...] = ()
    bold: bool = False


def cell_of(lines: Sequence[Line]) -> Cell:
    """The cell that holds `lines`."""
    text = one_line("\n".join(line.text for line in lines))
    words = tuple((line.text[word.start : word.end], word.box) for line in lines for word in line.words)
    bold = bool(lines) and all(line.bold for line in lines)
    return Cell(text.replace(f"{HYPHEN} ", "-").replace(HYPHEN, "-"), words, bold)


@dataclass(frozen=True, slots=True, eq=False)
class PrintedTable:
    """Rows of cells; a merged cell stands in every place it covers."""

    rows: tuple[tuple[Cell, ...], ...]
    edges: tuple[float, ...]
    """Left ends of the columns and the right end of the last, in points."""
    tops: tuple[float, ...]
    """Upper ends of the rows and the lower end of the last."""
    size: float
    doubtful: bool = False
    """Whether it is not certain which column a cell belongs to; then no head is claimed for any."""


def depth_of(parts: Sequence[PrintedTable]) -> int:
    """How many rows at the top of a table, given in one or more parts, head its columns."""
    rows = [row for part in parts for row in part.rows]
    return 0 if parts[0].doubtful else count_of_heads([*map(_texts, rows)], _told(rows))


def _told(rows: Sequence[Sequence[Cell]], heads: int | None = None) -> Told:
    """What print tells of its rows: those set in bold, and the cells that continue the one to their left."""
    strong = frozenset(index for index, row in enumerate(rows) if all(cell.bold for cell in row if cell.text))
    return Told(heads, strong, joined_in(rows))


def lines_of_table(table: PrintedTable, above: Sequence[tuple[Cell, ...]] = (), depth: int = 0) -> list[Line]:
    """One line for each row of `table` but its heads: the first `depth` of the rows `above`, printed before, and its own."""
    if not above and len(table.rows) <= depth:
        return []
    lines = []
    for index, text in _worded(table, above, depth):
        row = index - len(above)
        if row >= 0:
            words = _words(text, table.rows[row])
            left, right = table.edges[0], table.edges[-1]
            lines.append(
                Line(text, left, table.tops[row], right, table.tops[row + 1], table.size, row=True, words=words)
            )
    return lines


def _worded(table: PrintedTable, above: Sequence[tuple[Cell, ...]], depth: int) -> Sequence[tuple[int, str]]:
    """The rows in words; where columns are doubtful, cells one after the other, each as often as it is printed."""
    if table.doubtful:
        return [(index, text) for index, row in enumerate(table.rows) if (text := "; ".join(_once(row)))]
    rows = [*above, *table.rows]
    return worded([*map(_texts, rows)], told=_told(rows, depth)).lines


def _once(row: Sequence[Cell]) -> list[str]:
    """The texts of a row, that of a merged cell once."""
    return [cell.text for index, cell in enumerate(row) if cell.text and (index == 0 or cell is not row[index - 1])]


def _texts(row: Sequence[Cell]) -> list[str]:
    return [cell.text for cell in row]


def _words(text: str, row: Sequence[Cell]) -> tuple[PrintedWord, ...]:
    """The words of a row's cells at their offsets in its line; column heads are printed elsewhere and have none.

    Where a cell's text stands in the line more or less often than in the row, which one is which is not certain.
    """
    cells = [cell for cell, _ in itertools.groupby(row) if cell.text]
    words: list[PrintedWord] = []
    for wanted in dict.fromkeys(cell.text for cell in cells):
        same = [cell for cell in cells if cell.text == wanted]
        places = [found.start() for found in re.finditer(rf"{_BEFORE}{re.escape(wanted)}{_AFTER}", text)]
        if len(places) == len(same):
            for cell, place in zip(same, places, strict=True):
                words += words_at(text, list(cell.words), place)
    return tuple(sorted(words, key=lambda word: word.start))
