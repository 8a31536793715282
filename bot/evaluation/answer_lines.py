"""Answers made by any system, one JSON object a line: what `hoidap verify` reads."""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.errors import DatasetError
from bot.evaluation.passage import Passage

_NAMED = 20
"""Lines that are wrong which a message names."""


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
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise DatasetError(
            f"{str(path)!r} cannot be read ({error}): it must be a file of JSON objects, one a line"
        ) from error
    found: list[AnswerLine] = []
    wrong: list[str] = []
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                found.append(_answer(line, number))
            except ValueError as error:
                wrong.append(f"line {number} {error}")
    wrong += _used_twice(found)
    if wrong:
        more = f"; and {len(wrong) - _NAMED} more" if len(wrong) > _NAMED else ""
        raise DatasetError(f"{path.name}: {'; '.join(wrong[:_NAMED])}{more}")
    if not found:
        raise DatasetError(f"{path.name} has no answers")
    return found


def _answer(line: str, number: int) -> AnswerLine:
    """Raises ValueError with what is wrong with the line."""
    entry = _object(line)
    if entry is None:
        raise ValueError("is not a JSON object")
    try:
        parsed = AnswerLine(**{"id": f"line {number}", **entry})
    except ValidationError as error:
        first = error.errors()[0]
        raise ValueError(f"has {'.'.join(map(str, first['loc']))!r} wrong: {first['msg']}") from error
    if not parsed.declined and not parsed.answer.strip() and not parsed.statements:
        raise ValueError('has no `answer`, no `statements` and no `status` "declined"')
    if parsed.passages is None and "citations" not in entry and not parsed.declined:
        raise ValueError("has no `passages`: what its markers stand for, in order or with their `marker`")
    return parsed


def _object(line: str) -> dict[str, Any] | None:
    try:
        entry = json.loads(line)
    except ValueError:
        return None
    return entry if isinstance(entry, dict) else None


def _used_twice(found: list[AnswerLine]) -> Iterator[str]:
    seen: set[str] = set()
    for each in found:
        if each.id in seen:
            yield f"the id {each.id!r} is used twice"
        seen.add(each.id)
