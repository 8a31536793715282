"""Rules: the straight lines that a page shows, as it draws them: strokes, and bars that are filled.

ISO 32000-1, 8.5.3: a path is stroked, filled, both or neither. A stroke is a rule along each straight part; a filled
shape is one only where it is as thin as a line, else it is shading, and its sides are nothing that is drawn.
"""

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter

_THINNEST_BAR = 3.0
"""A filled shape of this many points is shading, and so is a stroke of twice as many: it marks words, it parts none."""
_SLANT = 2.5
_GAP = 3.0
"""Pieces of a rule follow each other as closely as the dots of a dotted one."""
_SHORTEST = 8.0

Point = tuple[float, float]
Outline = Sequence[tuple[Point, bool]]
"""The points of one part of a path in order, each with whether a straight line leads to it."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line that is drawn, in points, y downwards."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def is_vertical(self) -> bool:
        return self.bottom - self.top > self.right - self.left


def rules_painted(outlines: Iterable[Outline], *, stroke: float | None, filled: bool) -> Iterator[Rule]:
    """The rules of a path; `stroke` is the width of its stroke in points, None where it is not stroked to be seen."""
    for outline in outlines:
        if stroke is not None and stroke < 2 * _THINNEST_BAR:
            for (before, _), (point, straight) in itertools.pairwise(outline):
                if straight:
                    yield _between(before, point)
        elif filled:
            yield from _bar([point for point, _ in outline])


def _between(one: Point, other: Point) -> Rule:
    (left, right), (top, bottom) = sorted((one[0], other[0])), sorted((one[1], other[1]))
    return Rule(left, top, right, bottom)


def _bar(points: Sequence[Point]) -> Iterator[Rule]:
    """The middle line of a filled shape that is thin; of a dot both, for it may be one of a row or of a column."""
    across, down = [x for x, _ in points], [y for _, y in points]
    left, right, top, bottom = min(across), max(across), min(down), max(down)
    if bottom - top < _THINNEST_BAR:
        yield Rule(left, (top + bottom) / 2, right, (top + bottom) / 2)
    if right - left < _THINNEST_BAR:
        yield Rule((left + right) / 2, top, (left + right) / 2, bottom)


def straight(drawn: Iterable[Rule]) -> tuple[list[Rule], list[Rule]]:
    """The horizontal and the vertical ones, pieces that follow each other as one; slanted lines are none."""
    across = [rule for rule in drawn if rule.bottom - rule.top <= _SLANT]
    down = [_transposed(rule) for rule in drawn if rule.right - rule.left <= _SLANT]
    return _whole(across), [_transposed(rule) for rule in _whole(down)]


def _transposed(rule: Rule) -> Rule:
    return Rule(rule.top, rule.left, rule.bottom, rule.right)


def _whole(pieces: Iterable[Rule]) -> list[Rule]:
    """Horizontal pieces joined to rules, those long enough to part anything."""
    level: list[list[Rule]] = []
    for piece in sorted(pieces, key=attrgetter("top")):
        if level and piece.top - level[-1][-1].top <= 1:
            level[-1].append(piece)
        else:
            level.append([piece])
    return [rule for group in level for rule in _joined(group) if rule.right - rule.left >= _SHORTEST]


def _joined(pieces: list[Rule]) -> list[Rule]:
    joined: list[Rule] = []
    for piece in sorted(pieces, key=attrgetter("left")):
        if joined and piece.left <= joined[-1].right + _GAP:
            last = joined[-1]
            joined[-1] = Rule(last.left, min(last.top, piece.top), max(last.right, piece.right), last.bottom)
        else:
            joined.append(piece)
    return joined
