"""Where a passage of a report is to be found: its pages, the boxes of its words, its section and paragraph."""

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.paragraph import Box, Fragment
from corpus.printed.word_boxes import fragments_in
from corpus.report import Report

_SAME_LINE = 0.5
"""Words overlap by this share of the lower one's height where they stand on one line."""
_WORD_GAP = 4.0
"""Words of a line further apart than this many heights are boxed apart: a cell, a column lies between them."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A piece of a line of print."""

    page: int
    """Number of the page, from 1."""
    box: Box


@dataclass(frozen=True, slots=True)
class Location:
    """Where `report.text[start:end]` is found."""

    pages: tuple[int, ...]
    """Numbers of the pages, from 1."""
    marks: tuple[Mark, ...]
    """One for each line of print that the passage covers, from word to word; none where places are not known."""
    section: str
    """Path of the innermost section that holds the whole passage; empty for the root."""
    paragraph: int
    """Which paragraph of that section the passage begins in, its heading being the first."""


def locate(report: Report, start: int, end: int) -> Location:
    """Where `report.text[start:end]` is found; `ValueError` where the text has no such span.

    Boxes are known for PDFs and pictures of pages. A word whose place is not certain has no box.
    """
    if not 0 <= start < end <= len(report.text):
        raise ValueError(f"no span of the text: {start} to {end}")
    section = report.section_of(start, end)
    return Location(
        tuple(page.number for page in report.pages_of(start, end)),
        tuple(_marks(fragments_in(report.places, *_whole_words(report.text, start, end)))),
        section.path,
        sum(bool(line.strip()) for line in report.text[section.start : start + 1].split("\n")) or 1,
    )


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """The span widened to the words it cuts, which a line end may divide into two places."""
    while start > 0 and not text[start - 1].isspace() and not text[start].isspace():
        start -= 1
    while end < len(text) and not text[end - 1].isspace() and not text[end].isspace():
        end += 1
    return start, end


def _marks(fragments: Sequence[Fragment]) -> list[Mark]:
    """The fragments joined along each line of print."""
    marks: list[Mark] = []
    for each in fragments:
        if marks and marks[-1].page == each.page and _goes_on(marks[-1].box, each.box):
            marks[-1] = Mark(each.page, _around(marks[-1].box, each.box))
        else:
            marks.append(Mark(each.page, each.box))
    return marks


def _goes_on(box: Box, following: Box) -> bool:
    """Whether a word stands on the same line as `box`, to its right and close to it."""
    height = min(box[3] - box[1], following[3] - following[1])
    level = min(box[3], following[3]) - max(box[1], following[1]) > _SAME_LINE * height
    return level and box[0] <= following[0] and following[0] - box[2] < _WORD_GAP * height


def _around(one: Box, other: Box) -> Box:
    return min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])
