"""Ruled tables of a printed page: cells between drawn lines, rows put into words."""

import bisect
import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from corpus.formats.table import is_layout, numbered_rows
from corpus.paragraph import Box
from corpus.printed.glyph import HYPHEN, Flags, Glyphs, lines_of
from corpus.printed.line import Line, PrintedWord, words_at

_THIN = 2.5
_NEAR = 3.0
_SHORTEST_RULE = 8.0
_BEFORE, _AFTER = r"(?:^|(?<=[:;.] ))", r"(?=$|[;.] )"
"""What stands around a cell in the line of its row."""
_MOST_RULES = 1500
"""A page with more lines is a drawing."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line that is drawn, in points, y downwards."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True, eq=False)
class RuledTable:
    """Which characters of the page stand in the table, bool[n], and its rows as lines at their places."""

    inside: Flags
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class _Cell:
    """What is printed between walls, and its words."""

    text: str
    words: tuple[tuple[str, Box], ...] = ()


def tables_of(glyphs: Glyphs, drawn: Sequence[Rule]) -> list[RuledTable]:
    """The tables that the drawn lines frame; at least two columns and two rows."""
    horizontal, vertical = _straight(drawn)
    if len(horizontal) + len(vertical) > _MOST_RULES:
        return []
    tables = []
    for group in _connected(horizontal, vertical):
        xs = _places([rule.left for rule in group if _is_vertical(rule)])
        ys = _places([rule.top for rule in group if not _is_vertical(rule)])
        if len(xs) >= 3 and len(ys) >= 3:
            table = _table(glyphs, xs, ys, [rule for rule in group if _is_vertical(rule)])
            if table is not None:
                tables.append(table)
    return tables


def _is_vertical(rule: Rule) -> bool:
    return rule.bottom - rule.top > rule.right - rule.left


def _straight(drawn: Sequence[Rule]) -> tuple[list[Rule], list[Rule]]:
    """The horizontal and the vertical ones; slanted lines are none."""
    horizontal, vertical = [], []
    for rule in drawn:
        wide, high = rule.right - rule.left, rule.bottom - rule.top
        if high <= _THIN and wide >= _SHORTEST_RULE:
            horizontal.append(rule)
        elif wide <= _THIN and high >= _SHORTEST_RULE:
            vertical.append(rule)
    return horizontal, vertical


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


def _places(values: Sequence[float]) -> list[float]:
    """Values closer than a line is thick, as one."""
    places: list[float] = []
    for value in sorted(values):
        if not places or value - places[-1] > _NEAR:
            places.append(value)
    return places


def _table(glyphs: Glyphs, xs: list[float], ys: list[float], walls: Sequence[Rule]) -> RuledTable | None:
    x, y = glyphs.middles.T
    inside = (xs[0] - 1 <= x) & (x <= xs[-1] + 1) & (ys[0] - 1 <= y) & (y <= ys[-1] + 1)
    if not inside.any():
        return None
    rows = _rows(glyphs.chosen(inside), xs, ys, walls)
    grid = [[cell.text for cell in row] for row in rows]
    if is_layout(grid):
        return None
    size = float(glyphs.sizes[inside][0])
    lines = [
        Line(text, xs[0], ys[index], xs[-1], ys[index + 1], size, row=True, words=_words(text, rows[index]))
        for index, text in numbered_rows(grid)
    ]
    return RuledTable(inside, tuple(lines))


def _rows(glyphs: Glyphs, xs: list[float], ys: list[float], walls: Sequence[Rule]) -> list[list[_Cell]]:
    """What stands between the walls of each row; a cell that spans columns stands in each of them."""
    edges = [_edges(xs, walls, (top + bottom) / 2) for top, bottom in itertools.pairwise(ys)]
    cells = np.array([_cell_at(x, y, ys, edges) for x, y in glyphs.middles.tolist()], dtype=np.intp)
    order = np.argsort(cells, kind="stable")
    lines: dict[int, list[Line]] = {}
    for line in lines_of(glyphs.chosen(order), cells[order]):
        place = _cell_at((line.left + line.right) / 2, (line.top + line.bottom) / 2, ys, edges)
        lines.setdefault(place, []).append(line)
    return [_row(lines, index, xs, row) for index, row in enumerate(edges)]


def _edges(xs: list[float], walls: Sequence[Rule], middle: float) -> list[float]:
    """Where walls stand at the height `middle`, the outer ones always."""
    standing = [
        x
        for x in xs
        if any(abs(wall.left - x) <= _NEAR and wall.top - _NEAR <= middle <= wall.bottom + _NEAR for wall in walls)
    ]
    return sorted({xs[0], *standing, xs[-1]})


def _cell_at(x: float, y: float, ys: list[float], edges: list[list[float]]) -> int:
    """The number of the cell around a point: rows by thousands."""
    row = min(max(bisect.bisect_right(ys, y) - 1, 0), len(edges) - 1)
    return 1000 * row + min(max(bisect.bisect_right(edges[row], x) - 1, 0), len(edges[row]) - 2)


def _row(lines: dict[int, list[Line]], index: int, xs: list[float], edges: list[float]) -> list[_Cell]:
    row = []
    for number, (left, right) in enumerate(itertools.pairwise(edges)):
        row += [_cell(lines.get(1000 * index + number, []))] * sum(left <= x < right for x in xs[:-1])
    return row


def _cell(lines: Sequence[Line]) -> _Cell:
    text = " ".join(line.text for line in lines)
    words = [(line.text[word.start : word.end], word.box) for line in lines for word in line.words]
    return _Cell(text.replace(f"{HYPHEN} ", "-").replace(HYPHEN, "-"), tuple(words))


def _words(text: str, row: Sequence[_Cell]) -> tuple[PrintedWord, ...]:
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
