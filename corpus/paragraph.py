"""What a reader of a file format hands on: paragraphs in reading order, with what the format knows of them.

A `ParsedFile` has no offsets yet; `corpus.document.compose` gives them.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

Box = tuple[float, float, float, float]
"""left, top, right, bottom as shares of the width and height of the page as it is shown: 0 to 1, y downwards."""
ParagraphRole = Literal["body", "row", "item"]


class Fragment(NamedTuple):
    """Characters printed together, a word or a part of one: `text[start:end]` stands in `box` on page `page`.

    A tuple: a page has hundreds.
    """

    start: int
    end: int
    page: int
    """Number of the page, from 1."""
    box: Box


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph, or one row of a table, on one line."""

    text: str
    """Normalised; no newline."""
    page: int = 1
    """Number (from 1) of the page it begins on."""
    turns: tuple[tuple[int, int], ...] = ()
    """(offset in `text`, number of the page that begins there), where it runs over pages."""
    level: int | None = None
    """Heading level that the format declares (a Word style, `<h2>`, `##`), from 1; None for the rest."""
    bold: bool = False
    """Set wholly in bold type."""
    capitals: bool = False
    """Printed wholly in capitals, however it is typed: Word's "all caps", and fonts that have nothing else."""
    role: ParagraphRole = "body"
    heads_doubtful: bool = False
    """The first row of a table of which nobody can tell to which columns its heads belong: its rows claim none."""
    """`row` of a table, `item` of a list that the format declares, or `body`."""
    fragments: tuple[Fragment, ...] = ()
    """Where its words are printed, in order; those whose place is not known for certain are left out."""
    size: float | None = None
    """Of its type in points, where the format tells it."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page as the format gives it."""

    number: int
    label: str
    confidence: float | None = None


def leaves_of(pages: int) -> tuple["Leaf", ...]:
    """The pages of a file that marks where they end; a file with no such mark has one, of which nobody knows the number."""
    return tuple(Leaf(number, str(number) if pages > 1 else "") for number in range(1, pages + 1))


@dataclass(frozen=True, slots=True)
class ParsedFile:
    """A file as its format's reader understood it."""

    paragraphs: tuple[Paragraph, ...]
    leaves: tuple[Leaf, ...] = (Leaf(1, ""),)
    headline: str | None = None
    """Headline that the format declares (a web page's title); None where it has none."""
    published: date | None = None
    """Date of publication that the format declares."""
    warnings: tuple[str, ...] = ()
    declared_title: str | None = None
    """Title among the properties of the file, which nobody sees on its pages."""
    doubtful: tuple[str, ...] = ()
    """Lines of a scanned letterhead whose figures may be others than those that were read."""
