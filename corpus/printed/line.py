"""Lines of print with their places on the page, as a PDF's text layer or OCR gives them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from corpus.paragraph import Box


class PrintedWord(NamedTuple):
    """A word of a line: `line.text[start:end]`, and where it is printed. A tuple: a page has hundreds."""

    start: int
    end: int
    box: Box


@dataclass(frozen=True, slots=True)
class Line:
    """One line of one column; the unit is the point, `top` grows downwards from the top of the page."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float
    """Height of the type in points, approximate for OCR."""
    bold: bool = False
    row: bool = False
    """Whether it is a row of a table that is already put into words."""
    words: tuple[PrintedWord, ...] = ()
    """In order; a word whose place is not certain is left out."""

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2

    @property
    def level(self) -> float:
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class Doubt:
    """A line of a scanned letterhead whose figures are not certain, and what else is read there."""

    line: str
    others: tuple[str, ...]


def rows_of(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines at the same height together, from left to right; rows from the top down."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: (line.top + line.bottom) / 2):
        if rows and all(_same_height(other, line) for other in rows[-1]):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [sorted(row, key=lambda line: line.left) for row in rows]


def _same_height(one: Line, other: Line) -> bool:
    overlap = min(one.bottom, other.bottom) - max(one.top, other.top)
    return overlap > 0.5 * min(one.bottom - one.top, other.bottom - other.top)


def words_at(text: str, words: list[tuple[str, Box]], start: int = 0) -> tuple[PrintedWord, ...]:
    """`words` at their offsets in `text` from `start` on; none where `text` does not spell just them, spaces between."""
    placed = []
    for word, box in words:
        if not text.startswith(word, start):
            return ()
        placed.append(PrintedWord(start, start + len(word), box))
        start += len(word) + 1
    return tuple(placed)


def moved(words: tuple[PrintedWord, ...], by: int) -> tuple[PrintedWord, ...]:
    """`words` with their offsets moved, for a line that became part of a longer one."""
    return tuple(PrintedWord(word.start + by, word.end + by, word.box) for word in words) if by else words
