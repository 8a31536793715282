"""Which tasks have a deadline: the sentences of documents that set one, by deadline."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from textwrap import shorten

from bot.classifying.due_dates import DueDates, deadlines_in, may_set_deadlines
from bot.kinds.part import KindAnswer, Part
from bot.short.line import Line, LineValue
from bot.short.said import marker_length
from bot.wording.dates import short_date
from bot.wording.wording import wording
from corpus.document.zones import text_lines, zones_of
from corpus.language.calendar_date import dates_in
from corpus.language.detect import Language
from corpus.language.sentence import sentences
from corpus.report import Report
from corpus.text.letters import fold

MOST_DUE = 12
"""Sentences that are shown; all are counted."""
_MOST_IN_LINE, _BEGINNING = 4, 70
"""Deadlines of a line, and characters of what is due."""


def due_answer(
    reports: Iterable[Report], dates: DueDates | None, charged: Sequence[str], language: Language
) -> KindAnswer | None:
    """The sentences with a deadline within the dates; None where there is none. Of too many the first, up to a day the last.

    Of a report by another agency than those `charged` only those that name one of them; all where it is empty.
    """
    found = [
        (deadline, part) for report in reports for deadline, part in _due(report, dates, _charged_in(report, charged))
    ]
    if not found:
        return None
    words = wording(language)
    dated = sorted(found, key=lambda pair: (pair[0], pair[1].report.id, pair[1].start))
    ordered = [part for _, part in dated]
    notes = [words.due_found.format(count=len(ordered))]
    if len(ordered) > MOST_DUE:
        is_until = dates is not None and dates.is_until
        notes.append((words.due_shown_last if is_until else words.due_shown).format(shown=MOST_DUE))
        ordered = ordered[-MOST_DUE:] if is_until else ordered[:MOST_DUE]
    return KindAnswer(tuple(ordered), (" ".join(notes),), line=_line(dated))


def _line(dated: Sequence[tuple[date, Part]]) -> Line | None:
    """The days with the beginning of what is due on each; None where they are too many for a line."""
    if len(dated) > _MOST_IN_LINE:
        return None
    told, values = [], []
    for day, part in dated:
        text = part.report.text[part.start : part.end]
        spans = [(part.start + each.start, part.start + each.end) for each in dates_in(text) if each.whole == day]
        values.append(LineValue(part.report, *(spans[0] if spans else (part.start, part.end)), (part.start, part.end)))
        told.append(f"{short_date(day)} – {shorten(text[marker_length(text) :], _BEGINNING, placeholder=' …')}")
    return Line("; ".join(told), tuple(values), "deadlines")


def _charged_in(report: Report, charged: Sequence[str]) -> tuple[str, ...]:
    """Folded names of which a sentence of the report must have one; none for a report of their own."""
    return () if report.agency in charged else tuple(map(fold, charged))


def _due(report: Report, dates: DueDates | None, charged: Sequence[str]) -> Iterator[tuple[date, Part]]:
    """The first deadline of each sentence that sets one within the dates, with the sentence."""
    for start, end, deadlines in deadlines_of(report):
        within = [day for day in deadlines if dates is None or dates.hold(day)]
        if within and is_charged(report.text[start:end], charged):
            yield within[0], Part(report, start, end)


def deadlines_of(report: Report) -> Iterator[tuple[int, int, tuple[date, ...]]]:
    """`report.text[start:end]` of each sentence that sets a deadline, with all that it sets, each once, the earliest first.

    A day before the document's own is none: it tells what was, whatever its words.
    """
    first = report.issued or date.min
    year = report.issued.year if report.issued else max(report.years, default=None)
    for start, end in _content(report):
        if days := sorted({day for day in deadlines_in(report.text[start:end], year) if day >= first}):
            yield start, end, tuple(days)


def is_charged(sentence: str, charged: Sequence[str]) -> bool:
    """Whether a sentence has one of these folded names; any sentence where there are none."""
    return not charged or any(name in fold(sentence) for name in charged)


def _content(report: Report) -> list[tuple[int, int]]:
    """The sentences of lines that may set a deadline, but those of letterhead and signature."""
    lines = [line for line in text_lines(report.text) if may_set_deadlines(report.text[slice(*line)])]
    form = zones_of(report.text).form if lines else ()
    return [
        (line + start, line + end)
        for line, last in lines
        if not any(first <= line < behind for first, behind in form)
        for start, end in sentences(report.text[line:last])
    ]
