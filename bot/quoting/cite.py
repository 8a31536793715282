"""A span of a report into a citation that anyone can check."""

from bot.answer import Citation
from bot.wording.wording import wording
from corpus.chunk import Chunk
from corpus.language.detect import Language
from corpus.language.misread import misread_words
from corpus.report import Report
from index.record.related import Supersession
from index.search.place import place_of, url_of


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
    place = place_of(report, start, end)
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
        pages=place.pages,
        page_numbers=place.page_numbers,
        path=place.path,
        confidence=place.confidence,
        quote=report.text[start:end],
        start=start,
        end=end,
        url=url_of(report.id, start, end),
        notices=_notices(superseded, place.confidence, report.text[start:end], language),
    )


def _notices(
    superseded: Supersession | None, confidence: float | None, quote: str, language: Language
) -> tuple[str, ...]:
    words = wording(language)
    notices = []
    if superseded:
        notice = words.replaced_by if superseded.type == "replaces" else words.repealed_by
        notices.append(notice.format(number=superseded.by))
    if confidence is not None:
        notices.append(words.read_by_ocr.format(percent=round(confidence * 100)))
        misread = misread_words(quote)
        notices += [words.misread.format(words=", ".join(misread))] if misread else []
    return tuple(notices)
