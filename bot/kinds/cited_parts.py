"""Parts of reports into citations, numbered in their order."""

from collections.abc import Iterable, Sequence

from bot.answer import Citation
from bot.kinds.part import Part
from bot.quoting.cite import cite
from corpus.chunk import Chunk
from corpus.language.detect import Language
from index.record.register import Register
from index.record.reports import ReportTable


def cited_parts(
    reports: ReportTable, register: Register, parts: Iterable[Part], language: Language
) -> tuple[Citation, ...]:
    """One citation a part, its marker the part's place from 1; notices in the language given."""
    chunks: dict[str, list[Chunk]] = {}
    citations = []
    for marker, part in enumerate(parts, 1):
        report = part.report
        if report.id not in chunks:
            chunks[report.id] = [stored.chunk for stored in reports.passages.chunks(report.id)]
        superseded = register.superseded.get(report.id)
        chunk = _holding(part, chunks[report.id])
        citations.append(cite(marker, report, chunk, part.start, part.end, superseded=superseded, language=language))
    return tuple(citations)


def _holding(part: Part, chunks: Sequence[Chunk]) -> Chunk:
    """The passage that holds most of a part; passages tile the text, so that there is one."""
    return max(chunks, key=lambda chunk: min(chunk.end, part.end) - max(chunk.start, part.start))
