"""A collection: a folder of reports in any format with the questions over them in `cases.jsonl`."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, field_validator

from bot.errors import DatasetError
from bot.evaluation.datasets.gold_place import Gold, GoldPlace, gold_place_of
from bot.evaluation.datasets.json_lines import read_records, refuse, validated
from bot.evaluation.datasets.report_names import ids_by_name
from corpus.report import Report

CASES = "cases.jsonl"


class CollectionCase(BaseModel):
    """One question with what is known of its answer; other fields of its line are left alone."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    id: str = ""
    question: str = Field(min_length=1)
    history: list[str] = []
    """The questions before it in its conversation, oldest first."""
    gold: list[Gold] = []
    answers: list[str] = []
    """As they stand in the reports."""
    answer: str = ""
    """In somebody's own words."""
    unanswerable: bool = False
    language: str = ""
    tags: list[str] = []

    @field_validator("gold")
    @classmethod
    def _one_place_each(cls, gold: list[Gold]) -> list[Gold]:
        if any(sum(place is not None for place in (each.quote, each.section, each.page)) != 1 for each in gold):
            raise ValueError("needs one of `quote`, `section` and `page`")
        return gold


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
    return tuple(read_records(path, _case))


def places_of(
    cases: Iterable[CollectionCase], sources: Mapping[str, str], report_of: Callable[[str], Report | None]
) -> dict[str, tuple[GoldPlace, ...]]:
    """By the id of a case, where its gold stands in the reports; `sources` are their files by their ids.

    Raises DatasetError that names every case whose gold is not there.
    """
    cases, named = list(cases), ids_by_name(sources)
    wanted = {each.report for case in cases for each in case.gold} & named.keys()
    reports = {name: report for name in wanted if (report := report_of(named[name]))}
    found: dict[str, tuple[GoldPlace, ...]] = {}
    wrong = []
    for case in cases:
        try:
            found[case.id] = tuple(gold_place_of(each, reports) for each in case.gold)
        except ValueError as error:
            wrong.append(f"the case {case.id!r} {error}")
    refuse(CASES, wrong)
    return found


def _case(entry: dict[str, Any], number: int) -> CollectionCase:
    """Raises ValueError with what is wrong with the line."""
    case = validated(CollectionCase, entry, number)
    if not case.gold and not case.unanswerable and not case.answers:
        raise ValueError("tells nothing of the answer: it needs `gold`, `answers` or `unanswerable`")
    if case.unanswerable and case.gold:
        raise ValueError("is `unanswerable` and has `gold`")
    return case
