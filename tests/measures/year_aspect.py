"""A result of 2024 or the plan for 2025 on the same subject: is the right one first?

`tests/gold/year_aspect.jsonl` asks for both of each subject over the sample reports, in Vietnamese with and without
diacritics and in English: each with the year and the aspect wanted, and quotes that answer it.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.answerer import Answerer
from bot.evaluation.datasets.gold_place import GoldPlace, touched
from corpus.chunk import Aspect
from index.library import Library
from tests.measures.gold import gold_places
from tests.measures.measure import Measure

QUESTIONS = Path(__file__).parents[1] / "gold" / "year_aspect.jsonl"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What stands first for one question."""

    id: str
    right: bool
    """Of the wanted year and aspect."""
    holds_gold: bool
    passage: str
    """Id of the passage, "" for none."""


def measure(library: Library, answerer: Answerer) -> list[Measure]:
    """Shares of the questions, over a library that holds the samples. What goes wrong is printed."""
    outcomes = outcomes_of(library, answerer)
    for each in outcomes:
        if not each.right:
            print(f"{each.id}: {each.passage} first, {'with' if each.holds_gold else 'without'} the answer")
    return [
        Measure("questions", len(outcomes)),
        Measure("right year and aspect first", _share([each.right for each in outcomes]), at_least=1),
        Measure(
            "right year and aspect first, or the row of a table that has both",
            _share([each.right or each.holds_gold for each in outcomes]),
        ),
        Measure("first passage holds the answer", _share([each.holds_gold for each in outcomes])),
    ]


def outcomes_of(library: Library, answerer: Answerer) -> list[Outcome]:
    """One for each question, in their order."""
    reports = {Path(report.source).name: report for report in library.reports.all()}
    outcomes = []
    for case in map(json.loads, QUESTIONS.read_text(encoding="utf-8").splitlines()):
        hits = answerer.find(case["question"]).hits
        chunk = hits[0].chunk if hits else None
        wanted: tuple[int, Aspect] = (case["year"], case["aspect"])
        outcomes.append(
            Outcome(
                id=case["id"],
                right=chunk is not None and wanted[0] in chunk.years and chunk.aspect == wanted[1],
                holds_gold=chunk is not None
                and touched(GoldPlace(chunk.report_id, chunk.start, chunk.end), gold_places(case["gold"], reports)),
                passage=chunk.id if chunk else "",
            )
        )
    return outcomes


def _share(values: Sequence[bool]) -> float:
    return sum(values) / len(values) if values else 0.0
