"""What a module for one kind of question hands on: spans of reports, not yet cited."""

from dataclasses import dataclass

from bot.answer import Table
from bot.short.line import Line
from corpus.report import Report


@dataclass(frozen=True, slots=True)
class Part:
    """One statement to be: `report.text[start:end]`, word for word, with what introduces it."""

    report: Report
    start: int
    end: int
    lead: str | None = None
    """None for the source in official form."""


@dataclass(frozen=True, slots=True)
class KindAnswer:
    """Each part becomes a statement with a citation; the markers of `table` count the parts from 1."""

    parts: tuple[Part, ...]
    notes: tuple[str, ...] = ()
    table: Table | None = None
    line: Line | None = None
    """The short answer."""


@dataclass(frozen=True, slots=True)
class Nothing:
    """What was looked for is certainly not there."""

    reason: str
