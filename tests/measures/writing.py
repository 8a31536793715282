"""What a language model's way of writing keeps, how much of it is right, and what it costs.

    python -m tests.measures.writing --url http://127.0.0.1:8080/v1 --model NAME [--writing compose] [--people FOLDER] [--told]

Asks the questions of `tests/gold/writing` over the sample reports; with `--people` also twenty that people asked of the real documents in that
folder (`documents.jsonl`, `documents/`), which are held out: nothing is fitted to them. Kept: a firm answer has a sentence of the model. Right:
as a reader judged that sentence (`tests/gold/writing/judged.jsonl`); of one that nobody judged yet, one alternative of each group of `must`
stands in it (`--told` prints each).
"""

import argparse
import json
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.answer import Answer, Answered
from bot.answerer import Answerer
from bot.assemble import open_library, writers_of
from bot.evaluation.shown import tells
from bot.settings import Settings
from index.sync import sync
from tests.measures.gold import SAMPLES

GOLD = Path(__file__).parents[1] / "gold" / "writing"
_PEOPLES = 20
"""Of their questions, evenly over all that one turn asks and a document answers."""


@dataclass(frozen=True, slots=True)
class Case:
    """A question and what a right sentence says."""

    id: str
    question: str
    must: Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Told:
    """What came of one question."""

    case: Case
    is_firm: bool
    written: str
    """Empty where nothing that the model wrote is shown."""
    came: str
    """"right" or "wrong" where a reader judged it, else "told" or "not told" by `must`; empty without a sentence."""
    seconds: float


def sample_cases() -> list[Case]:
    """Those of the samples."""
    return [Case(each["id"], each["question"], each["must"]) for each in _lines(GOLD / "samples.jsonl")]


def peoples_cases(folder: Path) -> list[Case]:
    """Those that people asked of real documents."""
    asked = [
        Case(each["id"], each["turns"][0], each["must"])
        for each in _lines(folder / "documents.jsonl")
        if len(each["turns"]) == 1 and not each["unanswerable"]
    ]
    return [asked[place * len(asked) // _PEOPLES] for place in range(_PEOPLES)]


def written_in(answer: Answer) -> str:
    """What the model wrote of it."""
    if not isinstance(answer, Answered):
        return ""
    if answer.short and answer.short.operation == "written":
        return answer.short.words
    return " ".join(each.text for each in answer.statements if not answer.is_quote(each))


def told(cases: Sequence[Case], settings: Settings, reports: Path, data: Path) -> Iterator[Told]:
    """Each question over the reports, which are synced into `data`."""
    judged = {(each["id"], each["written"]): each["judged"] for each in _lines(GOLD / "judged.jsonl")}
    with open_library(data) as library:
        sync(library, [reports])
        answerer = Answerer(library, *writers_of(library, settings))
        for case in cases:
            began = time.perf_counter()
            answer = answerer.answer(case.question)
            seconds = time.perf_counter() - began
            written = written_in(answer)
            is_firm = isinstance(answer, Answered) and answer.certainty == "firm"
            by_must = ("told" if tells(written, case.must) else "not told") if written else ""
            yield Told(case, is_firm, written, judged.get((case.id, written), by_must), seconds)


def summary(found: Sequence[Told]) -> str:
    """The figures of a way of writing."""
    kept = [each for each in found if each.written]
    asked = [each.seconds for each in found if each.is_firm] or [0.0]
    counts = {came: sum(each.came == came for each in kept) for came in ("right", "wrong", "told", "not told")}
    return (
        f"{len(found)} questions, {sum(each.is_firm for each in found)} firm, {len(kept)} with a kept sentence: "
        + ", ".join(f"{came} {count}" for came, count in counts.items() if count)
        + f"; seconds a firm answer: median {statistics.median(asked):.1f}, highest {max(asked):.1f}"
    )


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--url", required=True)
    parser.add_argument("--model", required=True)
    parser.add_argument("--writing", choices=("condense", "compose"), default="condense")
    parser.add_argument("--timeout", type=float, default=60)
    parser.add_argument("--people", type=Path)
    parser.add_argument("--told", action="store_true")
    given = parser.parse_args()
    settings = Settings(
        model=given.model, model_url=given.url, writing=given.writing, model_timeout=given.timeout, model_context=4096
    )
    sets = {"samples": (sample_cases(), SAMPLES)}
    if given.people:
        sets["people"] = (peoples_cases(given.people), given.people / "documents")
    for name, (cases, reports) in sets.items():
        found = []
        with tempfile.TemporaryDirectory() as scratch:
            for each in told(cases, settings, reports, Path(scratch)):
                found.append(each)
                if given.told:
                    print(
                        f"{each.case.id} {each.seconds:.1f} s {each.came}: {each.case.question} → {each.written}",
                        flush=True,
                    )
        print(f"{given.writing}, {name}: {summary(found)}", flush=True)


if __name__ == "__main__":
    main()
