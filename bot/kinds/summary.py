"""A document in short: of each of its sections one sentence, word for word, in order; of a report what it found."""

from collections.abc import Iterator, Sequence

from bot.kinds.part import KindAnswer, Part
from bot.wording.official_form import document_form
from bot.wording.wording import wording
from corpus.document.zones import zones_of
from corpus.identity.years import aspect_of_sentence
from corpus.language.detect import Language
from corpus.language.quantity import PLACE_LABELS, Quantity, quantities_in
from corpus.language.sentence import is_bare_heading, is_table_row, sentences
from corpus.language.vocabulary import words as vocabulary_words
from corpus.report import Report, Section

MOST_SECTIONS = 12
_FEWEST_SECTIONS = 3
_SHORTEST = 25
"""Characters of a sentence that tells something."""
_TELLING = frozenset(vocabulary_words("vi", "kinds.telling"))
_NO_FINDING = PLACE_LABELS | {"năm", "quý", "tháng", "ngày"}
"""Units of figures that say where or when."""
_MOST_FIGURES = 3


def summary_answer(report: Report, language: Language) -> KindAnswer | None:
    """None for a document without text of its own.

    The sections of the outermost level that has at least three, or else the whole text; more than `MOST_SECTIONS`
    are left out and counted.
    """
    words = wording(language)
    told = [(section, span) for section in outermost_sections(report) if (span := finding(report, section))]
    parts = [Part(report, *span, section.heading or None) for section, span in told[:MOST_SECTIONS]]
    notes = [words.summary_of.format(document=document_form(report, language))]
    if len(told) > len(parts):
        notes.append(words.summary_shown.format(shown=len(parts), count=len(told)))
    return KindAnswer(tuple(parts), tuple(notes)) if parts else None


def outermost_sections(report: Report) -> Sequence[Section]:
    """Those of the outermost level that is fine enough to tell what the document is about."""
    below = [section for section in report.sections if section.level > 0 and section.heading]
    for level in sorted({section.level for section in below}):
        found = [section for section in below if section.level == level or _ends_above(section, level, below)]
        if len(found) >= _FEWEST_SECTIONS:
            return found
    return below or report.sections[:1]


def _ends_above(section: Section, level: int, sections: Sequence[Section]) -> bool:
    """Whether a section of an outer level has no section of this level in it."""
    return section.level < level and not any(
        section.start <= other.start and other.end <= section.end and other.level > section.level for other in sections
    )


def telling_sentence(report: Report, section: Section) -> tuple[int, int] | None:
    """Its first sentence: no heading, no row of a table, no signature."""
    return next(_telling(report, section), None)


def finding(report: Report, section: Section) -> tuple[int, int] | None:
    """Of a report, the sentence that says what came about and has most figures; where none does, and of any other document, the first."""
    told = list(_telling(report, section))
    found = [span for span in told if aspect_of_sentence(report.text[slice(*span)]) == "result"]
    if report.kind in _TELLING and found:
        return max(found, key=lambda span: _figures(report.text[slice(*span)], report.language))
    return next(iter(told), None)


def _figures(sentence: str, language: Language) -> int:
    return min(len(measured_in(sentence, language)), _MOST_FIGURES)


def measured_in(sentence: str, language: str) -> list[Quantity]:
    """Its figures with a unit, but those that say where or when."""
    return [each for each in quantities_in(sentence, language) if each.unit and each.unit not in _NO_FINDING]


def telling_sentences(report: Report) -> Iterator[tuple[int, int]]:
    """Every sentence of the document that tells something, in order."""
    return _telling(report, report.sections[0]) if report.sections else iter(())


def _telling(report: Report, section: Section) -> Iterator[tuple[int, int]]:
    """Its sentences that tell something, in order."""
    inside = [each for each in report.sections if section.start < each.start < section.end]
    headings = [(each.start, each.start + len(each.heading)) for each in inside if each.unit not in ("clause", "point")]
    form = [*zones_of(report.text).form, *headings]
    has_heading = report.text.startswith(section.heading, section.start)
    body = section.start + (len(section.heading) if has_heading else 0)
    spans = ((body + start, body + end) for start, end in sentences(report.text[body : section.end]))
    told = (span for span in spans if tells(report.text[slice(*span)]))
    return (span for span in told if not any(first <= span[0] and span[1] <= last for first, last in form))


def tells(sentence: str) -> bool:
    """Whether a sentence says something of its own: no heading, no row of a table, no lead of a list."""
    return len(sentence) >= _SHORTEST and not (
        is_bare_heading(sentence)
        or is_table_row(sentence)
        or sentence.endswith(":")
        or sentence.isupper()
        or (sentence[0] == "(" and sentence[-1] == ")")
    )
