"""What a module for one kind of question hands on: spans of reports, not yet cited."""

from dataclasses import dataclass
from typing import Literal

from bot.answer import Certainty, Table
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
    certainty: Certainty = "firm"
    """Tentative where it is not plain which document is meant."""
    reading: Literal["sure", "likely", "possible"] = "sure"
    """How surely the question is one of the kind: behind a likely one's answer stand passages, a possible one's gives way to firm passages."""


@dataclass(frozen=True, slots=True)
class Nothing:
    """What was looked for is certainly not there."""

    reason: str


@dataclass(frozen=True, slots=True)
class Unsure:
    """What is asked stands in the form of a document, and nobody knows of which: no passage answers it surely."""
