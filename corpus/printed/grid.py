"""Ruled tables of a printed page: what stands between drawn lines, cell by cell."""

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from corpus.printed.figure import is_figure
from corpus.printed.glyph import Flags, Glyphs, Indices, lines_of
from corpus.printed.line import Line
from corpus.printed.printed_table import Cell, PrintedTable, cell_of
from corpus.printed.rule import Rule, straight
from corpus.tables.table import is_layout

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
    """A table, which characters of the page stand in it, bool[n], and which lines that are set in other directions."""

    inside: Flags
    table: PrintedTable
    aside: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class _Frame:
    """The lines of a table: walls that part columns, bars that part rows, and where they stand."""

    walls: tuple[Rule, ...]
    bars: tuple[Rule, ...]
    xs: tuple[float, ...]
    ys: tuple[float, ...]


def tables_of(glyphs: Glyphs, drawn: Iterable[Rule], aside: Sequence[Line] = ()) -> list[RuledTable]:
    """The tables that the drawn lines frame; at least two columns and two rows.

    `aside` are lines of the page that are set in other directions: heads of narrow columns are.
    """
    horizontal, vertical = straight(drawn)
    if len(horizontal) + len(vertical) > _MOST_RULES:
        return []
    frames = [_frame(group) for group in _connected(horizontal, vertical)]
    tables = [_table(glyphs, frame, aside) for frame in frames if len(frame.xs) >= 3 and len(frame.ys) >= 3]
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


def _table(glyphs: Glyphs, frame: _Frame, aside: Sequence[Line]) -> RuledTable | None:
    x, y = glyphs.middles.T
    xs, ys = frame.xs, frame.ys
    inside = (xs[0] - 1 <= x) & (x <= xs[-1] + 1) & (ys[0] - 1 <= y) & (y <= ys[-1] + 1)
    if not inside.any():
        return None
    held = glyphs.chosen(inside)
    lines, torn = _lines(held, frame)
    split = _split(lines, frame)
    if split.ys != frame.ys:
        frame = split
        lines, torn = _lines(held, frame)
    upended = tuple(line for line in aside if xs[0] <= line.middle <= xs[-1] and ys[0] <= line.level <= ys[-1])
    numbers = _numbers(frame)
    for line in upended:
        lines.setdefault(int(numbers[_place_of(line, frame)]), []).append(line)
    rows = _rows(lines, frame)
    if is_layout([[cell.text for cell in row] for row in rows]):
        return None
    doubtful = torn or _unparted(lines, frame)
    return RuledTable(inside, PrintedTable(rows, frame.xs, frame.ys, float(held.sizes[0]), doubtful), upended)


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
    cells, torn = _whole_words(glyphs, numbers[_at(glyphs.middles, frame)])
    order = np.argsort(cells, kind="stable")
    lines: dict[int, list[Line]] = {}
    for line in lines_of(glyphs.chosen(order), cells[order]):
        lines.setdefault(int(numbers[_place_of(line, frame)]), []).append(line)
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
        if len(each) > 1 and len(set(at[:, 0].tolist())) > 1 and _is_figures(each):
            for row, column in at.tolist():
                rows[row][column] = cell_of([line for line in each if _place_of(line, frame)[0] == row])
    return tuple(map(tuple, rows))


def _place_of(line: Line, frame: _Frame) -> tuple[int, int]:
    """The row and the column that the middle of a line stands in."""
    (row,), (column,) = _at(np.array([[line.middle, line.level]]), frame)
    return int(row), int(column)


def _bands(lines: dict[int, list[Line]], frame: _Frame) -> list[list[list[Line]]]:
    """For each row the lines in each of the cells that stand in it alone."""
    numbers = _numbers(frame)
    bands: list[list[list[Line]]] = []
    for row in range(len(numbers)):
        alone = [n for n in dict.fromkeys(numbers[row].tolist()) if not (np.delete(numbers, row, axis=0) == n).any()]
        bands.append([lines[number] for number in alone if number in lines])
    return bands


def _is_figures(lines: Sequence[Line]) -> bool:
    return all(is_figure(line.text) for line in lines)


def _unparted(lines: dict[int, list[Line]], frame: _Frame) -> bool:
    """Whether a wall is missing: figures side by side in one cell, or one above the other in cells of the same row."""
    beside = any(
        is_figure(one.text) and is_figure(other.text) and _level(one, other)
        for each in lines.values()
        for one, other in itertools.pairwise(each)
    )
    return beside or any(len(_figures(cells)) > 1 for cells in _bands(lines, frame))


def _figures(cells: Sequence[Sequence[Line]]) -> list[Sequence[Line]]:
    """Cells that hold several figures one above the other, at heights that two of them share."""
    several = [each for each in cells if len(each) > 1 and _is_figures(each)]
    return [
        one
        for one in several
        if any(
            other is not one and sum(_level(*pair) for pair in itertools.product(one, other)) > 1 for other in several
        )
    ]


def _level(one: Line, other: Line) -> bool:
    return abs(one.bottom - other.bottom) < 0.5 * one.size


def _split(lines: dict[int, list[Line]], frame: _Frame) -> _Frame:
    """The frame with a bar between rows of figures that have none, where what they are of is printed level with each."""
    bars: list[float] = []
    for cells in _bands(lines, frame):
        figures = _figures(cells)
        heights = _heights([line for each in figures for line in each])
        others = [each for each in cells if each not in figures]
        if len(figures) < 2:
            continue
        if all(_begins_level(each, heights) for each in others):
            bars += [line.top - 0.1 * line.size for line in heights[1:]]
        elif all(_begins_level(each[::-1], heights[::-1]) for each in others):
            bars += [line.bottom + 0.1 * line.size for line in heights[:-1]]
    put_in = tuple(Rule(frame.xs[0], y, frame.xs[-1], y) for y in bars)
    return _Frame(frame.walls, frame.bars + put_in, frame.xs, tuple(_places([*frame.ys, *bars])))


def _heights(lines: Sequence[Line]) -> list[Line]:
    """One line for each height at which there are some, from the top down."""
    heights: list[Line] = []
    for line in sorted(lines, key=lambda line: line.bottom):
        if not heights or not _level(heights[-1], line):
            heights.append(line)
    return heights


def _begins_level(cell: Sequence[Line], heights: Sequence[Line]) -> bool:
    """Whether the first line of a cell is level with the first figures, and one with each of the others."""
    return (
        bool(cell) and _level(cell[0], heights[0]) and all(any(_level(line, each) for line in cell) for each in heights)
    )
