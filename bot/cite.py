"""A span of a report into a citation that anyone can check."""

from urllib.parse import quote as url_quote

from bot.answer import Citation
from bot.wording import wording
from corpus.chunk import Chunk
from corpus.language import Language
from corpus.report import Report
from index.related import Supersession


def cite(
    marker: int,
    report: Report,
    chunk: Chunk,
    start: int,
    end: int,
    *,
    superseded: Supersession | None,
    language: Language,
) -> Citation:
    """The citation of `report.text[start:end]`, a span inside `chunk`; notices in the language given."""
    pages = report.pages_of(start, end)
    confidences = [page.confidence for page in pages if page.confidence is not None]
    confidence = min(confidences, default=None)
    return Citation(
        marker=marker,
        report_id=report.id,
        title=report.title,
        kind=report.kind,
        number=report.number,
        agency=report.agency,
        issued=report.issued,
        years=chunk.years,
        aspect=chunk.aspect,
        pages=tuple(page.label for page in pages if page.label),
        page_numbers=tuple(page.number for page in pages),
        path=report.section_of(start, end).path,
        confidence=confidence,
        quote=report.text[start:end],
        start=start,
        end=end,
        url=f"/reports/{url_quote(report.id)}?start={start}&end={end}#passage",
        notices=_notices(superseded, confidence, language),
    )


def _notices(superseded: Supersession | None, confidence: float | None, language: Language) -> tuple[str, ...]:
    words = wording(language)
    notices = []
    if superseded:
        notice = words.replaced_by if superseded.type == "replaces" else words.repealed_by
        notices.append(notice.format(number=superseded.by))
    if confidence is not None:
        notices.append(words.read_by_ocr.format(percent=round(confidence * 100)))
    return tuple(notices)
