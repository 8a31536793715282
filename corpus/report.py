"""What was understood of one report: its identity, its text, its pages and its sections.

A `Report` never changes after it was read. Every offset counts characters of `Report.text`, which is
Unicode NFC, so that `report.text[start:end]` is what a reader sees.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from corpus.language.detect import Language

Unit = Literal["part", "chapter", "section", "subsection", "article", "clause", "point", "heading"]
RelationType = Literal["replaces", "amends", "repeals", "implements", "corrects"]

_LONGEST_TITLE = 150
"""Characters of a heading."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page. Pages tile `Report.text` in order: the first starts at 0, the last ends at its length."""

    label: str
    """As printed ("iv", "12"); the number as a string where nothing is printed; empty where the file has no pages (a web
    page, a Word file in which no page break is saved)."""
    number: int
    """Position in the file, from 1."""
    start: int
    end: int
    confidence: float | None = None
    """Mean OCR confidence, 0 to 1, of a page read by OCR; None where the text was in the file."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and all that stands under it, up to the next heading of its level or higher.

    Sections are listed in document order; children lie inside their parents. The first one is the
    root: level 0, empty heading and path, the whole text; so nothing is outside a section.
    """

    level: int
    heading: str
    """The heading line as written; empty for the root."""
    start: int
    end: int
    path: str
    """Headings from the outermost to this one, joined with " › ", each shortened; empty for the root."""
    unit: Unit | None = None

    @property
    def is_titled(self) -> bool:
        """Whether it begins with a heading, and not with a numbered sentence."""
        return 0 < len(self.heading.strip()) <= _LONGEST_TITLE and self.heading.rstrip()[-1] not in ".;:/"


@dataclass(frozen=True, slots=True)
class Relation:
    """What this report says it does to another document."""

    type: RelationType
    number: str
    """Normalised number of the other document, e.g. "57/QĐ-UBND"."""


@dataclass(frozen=True, slots=True)
class Report:
    """One report as read. Missing identity is None (or empty), never guessed."""

    id: str
    """ASCII `[A-Za-z0-9_-]+`, derived from the content: the same after a rename or a move."""
    collection: str
    title: str
    """Trích yếu; the headline of an article; the file's name where the text has neither."""
    kind: str | None
    """Loại văn bản, lower case: "báo cáo", "kế hoạch", "quyết định", "bài báo" …"""
    number: str | None
    """Số, ký hiệu, normalised: "173/KH-UBND"."""
    agency: str | None
    """Cơ quan ban hành, as written save for capitals: "Sở Nội vụ tỉnh Lam Giang"."""
    place: str | None
    issued: date | None
    effective: date | None
    years: tuple[int, ...]
    """Reporting years, ascending; not the year of issue."""
    signer: str | None
    source: str
    """Path of the file it was read from."""
    sha256: str
    """Of the file's bytes, in hexadecimal."""
    language: Language
    """ISO 639-1: "vi", "en", "fr" …; "und" where nobody can name it."""
    text: str
    pages: tuple[Page, ...]
    sections: tuple[Section, ...]
    relations: tuple[Relation, ...] = ()
    warnings: tuple[str, ...] = ()
    places: bytes = field(default=b"", repr=False, compare=False)
    """Where its words are printed, as `corpus.printed.word_boxes` packs it; empty where that is not known, or not loaded."""

    def pages_of(self, start: int, end: int) -> tuple[Page, ...]:
        """The pages that share at least one character with `[start, end)`, in order."""
        return tuple(page for page in self.pages if page.start < end and start < page.end)

    def section_of(self, start: int, end: int) -> Section:
        """The innermost section that holds all of `[start, end)`: the root, where none other does."""
        around = (each for each in self.sections if each.start <= start and end <= each.end)
        return max(around, key=lambda each: (each.level, each.start), default=self.sections[0])
