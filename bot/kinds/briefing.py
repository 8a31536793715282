"""A document at a glance: what it is, its figures with their years, its deadlines, who is to do what; every line word for word."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import get_args

from bot.answer import Citation
from bot.kinds.cited_parts import cited_parts
from bot.kinds.due import deadlines_of
from bot.kinds.identity import spans_of
from bot.kinds.part import Part
from bot.kinds.summary import measured_in, telling_sentences
from bot.kinds.tasks import tasks_of
from bot.wording.keys import BriefingTopic, IdentityFact
from corpus.identity.years import years_of
from corpus.language.detect import Language
from corpus.report import Report
from index.record.reports import ReportTable

TOPICS: tuple[BriefingTopic, ...] = get_args(BriefingTopic)
MOST_LINES = 12
"""Of one topic; all are counted."""
_MOST_FIGURES = 8
_IDENTITY: tuple[IdentityFact, ...] = ("subject", "number", "agency", "issued", "effective", "signer")


@dataclass(frozen=True, slots=True)
class BriefingLine:
    """One thing that the document says."""

    topic: BriefingTopic
    citation: Citation
    fact: IdentityFact | None = None
    """What of its identity."""
    day: date | None = None
    """Of a deadline."""
    years: tuple[int, ...] = ()
    """Of figures: those that the sentence names, else those of its section; ascending."""
    who: str = ""
    """Of a task: the heading that it stands under, where that is a name."""
    marks: tuple[tuple[int, int], ...] = ()
    """The figures, as offsets in the quote."""


@dataclass(frozen=True, slots=True)
class Briefing:
    """What a document says, in the order of `TOPICS`."""

    report: Report
    lines: tuple[BriefingLine, ...]
    left_out: dict[BriefingTopic, int]
    """How many more there are of each topic."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that is not yet cited."""

    topic: BriefingTopic
    part: Part
    fact: IdentityFact | None = None
    day: date | None = None
    marks: tuple[tuple[int, int], ...] = ()


def briefing(reports: ReportTable, report: Report, language: Language) -> Briefing:
    """Notices of the citations in the language given."""
    lines: list[_Line] = []
    left_out: dict[BriefingTopic, int] = {}
    for topic in TOPICS:
        found = list(_LINES[topic](report))
        lines += found[:MOST_LINES]
        left_out[topic] = max(0, len(found) - MOST_LINES)
    citations = cited_parts(reports, reports.register(), (each.part for each in lines), language)
    shown = tuple(_cited(line, citation) for line, citation in zip(lines, citations, strict=True))
    return Briefing(report, shown, left_out)


def _cited(line: _Line, citation: Citation) -> BriefingLine:
    years = (years_of(citation.quote) or citation.years) if line.topic == "figures" else ()
    return BriefingLine(line.topic, citation, line.fact, line.day, years, line.part.lead or "", line.marks)


def _identity(report: Report) -> Iterator[_Line]:
    for fact, span in spans_of(report, _IDENTITY):
        yield _Line("identity", Part(report, *span), fact)


def _figures(report: Report) -> list[_Line]:
    """The sentences with most figures, in the document's order."""
    found: dict[tuple[int, int], _Line] = {}
    for span in telling_sentences(report):
        measured = measured_in(report.text[slice(*span)], report.language)
        if measured:
            marks = tuple((each.start, each.end) for each in measured)
            found[span] = _Line("figures", Part(report, *span), marks=marks)
    most = sorted(found, key=lambda span: len(found[span].marks), reverse=True)[:_MOST_FIGURES]
    return [found[span] for span in sorted(most)]


def _deadlines(report: Report) -> list[_Line]:
    """By day."""
    found = ((day, Part(report, start, end)) for start, end, days in deadlines_of(report) for day in days)
    ordered = sorted(found, key=lambda each: (each[0], each[1].start))
    return [_Line("deadlines", part, day=day) for day, part in ordered]


def _tasks(report: Report) -> list[_Line]:
    return [_Line("tasks", part) for part in tasks_of(report)]


_LINES: dict[BriefingTopic, Callable[[Report], "list[_Line] | Iterator[_Line]"]] = {
    "identity": _identity,
    "figures": _figures,
    "deadlines": _deadlines,
    "tasks": _tasks,
}
