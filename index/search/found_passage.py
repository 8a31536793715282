"""A passage that was found with its whole citation: what somebody else's program is given, in process or over HTTP."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import TypeAdapter

from corpus.chunk import Aspect, Chunk
from corpus.report import Report
from index.record.related import Supersession
from index.search.hit import Hit
from index.search.place import place_of, url_of


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a report: `report.text[start:end]`."""

    report_id: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class FoundPassage(Span):
    """A passage with what names and places it, and what stands around it."""

    title: str
    kind: str | None
    number: str | None
    agency: str | None
    issued: date | None
    years: tuple[int, ...]
    aspect: Aspect | None
    pages: tuple[str, ...]
    """Page labels as printed."""
    page_numbers: tuple[int, ...]
    """The same pages counted from 1."""
    path: str
    """Headings of the innermost section that holds it."""
    confidence: float | None
    """OCR confidence, 0 to 1, of the worst page it stands on; None for text that was in the file."""
    url: str
    """Opens the passage, relative to the server's root."""
    notices: tuple[Supersession, ...]
    """What replaces or repeals its report."""
    score: float
    """Higher is nearer; comparable within one search only."""
    heading: str
    before: str
    """The passage before it; empty where it is the first."""
    after: str
    copies: tuple[Span, ...]
    """Passages of other places that say the same."""


_PASSAGE = TypeAdapter(FoundPassage)


def found_passage(hit: Hit, report: Report) -> FoundPassage:
    """`report` is that of the hit."""
    chunk, context = hit.chunk, hit.context
    place = place_of(report, chunk.start, chunk.end)
    return FoundPassage(
        report_id=report.id, start=chunk.start, end=chunk.end, text=chunk.text,
        title=report.title, kind=report.kind, number=report.number, agency=report.agency, issued=report.issued,
        years=chunk.years, aspect=chunk.aspect,
        pages=place.pages, page_numbers=place.page_numbers, path=place.path, confidence=place.confidence,
        url=url_of(report.id, chunk.start, chunk.end),
        notices=(context.superseded,) if context.superseded else (),
        score=hit.score,
        heading=context.heading,
        before=context.before.text if context.before else "",
        after=context.after.text if context.after else "",
        copies=tuple(map(_span, context.copies)),
    )  # fmt: skip


def metadata_of(found: FoundPassage) -> dict[str, Any]:
    """As metadata of a Document of LangChain's, whose content is the passage: values of JSON, the text as `quote`."""
    metadata = _PASSAGE.dump_python(found, mode="json", exclude={"text"})
    return {**metadata, "quote": found.text}


def _span(chunk: Chunk) -> Span:
    return Span(chunk.report_id, chunk.start, chunk.end, chunk.text)
