"""Characters with their boxes into lines: columns kept apart, spaces found, footnote marks set off.

A page has thousands of characters, so what is decided for each of them is decided for all at once, in arrays.
"""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from corpus.paragraph import Box
from corpus.printed.line import Line, words_at
from corpus.text.normalise import normalise_line

HYPHEN = "\x02"
"""What pdfium reports for a hyphen at the end of a line."""
_COLUMN_GAP = 2.2
"""A gap wider than this many times the size of the type parts two columns."""
_SPACE_GAP = 0.6
"""pdfium reports the spaces of a line itself; only white wider than this many times the size is one more."""
_UNITS = re.compile(r"(?:^|[\s\d/(])(?:m|km|dm|cm|mm|ha|s|CO|H|O|N|x)$")

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Indices = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True, eq=False)
class Glyphs:
    """The characters of a page in the order of the file; the unit is the point, y grows downwards."""

    characters: str
    boxes: Floats
    """float64[n, 4]: left, top, right, bottom."""
    sizes: Floats
    """float64[n]"""
    bold: Flags
    """bool[n]"""
    angles: Floats
    """float64[n]: how each is turned on the page as shown, in degrees against the clock; 0 is upright."""
    width: float
    """Of the page."""
    height: float

    def __len__(self) -> int:
        return len(self.characters)

    @property
    def middles(self) -> Floats:
        """float64[n, 2]: x, y."""
        return (self.boxes[:, :2] + self.boxes[:, 2:]) / 2

    def chosen(self, chosen: Flags | Indices) -> "Glyphs":
        """Those at which bool[n] is true, or those at the indices given, in their order."""
        indices = np.flatnonzero(chosen) if chosen.dtype == bool else chosen
        characters = "".join(map(self.characters.__getitem__, indices.tolist()))
        return replace(
            self, characters=characters, boxes=self.boxes[indices], sizes=self.sizes[indices],
            bold=self.bold[indices], angles=self.angles[indices],
        )  # fmt: skip


def joined_glyphs(parts: Sequence[Glyphs]) -> Glyphs:
    """The characters of one page, those of each part after those of the one before."""
    return Glyphs(
        "".join(part.characters for part in parts),
        np.concatenate([part.boxes for part in parts]),
        np.concatenate([part.sizes for part in parts]),
        np.concatenate([part.bold for part in parts]),
        np.concatenate([part.angles for part in parts]),
        parts[0].width,
        parts[0].height,
    )


def lines_of(glyphs: Glyphs, cells: Indices | None = None) -> list[Line]:
    """The lines that `glyphs` form, in their order; none runs from one of `cells`, int[n], to another."""
    inked = np.array([not character.isspace() for character in glyphs.characters], dtype=bool)
    if not inked.any():
        return []
    spaced = np.diff(np.flatnonzero(inked), prepend=-1) > 1
    ink = glyphs.chosen(inked)
    begins = line_begins(ink)
    if cells is not None:
        begins |= np.diff(cells[inked], prepend=-1) != 0
    starts = np.flatnonzero(begins)
    ends = [*starts[1:].tolist(), len(ink)]
    sizes = [_size(ink.sizes[start:end]) for start, end in zip(starts.tolist(), ends, strict=True)]
    words = _word_begins(ink, begins, spaced, starts, sizes)
    return _lines(ink, starts, sizes, np.flatnonzero(words))


def line_begins(ink: Glyphs) -> Flags:
    """bool[n], for characters without blanks: whether a character does not stand in the line of the one before it."""
    before, after = ink.boxes[:-1], ink.boxes[1:]
    size = np.maximum(np.maximum(ink.sizes[:-1], ink.sizes[1:]), 4.0)
    overlap = np.minimum(before[:, 3], after[:, 3]) - np.maximum(before[:, 1], after[:, 1])
    level = (np.abs(after[:, 3] - before[:, 3]) < 0.75 * size) | (overlap > 0)
    gap = after[:, 0] - before[:, 2]
    return np.concatenate(([True], ~level | (gap > _COLUMN_GAP * size) | (gap < -1.5 * size)))


def _size(sizes: Floats) -> float:
    first = float(sizes[0])
    return first if (sizes == first).all() else float(np.median(sizes))


def _word_begins(ink: Glyphs, begins: Flags, spaced: Flags, starts: Indices, sizes: Sequence[float]) -> Flags:
    """bool[n]: line ends, spaces, white as wide as one, and the marks of footnotes begin a word."""
    size = np.repeat(sizes, np.diff(starts, append=len(ink)))
    gap = np.concatenate(([0.0], ink.boxes[1:, 0] - ink.boxes[:-1, 2]))
    words = begins | spaced | (gap > _SPACE_GAP * size)
    raised = np.concatenate(([False], ink.boxes[1:, 3] < ink.boxes[:-1, 3] - 0.15 * size[1:]))
    for index in np.flatnonzero(raised & (ink.sizes < 0.8 * size) & ~words).tolist():
        words[index] = _is_footnote_mark(ink.characters, index, words)
    return words


def _is_footnote_mark(characters: str, index: int, words: Flags) -> bool:
    """Whether a small raised character is a figure after a word that is no unit of measure ("xã¹", but not "m³")."""
    if not (characters[index].isdigit() and characters[index - 1].isalpha()):
        return False
    start = index - 1
    while start > max(index - 12, 0) and not words[start]:
        start -= 1
    return not _UNITS.search(characters[start:index])


def _lines(ink: Glyphs, starts: Indices, sizes: Sequence[float], words: Indices) -> list[Line]:
    boxes, places = _united(ink.boxes, starts), _shares(_united(ink.boxes, words), ink)
    bold = np.add.reduceat(ink.bold, starts, dtype=np.intp) > 0.9 * np.diff(starts, append=len(ink))
    bounds = [*words.tolist(), len(ink)]
    texts = [ink.characters[start:end] for start, end in itertools.pairwise(bounds)]
    first = np.searchsorted(words, [*starts.tolist(), len(ink)]).tolist()
    lines = []
    for index, (one, other) in enumerate(itertools.pairwise(first)):
        line = _line(texts[one:other], places[one:other], boxes[index], sizes[index], bold=bool(bold[index]))
        lines += [line] if line.text else []
    return lines


def _united(boxes: Floats, starts: Indices) -> list[tuple[float, float, float, float]]:
    """The box around each group of characters that begins at one of `starts`."""
    low = np.minimum.reduceat(boxes[:, :2], starts, axis=0)
    high = np.maximum.reduceat(boxes[:, 2:], starts, axis=0)
    return [tuple(box) for box in np.hstack((low, high)).tolist()]


def _shares(boxes: list[tuple[float, float, float, float]], page: Glyphs) -> list[Box]:
    return [
        (left / page.width, top / page.height, right / page.width, bottom / page.height)
        for left, top, right, bottom in boxes
    ]


def _line(words: list[str], places: list[Box], box: tuple[float, ...], size: float, *, bold: bool) -> Line:
    text = _clean(" ".join(words))
    left, top, right, bottom = box
    placed = words_at(text, list(zip(words, places, strict=True)))
    if not placed and text:
        cleaned = [(clean, place) for word, place in zip(words, places, strict=True) if (clean := _clean(word))]
        placed = words_at(text, cleaned)
    return Line(text, left, top, right, bottom, size, bold, words=placed)


def _clean(text: str) -> str:
    """`text` normalised, with the hyphens at line ends kept, which are control characters."""
    return normalise_line(text.replace(HYPHEN, "\u2010")).replace("\u2010", HYPHEN)
