"""Characters with their boxes into lines: columns kept apart, spaces found, footnote marks set off."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from corpus.line import Line
from corpus.normalise import normalise_line

HYPHEN = "\x02"
"""What pdfium reports for a hyphen at the end of a line."""
_COLUMN_GAP = 2.2
"""A gap wider than this many times the size of the type parts two columns."""
_SPACE_GAP = 0.6
"""pdfium reports the spaces of a line itself; only white wider than this many times the size is one more."""
_UNITS = re.compile(r"(?:^|[\s\d/(])(?:m|km|dm|cm|mm|ha|s|CO|H|O|N|x)$")


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character; the unit is the point, `top` grows downwards."""

    character: str
    left: float
    top: float
    right: float
    bottom: float
    size: float
    bold: bool


def lines_of(glyphs: Sequence[Glyph], rules: Sequence[tuple[float, float, float]] = ()) -> list[Line]:
    """The lines that `glyphs` form, in the order of the file.

    `rules` are vertical lines (x, top, bottom); no text runs across them.
    """
    return [line for run in _runs(glyphs, rules) if (line := _line(run)) is not None]


def _runs(glyphs: Iterable[Glyph], rules: Sequence[tuple[float, float, float]]) -> Iterable[list[Glyph]]:
    run: list[Glyph] = []
    for glyph in glyphs:
        if run and not _continues(run, glyph, rules):
            yield run
            run = []
        if run or glyph.character.strip():
            run.append(glyph)
    if run:
        yield run


def _continues(run: Sequence[Glyph], glyph: Glyph, rules: Sequence[tuple[float, float, float]]) -> bool:
    inked = [each for each in run[-6:] if each.character.strip()] or [run[-1]]
    last = inked[-1]
    if not glyph.character.strip():
        return True
    size = max(last.size, glyph.size, 4.0)
    overlap = min(last.bottom, glyph.bottom) - max(last.top, glyph.top)
    base = abs(glyph.bottom - last.bottom) < 0.75 * size or overlap > 0
    gap = glyph.left - last.right
    if not base or gap > _COLUMN_GAP * size or gap < -1.5 * size:
        return False
    middle = (glyph.top + glyph.bottom) / 2
    return not any(last.right - 1 <= x <= glyph.left + 1 and top <= middle <= bottom for x, top, bottom in rules)


def _line(run: Sequence[Glyph]) -> Line | None:
    inked = [glyph for glyph in run if glyph.character.strip()]
    if not inked:
        return None
    size = median(glyph.size for glyph in inked)
    bold = sum(glyph.bold for glyph in inked) > 0.9 * len(inked)
    text = normalise_line(_spelled(run, size).replace(HYPHEN, "\u2010")).replace("\u2010", HYPHEN)
    if not text:
        return None
    return Line(text, min(g.left for g in inked), min(g.top for g in inked), max(g.right for g in inked),
                max(g.bottom for g in inked), size, bold)  # fmt: skip


def _spelled(run: Sequence[Glyph], size: float) -> str:
    """The text of a run, with a space wherever white paper as wide as one stands between two characters."""
    parts: list[str] = []
    last: Glyph | None = None
    for glyph in run:
        if not glyph.character.strip():
            if last is not None and parts[-1] != " ":
                parts.append(" ")
            continue
        if last is not None and parts[-1] != " " and glyph.left - last.right > _SPACE_GAP * size:
            parts.append(" ")
        if last is not None and _begins_footnote_mark("".join(parts[-12:]), last, glyph, size):
            parts.append(" ")
        parts.append(glyph.character)
        last = glyph
    return "".join(parts)


def _begins_footnote_mark(before: str, last: Glyph, glyph: Glyph, size: float) -> bool:
    """Whether `glyph` is a small raised figure after a word that is no unit of measure ("xã¹", but not "m³")."""
    raised = glyph.size < 0.8 * size and glyph.bottom < last.bottom - 0.15 * size
    return raised and glyph.character.isdigit() and last.character.isalpha() and not _UNITS.search(before)
