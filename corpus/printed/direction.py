"""Text that is not set upright: what is set in one direction is read by itself, as on a sheet turned to it.

A page set sideways, a table turned on an upright page, a stamp along the margin, a word printed aslant over the page.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import numpy as np

from corpus.printed.glyph import Flags, Floats, Glyphs
from corpus.printed.line import Line, PrintedWord
from corpus.printed.rule import Rule

_CROOKED = 10.0
"""Degrees by which the lines of a scan may be off; text aslant by more is read aslant."""
_STEP = 15


def directions_of(glyphs: Glyphs) -> list[tuple[int, Flags]]:
    """The directions in degrees, each with which characters are set in it, bool[n]; that of most comes first."""
    if not glyphs.angles.any():
        return [(0, np.ones(len(glyphs), dtype=bool))]
    quarter = np.round(glyphs.angles / 90) * 90
    aslant = np.round(glyphs.angles / _STEP) * _STEP
    told = (np.where(abs(glyphs.angles - quarter) <= _CROOKED, quarter, aslant) % 360).astype(np.intp)
    angles, counts = np.unique(told, return_counts=True)
    return [(angle, told == angle) for _, angle in sorted(zip((-counts).tolist(), angles.tolist(), strict=True))]


def turned(glyphs: Glyphs, angle: int) -> Glyphs:
    """The characters as they stand on the sheet when it is turned so that text at `angle` is upright."""
    width, height, boxes = glyphs.width, glyphs.height, glyphs.boxes
    if angle % 90:
        return replace(glyphs, boxes=_levelled(glyphs, angle))
    return replace(
        glyphs,
        boxes=np.column_stack(_quarters(boxes.T, angle, width, height)),
        width=height if angle % 180 else width,
        height=width if angle % 180 else height,
    )


def turned_rules(rules: Iterable[Rule], angle: int, width: float, height: float) -> list[Rule]:
    """The rules of a page of `width` and `height` on the turned sheet; none where text is aslant."""
    if angle % 90:
        return []
    return [Rule(*_quarters((rule.left, rule.top, rule.right, rule.bottom), angle, width, height)) for rule in rules]


def turned_lines(lines: Iterable[Line], angle: int, width: float, height: float) -> list[Line]:
    """The lines of a sheet of `width` and `height` after the sheet was turned by `angle` with the clock."""
    return [_turned_line(line, angle, width, height) for line in lines]


def _turned_line(line: Line, angle: int, width: float, height: float) -> Line:
    left, top, right, bottom = _quarters((line.left, line.top, line.right, line.bottom), angle, width, height)
    return replace(line, left=left, top=top, right=right, bottom=bottom, words=_turned_words(line, angle))


def words_turned_back(lines: Iterable[Line], angle: int) -> tuple[Line, ...]:
    """The lines of a sheet turned by `angle`, the boxes of their words as shares of the page as it is shown."""
    return tuple(replace(line, words=_turned_words(line, -angle % 360)) for line in lines)


def _turned_words(line: Line, angle: int) -> tuple[PrintedWord, ...]:
    """None where text is aslant."""
    if angle % 90:
        return ()
    return tuple(PrintedWord(word.start, word.end, _quarters(word.box, angle, 1.0, 1.0)) for word in line.words)


def _quarters(box: Any, angle: int, width: float, height: float) -> Any:
    """left, top, right, bottom after the sheet was turned by `angle` with the clock."""
    left, top, right, bottom = box
    match angle:
        case 90:
            return height - bottom, left, height - top, right
        case 180:
            return width - right, height - bottom, width - left, height - top
        case 270:
            return top, width - right, bottom, width - left
        case _:
            return left, top, right, bottom


def _levelled(glyphs: Glyphs, angle: int) -> Floats:
    """Boxes of the size of the type around the middles of characters that stand aslant, the sheet turned about its corner."""
    cosine, sine = np.cos(np.radians(angle)), np.sin(np.radians(angle))
    x, y = glyphs.middles.T
    across, down = x * cosine - y * sine, x * sine + y * cosine
    return np.column_stack(
        (across - glyphs.sizes / 4, down - glyphs.sizes / 2, across + glyphs.sizes / 4, down + glyphs.sizes / 2)
    )
