"""Ruled tables of a printed page: cells between drawn lines, rows put into words."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.glyph import Glyph, lines_of
from corpus.line import Line
from corpus.table import is_layout, rows_as_lines

_THIN = 2.5
_NEAR = 3.0
_SHORTEST_RULE = 8.0
_MOST_RULES = 1500
"""A page with more lines is a drawing."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line that is drawn, in points, y downwards."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Table:
    """The glyphs that stand in a table, and its rows as lines at their places."""

    glyphs: tuple[Glyph, ...]
    lines: tuple[Line, ...]


def tables_of(glyphs: Sequence[Glyph], drawn: Sequence[Rule]) -> list[Table]:
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


def _table(glyphs: Sequence[Glyph], xs: list[float], ys: list[float], walls: Sequence[Rule]) -> Table | None:
    inside = [
        g
        for g in glyphs
        if xs[0] - 1 <= (g.left + g.right) / 2 <= xs[-1] + 1 and ys[0] - 1 <= (g.top + g.bottom) / 2 <= ys[-1] + 1
    ]
    if not inside:
        return None
    rows, lines = [], []
    for top, bottom in itertools.pairwise(ys):
        band = [g for g in inside if top <= (g.top + g.bottom) / 2 < bottom]
        cells = _cells(band, xs, walls, (top + bottom) / 2)
        if any(cells):
            rows.append((top, bottom, cells))
    grid = [cells for _, _, cells in rows]
    if is_layout(grid):
        return None
    worded = rows_as_lines(grid)
    step = (ys[-1] - ys[0]) / max(len(worded), 1)
    size = inside[0].size
    for index, text in enumerate(worded):
        place = ys[0] + index * step
        lines.append(Line(text, xs[0], place, xs[-1], place + step * 0.9, size, row=True))
    return Table(tuple(inside), tuple(lines))


def _cells(band: Sequence[Glyph], xs: list[float], walls: Sequence[Rule], middle: float) -> list[str]:
    """The text between the walls of one row; a cell that spans columns stands in each of them."""
    standing = [
        x
        for x in xs
        if any(abs(wall.left - x) <= _NEAR and wall.top - _NEAR <= middle <= wall.bottom + _NEAR for wall in walls)
    ]
    edges = sorted({xs[0], *standing, xs[-1]})
    cells = []
    for left, right in itertools.pairwise(edges):
        members = [g for g in band if left <= (g.left + g.right) / 2 < right]
        text = " ".join(line.text for line in lines_of(members)).replace("\x02 ", "-").replace("\x02", "-")
        cells += [text] * sum(left <= x < right for x in xs[:-1])
    return cells
