"""Columns of prose: text in two or more columns is read down each of them, between what runs across.

The white between columns is found as in a recursive X-Y cut (Nagy, Seth and Viswanathan, 1992), but only columns of
running text are cut apart: their lines fill them, from a common left edge to near the right one. What stands side by
side otherwise, cells, a letterhead, offices that sign, is no prose.
"""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import quantiles

import numpy as np

from corpus.document.zones import begins_closing, is_letterhead_line
from corpus.printed.line import Line

_FEWEST = 3
"""Lines of a column."""
_FULL = 0.75
"""Of the width of a column; a line that reaches so far fills it."""
_MOSTLY = 0.6
"""Share of the lines that fill a column, and share that begin at its left edge."""
_RUNNING = 0.3
"""Share of the lines that begin in lower case: they go on with a sentence, which the lines of a list do not."""
_LETTERS = 14
"""On the mean in a line of prose, however narrow its column."""
_APART = 0.9
"""Sizes of the type from line to line; wider white sets a heading off."""


@dataclass(frozen=True, slots=True)
class Region:
    """Lines that are read top down; `prose` where they are a column that is read beside others."""

    lines: tuple[Line, ...]
    prose: bool = False


def regions_of(lines: Sequence[Line]) -> list[Region]:
    """The regions of a page in reading order; one where nothing stands in columns of prose."""
    for gutter in _gutters(lines):
        for first, last in _zones(lines, gutter):
            inside = [line for line in lines if first <= line.top and line.bottom <= last]
            left = _columns([line for line in inside if line.right <= gutter])
            right = _columns([line for line in inside if line.right > gutter])
            if left and right:
                above = [line for line in lines if line.top < first]
                below = [line for line in lines if line.top >= first and line.bottom > last]
                return [*regions_of(above), *left, *right, *regions_of(below)]
    return [Region(tuple(lines))] if lines else []


def _columns(lines: Sequence[Line]) -> list[Region]:
    """The columns that `lines` are: one, or several side by side; none where they are no prose."""
    if not _runs_on(lines):
        return []
    if _fills_column(lines):
        return [Region(tuple(lines), prose=True)]
    regions = regions_of(lines)
    prose = sum(len(region.lines) for region in regions if region.prose)
    return [Region(region.lines, prose=True) for region in regions] if prose > _MOSTLY * len(lines) else []


def _runs_on(lines: Sequence[Line]) -> bool:
    """Whether sentences run on from line to line."""
    running = sum(line.text[0].islower() for line in lines)
    letters = sum(character.isalpha() for line in lines for character in line.text)
    return len(lines) >= _FEWEST and running > _RUNNING * len(lines) and letters > _LETTERS * len(lines)


def _fills_column(lines: Sequence[Line]) -> bool:
    """Whether lines begin at one edge and, but for those that end a paragraph, reach to near the other."""
    left, right = quantiles([line.left for line in lines], n=10)[0], quantiles([line.right for line in lines], n=10)[-1]
    going_on = [line for line in lines if not line.text.endswith(".")]
    full = sum(line.right > left + _FULL * (right - left) for line in going_on)
    level = sum(line.left < left + 2.5 * line.size for line in lines)
    return len(going_on) > 1 and full > _MOSTLY * len(going_on) and level > _MOSTLY * len(lines)


def _gutters(lines: Sequence[Line]) -> list[float]:
    """Places of white between lines side by side, those that part most of them first."""
    if len(lines) < 2 * _FEWEST:
        return []
    left, top, right, bottom = np.array([(line.left, line.top, line.right, line.bottom) for line in lines]).T
    shared = np.minimum(bottom[:, None], bottom) - np.maximum(top[:, None], top)
    beside = (shared > 0.3 * (bottom - top)) & (left > right[:, None])
    begins = np.where(beside, left, np.inf).min(axis=1)
    ends, begins = right[np.isfinite(begins)], begins[np.isfinite(begins)]
    places = np.unique(begins - 0.5)
    counts = ((ends <= places[:, None]) & (places[:, None] < begins)).sum(axis=1)
    best: list[float] = []
    for index in np.lexsort((-places, -counts)).tolist():
        if counts[index] >= _FEWEST - 1 and all(abs(places[index] - other) > 10 for other in best):
            best.append(float(places[index]))
    return best[:4]


def _zones(lines: Sequence[Line], gutter: float) -> list[tuple[float, float]]:
    """(top, bottom) of what stands on both sides of the gutter, with nothing across it between; the highest first."""
    across = [line for line in lines if line.left < gutter < line.right or _is_form(line)]
    aside = [line for line in lines if line not in across]
    bounds = sorted({float("-inf"), float("inf"), *(line.top for line in across)})
    zones = []
    for low, high in itertools.pairwise(bounds):
        inside = [line for line in aside if low <= line.top < high]
        left, right = (
            [line for line in inside if line.right <= gutter],
            [line for line in inside if line.right > gutter],
        )
        if len(left) >= _FEWEST and len(right) >= _FEWEST:
            zones.append(_side_by_side(left, right))
    return sorted(zones, key=lambda zone: zone[0] - zone[1])


def _is_form(line: Line) -> bool:
    return is_letterhead_line(line.text) or begins_closing(line.text)


def _side_by_side(left: Sequence[Line], right: Sequence[Line]) -> tuple[float, float]:
    """(top, bottom) of two columns, without a heading over one of them or below it that white sets off."""
    top = max(min(line.top for line in side) for side in (left, right))
    bottom = min(max(line.bottom for line in side) for side in (left, right))
    lines = sorted((*left, *right), key=lambda line: line.top)
    for line in reversed([line for line in lines if line.top < top]):
        if top - line.bottom > _APART * line.size:
            break
        top = line.top
    tail = [line for line in lines if line.bottom > bottom]
    for before, line in zip(reversed(tail[:-1]), reversed(tail[1:]), strict=True):
        if line.top - before.bottom > _APART * line.size and len(tail) - tail.index(line) <= 2:
            return top, before.bottom
    return top, max(line.bottom for line in lines)
