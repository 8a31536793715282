"""Where a span of a report stands: its pages, its section, how surely it was read."""

from dataclasses import dataclass
from urllib.parse import quote

from corpus.report import Report


@dataclass(frozen=True, slots=True)
class Place:
    """The place of `report.text[start:end]`."""

    pages: tuple[str, ...]
    """Page labels as printed."""
    page_numbers: tuple[int, ...]
    """The same pages counted from 1."""
    path: str
    """Headings of the innermost section that holds it."""
    confidence: float | None
    """OCR confidence, 0 to 1, of the worst page it stands on; None for text that was in the file."""


def url_of(report_id: str, start: int, end: int) -> str:
    """Opens the passage, relative to the server's root."""
    return f"/reports/{quote(report_id)}?start={start}&end={end}#passage"


def place_of(report: Report, start: int, end: int) -> Place:
    """The place of a span that lies in the report's text."""
    pages = report.pages_of(start, end)
    return Place(
        pages=tuple(page.label for page in pages if page.label),
        page_numbers=tuple(page.number for page in pages),
        path=report.section_of(start, end).path,
        confidence=min((page.confidence for page in pages if page.confidence is not None), default=None),
    )
