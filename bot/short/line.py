"""A short answer to be: its words, and where in the reports the values stand that it is composed of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bot.answer import Citation, Operation, Short, ShortValue, Statement
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


def needed_by(line: Line) -> list[LineValue]:
    """One value for each quote that the line needs, in its order."""
    return list({(value.report.id, value.quote): value for value in reversed(line.values)}.values())[::-1]


def uncited(line: Line, citations: Sequence[Citation]) -> list[LineValue]:
    """The same without those quotes whose values all stand in one of these."""
    lacking = tuple(value for value in line.values if not any(_holds(each, value) for each in citations))
    return needed_by(replace(line, values=lacking))


def _holds(citation: Citation, value: LineValue) -> bool:
    return citation.report_id == value.report.id and citation.start <= value.start and value.end <= citation.end


def marked(
    statements: Sequence[Statement], citations: Sequence[Citation], short: Short | None
) -> tuple[Statement, ...]:
    """The statements that quote a value of the line, with the value marked."""
    if short is None:
        return tuple(statements)
    starts = {each.marker: each.start for each in citations}
    return tuple(_marked(each, short, starts) for each in statements)


def _marked(statement: Statement, short: Short, starts: Mapping[int, int]) -> Statement:
    spans = {
        (value.start - starts[value.marker], value.end - starts[value.marker])
        for value in short.values
        if value.marker in statement.markers
    }
    whole = (0, len(statement.text))
    return replace(statement, marks=tuple(sorted(spans))) if spans and spans != {whole} else statement
