"""A collection: a folder of reports in any format with the questions over them in `cases.jsonl`."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from bot.errors import DatasetError
from bot.evaluation.gold_place import Gold, Place, place_of
from bot.report_names import ids_by_name
from corpus.report import Report

CASES = "cases.jsonl"
_NAMED = 20
"""Wrong lines that a message names."""


class CaseGold(BaseModel):
    """Where an answer stands, as its line has it; other fields are left alone."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    report: str = Field(min_length=1)
    quote: str | None = Field(None, min_length=1)
    section: str | None = Field(None, min_length=1)
    page: str | None = Field(None, min_length=1)

    @model_validator(mode="after")
    def _one_place(self) -> "CaseGold":
        if sum(each is not None for each in (self.quote, self.section, self.page)) != 1:
            raise ValueError("needs one of `quote`, `section` and `page`")
        return self


class CollectionCase(BaseModel):
    """One question with what is known of its answer; other fields of its line are left alone."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    id: str = ""
    question: str = Field(min_length=1)
    history: list[str] = []
    """The questions before it in its conversation, oldest first."""
    gold: list[CaseGold] = []
    answers: list[str] = []
    """As they stand in the reports."""
    unanswerable: bool = False
    language: str = ""
    tags: list[str] = []


@dataclass(frozen=True, slots=True)
class Collection:
    """The folder and the cases over it."""

    name: str
    folder: Path
    cases: tuple[CollectionCase, ...]


def is_collection(path: Path) -> bool:
    return (path / CASES).is_file()


def load_collection(folder: Path) -> Collection:
    """The cases of a folder; raises DatasetError as `cases_of_file`, and where there are none."""
    cases = cases_of_file(folder / CASES)
    if not cases:
        raise DatasetError(f"{CASES} has no cases")
    return Collection(folder.resolve().name, folder, cases)


def cases_of_file(path: Path) -> tuple[CollectionCase, ...]:
    """The cases of a file; raises DatasetError that names every line that is wrong, and an id that is used twice."""
    found: list[CollectionCase] = []
    wrong: list[str] = []
    for number, line in enumerate(_lines(path), 1):
        if line.strip():
            try:
                case = _case(line, number)
            except ValueError as error:
                wrong.append(f"line {number} {error}")
                continue
            if case.id in {each.id for each in found}:
                wrong.append(f"line {number} uses the id {case.id!r} a second time")
            found.append(case)
    _refuse(wrong, path.name)
    return tuple(found)


def places_of(
    cases: Iterable[CollectionCase], sources: Mapping[str, str], report_of: Callable[[str], Report | None]
) -> dict[str, tuple[Place, ...]]:
    """By the id of a case, where its gold stands in the reports; `sources` are their files by their ids.

    Raises DatasetError that names every case whose gold is not there.
    """
    cases, named = list(cases), ids_by_name(sources)
    wanted = {each.report for case in cases for each in case.gold} & named.keys()
    reports = {name: report for name in wanted if (report := report_of(named[name]))}
    found: dict[str, tuple[Place, ...]] = {}
    wrong = []
    for case in cases:
        try:
            found[case.id] = tuple(place_of(Gold(**dict(each)), reports) for each in case.gold)
        except ValueError as error:
            wrong.append(f"the case {case.id!r} {error}")
    _refuse(wrong, CASES)
    return found


def _case(line: str, number: int) -> CollectionCase:
    """Raises ValueError with what is wrong with the line."""
    try:
        entry: Any = json.loads(line)
    except ValueError:
        entry = None
    if not isinstance(entry, dict):
        raise ValueError("is not a JSON object")  # noqa: TRY004 - caught as what is wrong with the line
    try:
        case = CollectionCase(**{"id": f"line {number}", **entry})
    except ValidationError as error:
        first = error.errors()[0]
        raise ValueError(f"has {'.'.join(map(str, first['loc'])) or 'gold'!r} wrong: {first['msg']}") from error
    if not case.gold and not case.unanswerable and not case.answers:
        raise ValueError("tells nothing of the answer: it needs `gold`, `answers` or `unanswerable`")
    if case.unanswerable and case.gold:
        raise ValueError("is `unanswerable` and has `gold`")
    return case


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise DatasetError(f"{path.name} is not UTF-8: save it as UTF-8") from error
    except OSError as error:
        raise DatasetError(f"{str(path)!r} cannot be read ({error.strerror}): choose another file") from error


def _refuse(wrong: list[str], name: str) -> None:
    if wrong:
        more = f"; and {len(wrong) - _NAMED} more" if len(wrong) > _NAMED else ""
        raise DatasetError(f"{name}: {'; '.join(wrong[:_NAMED])}{more}")
