"""A short answer to be: its words, and where in the reports the values stand that it is composed of."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.answer import Citation, Operation, Short, ShortValue
from corpus.report import Report

Span = tuple[int, int]
"""Offsets in a report's text."""


@dataclass(frozen=True, slots=True)
class LineValue:
    """`report.text[start:end]`, cited with the sentence or the row that it stands in."""

    report: Report
    start: int
    end: int
    quote: Span

    @property
    def text(self) -> str:
        return self.report.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Line:
    """A short answer, not yet cited."""

    text: str
    values: tuple[LineValue, ...]
    operation: Operation | None = None


def cited_line(line: Line, citations: Sequence[Citation]) -> Short | None:
    """The short answer with the markers of these citations; None where one of its values stands in none of their quotes."""
    values = []
    for value in line.values:
        marker = next((each.marker for each in citations if _holds(each, value)), None)
        if marker is None:
            return None
        values.append(ShortValue(value.text, marker, value.start, value.end))
    markers = tuple(sorted({value.marker for value in values}))
    told = " ".join([line.text, "".join(f"[{marker}]" for marker in markers)])
    return Short(told, markers, tuple(values), line.operation)


def uncited(line: Line, citations: Sequence[Citation]) -> list[LineValue]:
    """The values that stand in no quote of these, one for each quote that they need."""
    lacking = [value for value in line.values if not any(_holds(each, value) for each in citations)]
    return list({(value.report.id, value.quote): value for value in lacking}.values())


def _holds(citation: Citation, value: LineValue) -> bool:
    return citation.report_id == value.report.id and citation.start <= value.start and value.end <= citation.end
