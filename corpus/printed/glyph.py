"""Characters with their boxes into lines: columns kept apart, spaces found, footnote marks set off.

A page has thousands of characters, so what is decided for each of them is decided for all at once, in arrays.
"""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from corpus.paragraph import Box
from corpus.printed.line import Line, words_at
from corpus.text.normalise import normalise_line
from corpus.text.raised import raised as in_place_of_raised

HYPHEN = "\x02"
"""What pdfium reports for a hyphen at the end of a line."""
_COLUMN_GAP = 2.2
"""A gap wider than this many times the size of the type parts two columns."""
_SPACE_GAP = 0.6
"""pdfium reports the spaces of a line itself; only white wider than this many times the size is one more."""
_SMALL, _RAISED = 0.9, 0.15
"""Shares of the size of a line's type: a raised mark is smaller than the one, and stands higher than its line by the other."""

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
    """bool[n]: line ends, spaces, and white as wide as one begin a word."""
    size = np.repeat(sizes, np.diff(starts, append=len(ink)))
    gap = np.concatenate(([0.0], ink.boxes[1:, 0] - ink.boxes[:-1, 2]))
    words: Flags = begins | spaced | (gap > _SPACE_GAP * size)
    return words


def _raised(ink: Glyphs, starts: Indices, sizes: Sequence[float]) -> Flags:
    """bool[n]: whether a character is small and stands above the base of its line, which the type of full size shows."""
    lengths = np.diff(starts, append=len(ink))
    size = np.repeat(sizes, lengths)
    small = ink.sizes < _SMALL * size
    raised = np.zeros(len(ink), dtype=bool)
    for line in np.unique(np.repeat(np.arange(len(starts)), lengths)[small]).tolist():
        own = slice(starts[line], starts[line] + lengths[line])
        base = np.median(ink.boxes[own, 3][~small[own]])
        raised[own] = small[own] & (ink.boxes[own, 3] < base - _RAISED * size[own])
    return raised


def _lines(ink: Glyphs, starts: Indices, sizes: Sequence[float], words: Indices) -> list[Line]:
    boxes, places = _united(ink.boxes, starts), _shares(_united(ink.boxes, words), ink)
    bold = np.add.reduceat(ink.bold, starts, dtype=np.intp) > 0.9 * np.diff(starts, append=len(ink))
    bounds = [*words.tolist(), len(ink)]
    texts = [ink.characters[start:end] for start, end in itertools.pairwise(bounds)]
    raised = _raised(ink, starts, sizes)
    first = np.searchsorted(words, [*starts.tolist(), len(ink)]).tolist()
    lines = []
    for index, (one, other) in enumerate(itertools.pairwise(first)):
        own, boxed = texts[one:other], places[one:other]
        if raised[bounds[one] : bounds[other]].any():
            flags = [raised[bounds[word] : bounds[word + 1]].tolist() for word in range(one, other)]
            own, boxed = _marked(own, boxed, flags)
        line = _line(own, boxed, boxes[index], sizes[index], bold=bool(bold[index]))
        lines += [line] if line.text else []
    return lines


def _marked(words: list[str], places: list[Box], flags: list[list[bool]]) -> tuple[list[str], list[Box]]:
    """The words of a line with its powers and the marks of its notes written out, and where each stands."""
    spelled: list[str] = []
    boxes: list[Box] = []
    for word, place, high_or_not in zip(words, places, flags, strict=True):
        before = " ".join(spelled) + " " if spelled else ""
        start = len(before)
        # A mark adjoins what it marks; what is set apart and small is filled in.
        apart = [*high_or_not, False].index(False) if spelled else 0
        raised = [False] * apart + high_or_not[apart:]
        for high, group in itertools.groupby(zip(word, raised, strict=True), lambda pair: pair[1]):
            figures = "".join(character for character, _ in group)
            # The white behind a raised mark is often too narrow for a space.
            gap = " " if before.endswith("]") and figures[0].isalpha() else ""
            before += in_place_of_raised(before, figures) if high else gap + figures
        parts = before[start:].split()
        spelled += parts
        boxes += [place] * len(parts)
    return spelled, boxes


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
