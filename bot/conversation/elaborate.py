"""More about a point of an answer: its whole passage with the ones beside it, quoted."""

import time
from dataclasses import replace

from bot.answer import Answered, Asked, Declined, Searched, Statement, Timings
from bot.conversation.turn import Span
from bot.quoting.cite import cite
from bot.wording.official_form import source_form
from bot.wording.wording import wording
from corpus.chunk import Chunk
from corpus.report import Report
from index.library import Library
from index.question.filters import Filters

_CERTAIN = 1.0


def elaborate(library: Library, asked: Asked, span: Span) -> Answered | Declined:
    """The passage around the span and its neighbours of the same section, each cited, in the order of the text.

    Declined where the report is gone, has changed, or lies outside the filters, which also say what one may see.
    """
    began, language, register = time.perf_counter(), asked.language, library.reports.register()
    report = library.reports.get(span.report_id)
    visible = register.ids(Filters(collections=asked.explicit.collections))
    chunks = _around(library, span) if report and report.id in visible else []
    words = wording(language)
    if report is None or not chunks:
        return Declined(asked, words.point_gone)
    superseded = register.superseded.get(report.id)
    citations = tuple(
        cite(number, report, chunk, *_trimmed(report, chunk), superseded=superseded, language=language)
        for number, chunk in enumerate(chunks, 1)
    )
    statements = tuple(
        Statement(each.quote, (each.marker,), 1.0, words.according_to.format(source=source_form(each, language)))
        for each in citations
    )
    itself = next(each for each, chunk in zip(citations, chunks, strict=True) if _overlaps(chunk, span))
    searched_as = words.more_about.format(source=source_form(itself, language))
    told = replace(asked, searched_as=searched_as, searched=Searched(1, len(chunks)), confidence=_CERTAIN)
    return Answered(told, statements, citations, Timings(0.0, (time.perf_counter() - began) * 1000))


def _around(library: Library, span: Span) -> list[Chunk]:
    """The passages that hold the span, with the one before and the one after where their section is the same."""
    every = [stored.chunk for stored in library.reports.passages.chunks(span.report_id)]
    held = [position for position, chunk in enumerate(every) if chunk.searchable and _overlaps(chunk, span)]
    if not held:
        return []
    beside = {held[0] - 1, held[-1] + 1}
    return [
        chunk
        for position, chunk in enumerate(every)
        if position in held
        or (
            position in beside
            and chunk.searchable
            and chunk.text.strip()
            and _section(chunk) == _section(every[held[0]])
        )
    ]


def _overlaps(chunk: Chunk, span: Span) -> bool:
    return chunk.start < span.end and span.start < chunk.end


def _section(chunk: Chunk) -> str:
    """The section above the innermost one; of a passage of a top section, that section."""
    return chunk.path.rpartition(" › ")[0] or chunk.path


def _trimmed(report: Report, chunk: Chunk) -> tuple[int, int]:
    text = report.text[chunk.start : chunk.end]
    start = chunk.start + len(text) - len(text.lstrip())
    return start, start + len(text.strip())
