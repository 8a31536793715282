"""The pages of a report's text, cut where a passage of it and where its sections begin and end."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from bot.wording.wording import Wording
from corpus.report import Page, Report


@dataclass(frozen=True, slots=True)
class MarkedRun:
    """A part of a page's text, within the passage or without."""

    start: int
    text: str
    begins_section: bool
    is_marked: bool
    is_first: bool
    """Whether the passage begins here."""


@dataclass(frozen=True, slots=True)
class MarkedPage:
    """One page; its runs joined are its text."""

    number: int
    label: str
    runs: tuple[MarkedRun, ...]


def marked_pages(report: Report, passage: range | None, words: Wording) -> list[MarkedPage]:
    """Every page; the passage may run over several of them, or be none."""
    return [
        MarkedPage(page.number, page_label(page, words), tuple(_runs(report, page, passage))) for page in report.pages
    ]


def page_label(page: Page, words: Wording) -> str:
    """As it is printed, with how well it was read where that was by OCR."""
    label = words.page.format(label=page.label or page.number)
    if page.confidence is None:
        return label
    return f"{label} ({words.read_by_ocr.format(percent=round(page.confidence * 100))})"


def _runs(report: Report, page: Page, passage: range | None) -> Iterator[MarkedRun]:
    marked = passage or range(page.end, page.end)
    sections = {each.start for each in report.sections if each.level and page.start <= each.start < page.end}
    inside = {place for place in (marked.start, marked.stop) if page.start < place < page.end}
    for start, end in pairwise(sorted({page.start, page.end, *sections, *inside})):
        yield MarkedRun(start, report.text[start:end], start in sections, start in marked, start == marked.start)
