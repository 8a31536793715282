"""Follow-ups over the sample reports: does the right passage come first, are fresh questions left alone?

`tests/gold/follow_up.jsonl` has questions with those asked before them, in Vietnamese with and without diacritics and
in English. Every other one was looked at; the held-out half is reported apart.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.answer import Answered
from bot.answerer import Answerer
from bot.conversation.converse import Converser
from bot.conversation.turn import Turn
from bot.evaluation.datasets.gold_place import GoldPlace, touched
from index.library import Library
from tests.measures.gold import gold_places
from tests.measures.halves import held_out, is_held_out
from tests.measures.measure import Measure

QUESTIONS = Path(__file__).parents[1] / "gold" / "follow_up.jsonl"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one case; ranks count from 1."""

    id: str
    is_fresh: bool
    rank: int | None
    """Of the first passage that holds gold, among ten."""
    alone: int | None
    """The same, had the question been searched as it was typed."""
    left_alone: bool
    """Whether nothing was carried into it."""
    language_is_right: bool
    searched_as: str


def measure(library: Library, answerer: Answerer) -> list[Measure]:
    """The figures of both halves, over a library that holds the samples. What goes wrong is printed."""
    outcomes = outcomes_of(library, answerer)
    for position, each in enumerate(outcomes):
        if each.rank != 1 or each.is_fresh != each.left_alone:
            half = "held out" if is_held_out(position) else "developed on"
            print(f"{each.id} ({half}): rank {each.rank}, searched as {each.searched_as!r}")
    developed = [each for position, each in enumerate(outcomes) if not is_held_out(position)]
    return [*figures("developed on", developed), *figures("held out", held_out(outcomes))]


def figures(half: str, outcomes: Sequence[Outcome]) -> list[Measure]:
    """Shares over the outcomes of one half."""
    leaning = [each for each in outcomes if not each.is_fresh]
    fresh = [each for each in outcomes if each.is_fresh]
    return [
        Measure(f"follow-ups, {half}", len(leaning)),
        Measure(f"right passage first, {half}", _within(1, [each.rank for each in leaning])),
        Measure(f"right passage among three, {half}", _within(3, [each.rank for each in leaning])),
        Measure(f"right passage first, searched as typed, {half}", _within(1, [each.alone for each in leaning])),
        Measure(f"fresh questions, {half}", len(fresh)),
        Measure(f"fresh questions left alone, {half}", _share([each.left_alone for each in fresh]), at_least=1),
        Measure(f"fresh questions: right passage first, {half}", _within(1, [each.rank for each in fresh])),
        Measure(f"answer in the language asked for, {half}", _share([each.language_is_right for each in outcomes])),
    ]


def outcomes_of(library: Library, answerer: Answerer) -> list[Outcome]:
    """One for each case, in their order."""
    converser = Converser(answerer, library)
    reports = {Path(report.source).name: report for report in library.reports.all()}
    cases = map(json.loads, QUESTIONS.read_text(encoding="utf-8").splitlines())
    return [_outcome(case, gold_places(case["gold"], reports), converser, answerer) for case in cases]


def _outcome(case: dict[str, Any], gold: Sequence[GoldPlace], converser: Converser, answerer: Answerer) -> Outcome:
    turns: list[Turn] = []
    for asked in case["previous"]:
        _, turn = converser.after(turns, asked)
        turns += [turn] if turn else []
    answer, _ = converser.after(turns, case["question"])
    if "point" in case:
        cited = answer.citations if isinstance(answer, Answered) else ()
        wanted = [point.span for point in turns[-1].points if point.number == case["point"]]
        told = any(
            each.report_id == span.report_id and each.start <= span.start and span.end <= each.end
            for each in cited
            for span in wanted
        )
        rank, alone = 1 if told else None, None
    else:
        rank = _rank(answerer, answer.asked.searched_as, gold)
        alone = _rank(answerer, case["question"], gold)
    return Outcome(
        id=case["id"],
        is_fresh=case["kind"] == "fresh",
        rank=rank,
        alone=alone,
        left_alone=answer.asked.searched_as == answerer.find(case["question"]).query.text,
        language_is_right=answer.asked.language == case["language"] if "language" in case else True,
        searched_as=answer.asked.searched_as,
    )


def _rank(answerer: Answerer, question: str, gold: Sequence[GoldPlace]) -> int | None:
    for rank, hit in enumerate(answerer.find(question).hits, 1):
        if touched(GoldPlace(hit.chunk.report_id, hit.chunk.start, hit.chunk.end), gold):
            return rank
    return None


def _within(k: int, ranks: Sequence[int | None]) -> float:
    return _share([rank is not None and rank <= k for rank in ranks])


def _share(values: Sequence[bool]) -> float:
    return sum(values) / len(values) if values else 0.0
