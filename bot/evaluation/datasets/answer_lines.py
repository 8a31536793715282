"""Answers made by any system, one JSON object a line: what `hoidap verify` reads."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from bot.errors import DatasetError
from bot.evaluation.datasets.json_lines import read_records, validated
from bot.evaluation.datasets.passage import Passage


class PassageLine(BaseModel):
    """A passage that an answer cites; a citation of `hoidap ask --json` is one, too."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    marker: int | None = None
    """Its place in the list, from 1, where it is not given."""
    text: str | None = None
    quote: str | None = None
    title: str = ""
    number: str | None = None
    agency: str | None = None
    issued: date | None = None
    years: list[int] = []
    path: str = ""

    def passage(self) -> Passage:
        """Of a passage without its text all is known that is quoted."""
        text = self.text if self.text is not None else self.quote or ""
        quote = self.quote if self.text is not None else None
        return Passage(text, quote, self.title, self.number, self.agency, self.issued, tuple(self.years), self.path)


class StatementLine(BaseModel):
    """A sentence with its markers."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    text: str
    markers: list[int]


class GoldLine(BaseModel):
    """A passage that a right answer cites."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    quote: str = Field(min_length=1)


class AnswerLine(BaseModel):
    """One answer with what it cites and, if known, what would be right."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    id: str = ""
    question: str = ""
    answer: str = ""
    statements: list[StatementLine] | None = None
    """Its sentences; taken out of `answer` where they are not given."""
    passages: list[PassageLine | str] | None = None
    citations: list[PassageLine] = []
    """The passages as `hoidap ask --json` has them."""
    status: str = "answered"
    """"declined" for an answer that says it has none."""
    unanswerable: bool | None = None
    answers: list[str] = []
    """Gold answers in words."""
    gold: list[GoldLine | str] = []
    tags: list[str] = []

    @property
    def declined(self) -> bool:
        return self.status == "declined"

    def cited(self) -> Mapping[int, Passage]:
        """The passages by marker."""
        given = self.citations if self.passages is None else self.passages
        lines = [PassageLine(text=each) if isinstance(each, str) else each for each in given]
        return {each.marker or place: each.passage() for place, each in enumerate(lines, 1)}

    def gold_quotes(self) -> list[str]:
        return [each if isinstance(each, str) else each.quote for each in self.gold]


def load_answers(path: Path) -> list[AnswerLine]:
    """The answers of a file; one without an id is called by its line.

    Raises DatasetError that names every line that is wrong, and an id that is used twice.
    """
    found = read_records(path, _answer)
    if not found:
        raise DatasetError(f"{path.name} has no answers")
    return found


def _answer(entry: dict[str, Any], number: int) -> AnswerLine:
    """Raises ValueError with what is wrong with the line."""
    parsed = validated(AnswerLine, entry, number)
    if not parsed.declined and not parsed.answer.strip() and not parsed.statements:
        raise ValueError('has no `answer`, no `statements` and no `status` "declined"')
    if parsed.passages is None and "citations" not in entry and not parsed.declined:
        raise ValueError("has no `passages`: what its markers stand for, in order or with their `marker`")
    return parsed
