"""What a language model's way of writing keeps, how much of it is right, and what it costs.

    python -m tests.measures.writing --url http://127.0.0.1:8080/v1 --model NAME [--writing compose] [--timeout 60] [--told]

Asks the questions of `tests/gold/writing` over the sample reports. Kept: a firm answer has a sentence of the model. Right: one alternative of
each group of `must` stands in it, which is to be read again by hand (`--told` prints each).
"""

import argparse
import json
import statistics
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.answer import Answer, Answered
from bot.answerer import Answerer
from bot.assemble import open_library, writer_of
from bot.evaluation.shown import tells
from bot.settings import Settings
from index.sync import sync
from tests.measures.gold import SAMPLES

CASES = Path(__file__).parents[1] / "gold" / "writing" / "samples.jsonl"


@dataclass(frozen=True, slots=True)
class Told:
    """What came of one question."""

    question: str
    is_firm: bool
    written: str
    """Empty where nothing that the model wrote is shown."""
    is_right: bool
    seconds: float


def written_in(answer: Answer) -> str:
    """What the model wrote of it."""
    if not isinstance(answer, Answered):
        return ""
    if answer.short and answer.short.operation == "written":
        return answer.short.words
    return " ".join(each.text for each in answer.statements if not answer.is_quote(each))


def told(settings: Settings, data: Path) -> Iterator[Told]:
    """Each question over the samples, which are synced into `data`."""
    cases = [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()]
    with open_library(data) as library:
        sync(library, [SAMPLES])
        answerer = Answerer(library, writer_of(library, settings))
        for case in cases:
            began = time.perf_counter()
            answer = answerer.answer(case["question"])
            seconds = time.perf_counter() - began
            written = written_in(answer)
            is_firm = isinstance(answer, Answered) and answer.certainty == "firm"
            yield Told(case["question"], is_firm, written, bool(written) and tells(written, case["must"]), seconds)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--url", required=True)
    parser.add_argument("--model", required=True)
    parser.add_argument("--writing", choices=("condense", "compose"), default="condense")
    parser.add_argument("--timeout", type=float, default=60)
    parser.add_argument("--told", action="store_true")
    given = parser.parse_args()
    settings = Settings(
        model=given.model, model_url=given.url, writing=given.writing, model_timeout=given.timeout, model_context=4096
    )
    with tempfile.TemporaryDirectory() as scratch:
        found = list(told(settings, Path(scratch)))
    if given.told:
        print(
            *(f"{each.seconds:.1f} s, right {each.is_right}: {each.question} → {each.written}" for each in found),
            sep="\n",
        )
    kept = [each for each in found if each.written]
    asked = [each.seconds for each in found if each.is_firm]
    print(f"{given.writing}: {len(found)} questions, {len(asked)} firm, {len(kept)} with a kept sentence")
    print(
        f"  right {sum(each.is_right for each in kept)}, to be read by hand {sum(not each.is_right for each in kept)}"
    )
    print(
        f"  seconds a firm answer: median {statistics.median(asked or [0.0]):.1f}, highest {max(asked, default=0.0):.1f}"
    )


if __name__ == "__main__":
    main()
