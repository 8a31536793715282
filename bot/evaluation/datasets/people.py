"""People's questions: as they are typed, with what a right answer shows; they are asked over reports that were read before.

One JSON object a line: `turns` (the last is asked, after the others), `must` (sets of alternatives: a right answer shows one of
each) and, in somebody's own words, `answer`; or `unanswerable` with what of the question no report has (`missing`).
"""

import json
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from bot.errors import DatasetError
from bot.evaluation.datasets.json_lines import read_records, validated
from bot.evaluation.datasets.question import Question

_Words = Annotated[str, Field(pattern=r"\S")]


class PeopleCase(BaseModel):
    """One conversation with what is known of its last answer; other fields of its line are left alone."""

    model_config = ConfigDict(extra="ignore", frozen=True, coerce_numbers_to_str=True)

    id: str = ""
    turns: list[_Words] = Field(min_length=1)
    must: list[Annotated[list[_Words], Field(min_length=1)]] = []
    answer: str = ""
    unanswerable: bool = False
    missing: list[_Words] = []
    """As the question writes it."""
    lang: str = ""
    kind: str = ""
    tags: list[str] = []


def is_people(path: Path) -> bool:
    """Whether it is a file of people's questions, or a folder that holds some."""
    return bool(_files(path))


def load_people(path: Path) -> list[Question]:
    """The questions of a file, or of all in a folder, there tagged by their file.

    Raises DatasetError that names every line that is wrong, and an id that is used twice.
    """
    if path.is_file():
        return _questions(path)
    return [
        replace(each, id=f"{file.stem}: {each.id}", tags=(file.stem, *each.tags))
        for file in _files(path)
        for each in _questions(file)
    ]


def _files(path: Path) -> list[Path]:
    files = sorted(path.glob("*.jsonl")) if path.is_dir() else [path]
    return [each for each in files if each.suffix == ".jsonl" and _begins_with_turns(each)]


def _begins_with_turns(path: Path) -> bool:
    try:
        with path.open(encoding="utf-8-sig") as file:
            entry = json.loads(next((line for line in file if line.strip()), ""))
    except (OSError, ValueError):
        return False
    return isinstance(entry, dict) and "turns" in entry


def _questions(path: Path) -> list[Question]:
    found = read_records(path, _question)
    if not found:
        raise DatasetError(f"{path.name} has no questions")
    return found


def _question(entry: dict[str, Any], number: int) -> Question:
    """Raises ValueError with what is wrong with the line."""
    case = validated(PeopleCase, entry, number)
    if case.unanswerable == bool(case.must):
        raise ValueError("needs either `must` or `unanswerable`")
    kinds = (case.kind, "follow-up" if len(case.turns) > 1 else "", *case.tags)
    return Question(
        id=case.id,
        text=case.turns[-1],
        must=tuple(map(tuple, case.must)),
        written=case.answer,
        unanswerable=case.unanswerable,
        missing=tuple(case.missing),
        history=tuple(case.turns[:-1]),
        language=case.lang,
        tags=tuple(dict.fromkeys(each for each in kinds if each)),
    )
