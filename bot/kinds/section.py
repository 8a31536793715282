"""What a document or the reports of an agency have under a heading, and which headings a document has."""

import re
from collections.abc import Iterable, Iterator, Sequence

from bot.kinds.part import KindAnswer, Part
from bot.kinds.summary import outermost_sections, telling_sentence, tells
from bot.quoting.inquiry import Inquiry
from bot.wording.wording import wording
from corpus.identity.years import years_of
from corpus.report import Report, Section
from corpus.text.letters import fold

MOST_PARTS = 8
_LINE = re.compile(r"\S[^\n]*\S")
_NUMBERED = re.compile(r"(?:\d+\.)*(\d+)[.)/]?(?=\s)")
_CLOSING = re.compile(r"Trên đây là|Nơi nhận")


def contents_answer(reports: Sequence[Report]) -> KindAnswer | None:
    """The headings of the document that is asked about, in order; None where it has none, or several are asked about."""
    if len(reports) != 1:
        return None
    parts = [
        Part(reports[0], section.start, section.start + len(section.heading), "")
        for section in outermost_sections(reports[0])
        if section.heading and reports[0].text.startswith(section.heading, section.start)
    ]
    return KindAnswer(tuple(parts)) if parts else None


def section_answer(
    reports: Iterable[Report], headings: re.Pattern[str], inquiry: Inquiry, *, in_full: bool = False
) -> KindAnswer | None:
    """One sentence or paragraph of each item below the headings that `headings` matches folded, word for word; None where there is none.

    `in_full`: every paragraph. `reports` newest first. A heading that names other years than the question is passed over. More than
    `MOST_PARTS` are left out and counted.
    """
    parts = [
        part
        for report in reports
        for section in _matching(report, headings, inquiry.query.years)
        for part in (_paragraphs(report, section) if in_full else items_of(report, section))
    ]
    if not parts:
        return None
    shown = wording(inquiry.language).summary_shown.format(shown=MOST_PARTS, count=len(parts))
    return KindAnswer(tuple(parts[:MOST_PARTS]), (shown,) if len(parts) > MOST_PARTS else ())


def _matching(report: Report, headings: re.Pattern[str], years: Sequence[int]) -> list[Section]:
    """The sections under such a heading, of two inside each other the inner one."""
    found = []
    for section in report.sections:
        named = set(years_of(section.path)) or set(report.years)
        of_years = not years or not named or bool(named & set(years))
        if section.level > 0 and of_years and headings.search(fold(section.heading)):
            found.append(section)
    return [each for each in found if not any(each is not other and _holds(each, other) for other in found)]


def _holds(outer: Section, inner: Section) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _lacks_some(report: Report, items: Sequence[Section]) -> bool:
    """Whether numbered items are not those from 1 on without a gap, or one alone."""
    marks = [_NUMBERED.match(report.text, each.start) for each in items]
    numbers = [int(mark[1]) for mark in marks if mark]
    return bool(numbers) and (len(items) == 1 or numbers != list(range(1, len(items) + 1)))


def items_of(report: Report, section: Section) -> Iterator[Part]:
    """Of each section right below it the first sentence that tells something; every paragraph where such sections are not there, or not all.

    A scan may have lost the dot behind a number.
    """
    inside = [each for each in report.sections if section.start < each.start and each.end <= section.end]
    level = min((each.level for each in inside), default=0)
    items = [each for each in inside if each.level == level]
    spans = [span for each in items if (span := telling_sentence(report, each))]
    return (
        _paragraphs(report, section)
        if not spans or _lacks_some(report, items)
        else (Part(report, *span) for span in spans)
    )


def _paragraphs(report: Report, section: Section) -> Iterator[Part]:
    """Those that tell something."""
    lines = _LINE.finditer(report.text, section.start + len(section.heading), section.end)
    return (Part(report, *line.span()) for line in lines if tells(line[0]) and not _CLOSING.match(line[0]))
