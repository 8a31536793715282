"""What a module for one kind of question hands on: spans of reports, not yet cited."""

from collections.abc import Sequence
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
    """How surely the question is one of the kind and no passage can answer it; behind what is not sure stand passages."""

    def gives_way_to(self, passages: Certainty | None) -> bool:
        """Whether passages of this certainty are told instead, or that there are none."""
        return self.reading == "possible" and passages != "tentative"


def joined(answers: Sequence[KindAnswer]) -> KindAnswer:
    """One answer to all that was asked: a line only where each has one, tentative where any is."""
    lines = [each.line for each in answers if each.line]
    values = tuple(value for line in lines for value in line.values)
    operation = lines[0].operation if len(lines) == 1 else None
    line = Line("; ".join(line.text for line in lines), values, operation) if len(lines) == len(answers) else None
    parts = tuple(
        {
            (part.report.id, part.start, part.end): part for each in reversed(answers) for part in reversed(each.parts)
        }.values()
    )[::-1]
    notes = tuple(dict.fromkeys(note for each in answers for note in each.notes))
    certainty: Certainty = "firm" if all(each.certainty == "firm" for each in answers) else "tentative"
    return KindAnswer(parts, notes, line=line, certainty=certainty)


@dataclass(frozen=True, slots=True)
class Nothing:
    """What was looked for is certainly not there."""

    reason: str


@dataclass(frozen=True, slots=True)
class Unsure:
    """What is asked stands in the form of a document, and nobody knows of which: no passage answers it surely."""
