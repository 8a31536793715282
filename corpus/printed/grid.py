"""Ruled tables of a printed page: what stands between drawn lines, cell by cell."""

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

import numpy as np
import numpy.typing as npt

from corpus.formats.table import is_layout
from corpus.printed.glyph import Flags, Glyphs, Indices, lines_of
from corpus.printed.line import Line
from corpus.printed.printed_table import FIGURE, Cell, PrintedTable, cell_of
from corpus.printed.rule import Rule, straight

_NEAR = 3.0
_MOST_RULES = 1500
"""A page with more lines is a drawing."""
_OVERHANG = 0.7
"""A word with less than this share of its letters in one cell stands in none for certain."""
_WORD_GAP = 0.25
"""Share of the size of the type; letters closer to each other are of one word."""

Places = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True, eq=False)
class RuledTable:
    """A table, and which characters of the page stand in it, bool[n]."""

    inside: Flags
    table: PrintedTable


@dataclass(frozen=True, slots=True)
class _Frame:
    """The lines of a table: walls that part columns, bars that part rows, and where they stand."""

    walls: tuple[Rule, ...]
    bars: tuple[Rule, ...]
    xs: tuple[float, ...]
    ys: tuple[float, ...]


def tables_of(glyphs: Glyphs, drawn: Iterable[Rule]) -> list[RuledTable]:
    """The tables that the drawn lines frame; at least two columns and two rows."""
    horizontal, vertical = straight(drawn)
    if len(horizontal) + len(vertical) > _MOST_RULES:
        return []
    frames = [_frame(group) for group in _connected(horizontal, vertical)]
    tables = [_table(glyphs, frame) for frame in frames if len(frame.xs) >= 3 and len(frame.ys) >= 3]
    return [table for table in tables if table is not None]


def _connected(horizontal: Sequence[Rule], vertical: Sequence[Rule]) -> list[list[Rule]]:
    """Groups of rules that touch each other."""
    groups: list[list[Rule]] = []
    for rule in [*horizontal, *vertical]:
        touching = [group for group in groups if any(_touch(rule, other) for other in group)]
        groups = [group for group in groups if not any(group is each for each in touching)]
        groups.append([rule, *(other for group in touching for other in group)])
    return groups


def _touch(one: Rule, other: Rule) -> bool:
    return (one.left - _NEAR <= other.right and other.left - _NEAR <= one.right
            and one.top - _NEAR <= other.bottom and other.top - _NEAR <= one.bottom)  # fmt: skip


def _frame(group: Sequence[Rule]) -> _Frame:
    """The frame of rules that touch; a bar that reaches across no column underlines words."""
    walls = tuple(rule for rule in group if rule.is_vertical)
    xs = _places([rule.left for rule in walls])
    bars = tuple(rule for rule in group if not rule.is_vertical and _parts_rows(rule, xs))
    xs = _places([*xs, *(end for bar in bars for end in (bar.left, bar.right) if not xs[0] <= end <= xs[-1])])
    return _Frame(walls, bars, tuple(xs), tuple(_places([bar.top for bar in bars])))


def _parts_rows(bar: Rule, xs: Sequence[float]) -> bool:
    return any(bar.left - _NEAR <= left and right <= bar.right + _NEAR for left, right in itertools.pairwise(xs))


def _places(values: Iterable[float]) -> list[float]:
    """Values closer than a line is thick, as one."""
    places: list[float] = []
    for value in sorted(values):
        if not places or value - places[-1] > _NEAR:
            places.append(value)
    return places


def _table(glyphs: Glyphs, frame: _Frame) -> RuledTable | None:
    x, y = glyphs.middles.T
    xs, ys = frame.xs, frame.ys
    inside = (xs[0] - 1 <= x) & (x <= xs[-1] + 1) & (ys[0] - 1 <= y) & (y <= ys[-1] + 1)
    if not inside.any():
        return None
    held = glyphs.chosen(inside)
    lines, torn = _lines(held, frame)
    split = _split(lines, frame)
    if split is not None:
        frame = split
        lines, torn = _lines(held, frame)
    rows = _rows(lines, frame)
    if is_layout([[cell.text for cell in row] for row in rows]):
        return None
    doubtful = torn or any(_holds_rows(each) for each in _bands(lines, frame))
    return RuledTable(inside, PrintedTable(rows, frame.xs, frame.ys, float(held.sizes[0]), doubtful))


def _numbers(frame: _Frame) -> Places:
    """int[rows, columns]: which cell each place belongs to; merged places have one number."""
    rows, columns = len(frame.ys) - 1, len(frame.xs) - 1
    numbers = np.arange(rows * columns, dtype=np.intp).reshape(rows, columns)
    for row, (top, bottom) in enumerate(itertools.pairwise(frame.ys)):
        middle = (top + bottom) / 2
        for column, x in enumerate(frame.xs[1:-1], start=1):
            if not any(abs(wall.left - x) <= _NEAR and _holds(wall.top, wall.bottom, middle) for wall in frame.walls):
                numbers[row, column] = numbers[row, column - 1]
    for row, y in enumerate(frame.ys[1:-1], start=1):
        near = [bar for bar in frame.bars if abs(bar.top - y) <= _NEAR]
        open_ = [not any(_holds(bar.left, bar.right, (left + right) / 2) for bar in near)
                 for left, right in itertools.pairwise(frame.xs)]  # fmt: skip
        for number in dict.fromkeys(numbers[row, open_].tolist()):
            above = numbers[row - 1, numbers[row] == number]
            whole = above.min() == above.max() and (numbers[row - 1] == above[0]).sum() == len(above)
            if whole and all(open_each for open_each, each in zip(open_, numbers[row], strict=True) if each == number):
                numbers[row, numbers[row] == number] = above[0]
    return numbers


def _holds(low: float, high: float, value: float) -> bool:
    return low - _NEAR <= value <= high + _NEAR


def _lines(glyphs: Glyphs, frame: _Frame) -> tuple[dict[int, list[Line]], bool]:
    """The lines in each cell, by the number of its first place, and whether a word stands over a wall."""
    numbers = _numbers(frame)
    row, column = _at(glyphs.middles, frame)
    cells, torn = _whole_words(glyphs, numbers[row, column])
    order = np.argsort(cells, kind="stable")
    lines: dict[int, list[Line]] = {}
    for line in lines_of(glyphs.chosen(order), cells[order]):
        middle = np.array([[line.middle, (line.top + line.bottom) / 2]])
        (row,), (column,) = _at(middle, frame)
        lines.setdefault(int(numbers[row, column]), []).append(line)
    return lines, torn


def _at(points: npt.NDArray[np.float64], frame: _Frame) -> tuple[Places, Places]:
    """The row and the column around each point, the nearest one for a point just outside."""
    columns = np.clip(np.searchsorted(frame.xs, points[:, 0], side="right") - 1, 0, len(frame.xs) - 2)
    rows = np.clip(np.searchsorted(frame.ys, points[:, 1], side="right") - 1, 0, len(frame.ys) - 2)
    return rows, columns


def _whole_words(glyphs: Glyphs, cells: Indices) -> tuple[Indices, bool]:
    """The cell of each character, that of most of its word; and whether a word stands in none for certain."""
    boxes = glyphs.boxes
    gap = boxes[1:, 0] - boxes[:-1, 2]
    level = abs(boxes[1:, 3] - boxes[:-1, 3]) < 0.5 * glyphs.sizes[1:]
    blank = np.array([character.isspace() for character in glyphs.characters], dtype=bool)
    joined = level & (gap < _WORD_GAP * glyphs.sizes[1:]) & (gap > -glyphs.sizes[1:]) & ~blank[1:] & ~blank[:-1]
    words = np.cumsum(np.concatenate(([True], ~joined)))
    cells, torn = cells.copy(), False
    for word in set(words[1:][joined & (cells[1:] != cells[:-1])].tolist()):
        found, counts = np.unique(cells[words == word], return_counts=True)
        torn = torn or counts.max() < _OVERHANG * counts.sum()
        cells[words == word] = found[counts.argmax()]
    return cells, torn


def _rows(lines: dict[int, list[Line]], frame: _Frame) -> tuple[tuple[Cell, ...], ...]:
    """The cells; one that spans rows or columns stands in each of them, but figures in the row they are printed in."""
    numbers = _numbers(frame)
    cells = {number: cell_of(each) for number, each in lines.items()}
    empty = Cell("")
    rows = [[cells.get(number, empty) for number in row] for row in numbers.tolist()]
    for number, each in lines.items():
        at = np.argwhere(numbers == number)
        if len(each) > 1 and len(set(at[:, 0].tolist())) > 1 and all(FIGURE.match(line.text) for line in each):
            for row, column in at.tolist():
                rows[row][column] = cell_of([line for line in each if _row_of(line, frame) == row])
    return tuple(map(tuple, rows))


def _row_of(line: Line, frame: _Frame) -> int:
    (row,), _ = _at(np.array([[line.middle, (line.top + line.bottom) / 2]]), frame)
    return int(row)


def _bands(lines: dict[int, list[Line]], frame: _Frame) -> list[list[list[Line]]]:
    """For each row the lines in each of the cells that stand in it alone."""
    numbers = _numbers(frame)
    bands: list[list[list[Line]]] = []
    for row in range(len(numbers)):
        alone = [n for n in dict.fromkeys(numbers[row].tolist()) if not (np.delete(numbers, row, axis=0) == n).any()]
        bands.append([lines[number] for number in alone if number in lines])
    return bands


def _holds_rows(cells: Sequence[Sequence[Line]]) -> bool:
    """Whether two cells side by side hold several figures each, line by line: rows that no bar parts."""
    figures = [each for each in cells if len(each) > 1 and all(FIGURE.match(line.text) for line in each)]
    return any(
        len(one) == len(other) and all(_level(*pair) for pair in zip(one, other, strict=True))
        for one, other in itertools.pairwise(figures)
    )


def _level(one: Line, other: Line) -> bool:
    return abs(one.bottom - other.bottom) < 0.5 * one.size


def _split(lines: dict[int, list[Line]], frame: _Frame) -> _Frame | None:
    """The frame with a bar between rows of figures that have none; None where none is to be put in."""
    bars = []
    for cells in _bands(lines, frame):
        if not _holds_rows(cells):
            continue
        figures = next(each for each in cells if len(each) > 1 and all(FIGURE.match(line.text) for line in each))
        below = all(any(_level(figures[0], line) for line in each[:1]) for each in cells if len(each) >= len(figures))
        above = all(any(_level(figures[-1], line) for line in each[-1:]) for each in cells if len(each) >= len(figures))
        if below:
            bars += [line.top - 0.1 * line.size for line in figures[1:]]
        elif above:
            bars += [line.bottom + 0.1 * line.size for line in figures[:-1]]
    if not bars:
        return None
    put_in = tuple(Rule(frame.xs[0], y, frame.xs[-1], y) for y in bars)
    return _Frame(frame.walls, frame.bars + put_in, frame.xs, tuple(_places([*frame.ys, *bars])))
