"""How well questions that ask for the same are grouped, on questions that the threshold was not chosen on, and what it costs.

    python -m tests.measures.groups_of_questions

Of people's questions (tests/gold/people) those are taken that were also worded in another way by their writer, both in Vietnamese with its
marks: these pairs ask for the same, all others do not. The threshold is chosen on four libraries and reported on the other four, which are
by other writers.
"""

import json
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import numpy as np

from bot.asked.groups import ALIKE, group_alike
from bot.asked.lack import MOST
from bot.evaluation.figures.interval import Interval, interval
from corpus.text.letters import fold
from index.encoder.chosen import ChosenEncoder
from index.encoder.encoder import Encoder, Vectors
from tests.conftest import BACK_END

_PEOPLE = Path(__file__).parents[1] / "gold" / "people"
CHOSEN_ON, HELD_OUT = ("g0", "g1", "g2", "g3"), ("g4", "g5", "g6", "g7")


@dataclass(frozen=True, slots=True)
class Worded:
    """A question in one wording; those with one number ask for the same."""

    text: str
    number: int
    document: str


@dataclass(frozen=True, slots=True)
class Grouped:
    """Over pairs of questions."""

    alike: float
    found: Interval
    """Of those that ask for the same, the share that is in one group."""
    right: Interval
    """Of those that are in one group, the share that asks for the same …"""
    same_document: Interval
    """… and the share that asks about the same document."""


def worded(libraries: Sequence[str]) -> list[Worded]:
    found = []
    for library in libraries:
        for line in (_PEOPLE / f"{library}.jsonl").read_text(encoding="utf-8").splitlines():
            case = json.loads(line)
            typed, other = case["turns"][-1], case["vi"]
            if len(case["turns"]) == 1 and case["lang"] == "vi" and fold(typed) != typed.lower():
                found += [Worded(each, len(found), case["file"]) for each in dict.fromkeys((typed, other))]
    numbered = {each.text: each.number for each in reversed(found)}
    return [Worded(each.text, numbered[each.text], each.document) for each in found]


def measure(libraries: Sequence[str], encoder: Encoder, *alike: float) -> list[Grouped]:
    """For each threshold; none: the one in use."""
    asked = worded(libraries)
    vectors = encoder.encode_questions([each.text for each in asked])
    return [_grouped(asked, vectors, each) for each in alike or (ALIKE,)]


def _grouped(asked: Sequence[Worded], vectors: Vectors, alike: float) -> Grouped:
    groups = group_alike(vectors, alike)
    group_of = {row: number for number, rows in enumerate(groups) for row in rows}
    same = [(a, b) for a, b in combinations(range(len(asked)), 2) if asked[a].number == asked[b].number]
    together = [pair for rows in groups for pair in combinations(rows, 2)]
    return Grouped(
        alike,
        interval(float(group_of[a] == group_of[b]) for a, b in same),
        interval(float(asked[a].number == asked[b].number) for a, b in together),
        interval(float(asked[a].document == asked[b].document) for a, b in together),
    )


def cost(count: int, encoder: Encoder) -> tuple[float, float]:
    """Seconds of processor to encode so many questions, and to group them."""
    texts = [each.text for each in worded((*CHOSEN_ON, *HELD_OUT))]
    asked = [f"{texts[number % len(texts)]} ({number})" for number in range(count)]
    began = time.process_time()
    vectors = encoder.encode_questions(asked)
    encoded = time.process_time()
    group_alike(vectors)
    return encoded - began, time.process_time() - encoded


def _f1(grouped: Grouped) -> float:
    found, right = grouped.found.value or 0.0, grouped.right.value or 0.0
    return 2 * found * right / (found + right) if found + right else 0.0


def main() -> None:
    encoder = ChosenEncoder(back_end=BACK_END)
    tried = measure(CHOSEN_ON, encoder, *np.arange(0.90, 0.98, 0.005).tolist())
    for each in tried:
        print(
            f"chosen on: {each.alike:.3f} found {each.found.value:.3f} right {each.right.value:.3f} F1 {_f1(each):.3f}"
        )
    print(f"best {max(tried, key=_f1).alike:.3f}, in use {ALIKE}")
    print("held out:", *measure(HELD_OUT, encoder))
    for count in (MOST, 10_000):
        print(f"{count} questions: encoded in %.1f s of processor, grouped in %.1f s" % cost(count, encoder))


if __name__ == "__main__":
    main()
