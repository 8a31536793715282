"""Questions for a figure of a named thing, answerable ones and near misses: how many are answered firmly, with the rule that ties the two and without.

    python -m tests.measures.tied [--libraries FOLDER] [seen|held_out]

Of a near miss the documents name the thing and tell such a figure, of another one or of all. `tests/gold/tied` has both halves, and says where
they are from. `--libraries` has a synced data folder for each library of `tests/gold/people` and for `samples`; they are built unless given.
"""

import argparse
import json
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

from bot.answer import Answered, cited_by
from bot.answerer import Answerer
from bot.assemble import open_library
from bot.evaluation.shown import squeezed
from bot.quoting import certainty
from bot.short import composer
from index.sync import sync
from tests.fit.libraries import built
from tests.measures.gold import SAMPLES
from tests.measures.wilson import share

CASES = Path(__file__).parents[1] / "gold" / "tied"
_SAMPLES = "samples"


@dataclass(frozen=True, slots=True)
class Case:
    """One question."""

    library: str
    file: str
    question: str
    near: bool
    must: tuple[str, ...]
    """Spellings of the figure; none of a near miss."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What comes of it."""

    case: Case
    is_firm: bool
    is_right: bool
    """Whether a quote holds the figure."""


def cases_of(half: str) -> list[Case]:
    lines = (CASES / f"{half}.jsonl").read_text(encoding="utf-8").splitlines()
    return [Case(**{**entry, "must": tuple(entry["must"])}) for entry in map(json.loads, lines)]


def outcomes(cases: Sequence[Case], libraries: Path, *, with_rule: bool) -> Iterator[Outcome]:
    for name in dict.fromkeys(each.library for each in cases):
        with ExitStack() as stack:
            library = stack.enter_context(open_library(libraries / name))
            for module in () if with_rule else (certainty, composer):
                stack.enter_context(mock.patch.object(module, "is_tied", return_value=True))
            answerer = Answerer(library)
            for case in (each for each in cases if each.library == name):
                answer = answerer.answer(case.question)
                quoted = squeezed(" ".join(each.quote for each in cited_by(answer)))
                is_firm = isinstance(answer, Answered) and answer.certainty == "firm"
                yield Outcome(case, is_firm, any(squeezed(each) in quoted for each in case.must))


def figures(found: Sequence[Outcome]) -> str:
    """In one line."""
    near = [each.is_firm for each in found if each.case.near]
    right = [each.is_firm and each.is_right for each in found if not each.case.near]
    return f"near misses answered firmly {share(sum(near), len(near))}; answerable ones firmly and rightly {share(sum(right), len(right))}"


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--libraries", type=Path)
    arguments.add_argument("halves", nargs="*", default=["seen", "held_out"])
    given = arguments.parse_args()
    halves = {half: cases_of(half) for half in given.halves}
    with tempfile.TemporaryDirectory() as folder:
        names = {each.library for cases in halves.values() for each in cases}
        libraries = given.libraries or built(Path(folder), sorted(names - {_SAMPLES}))
        if not (libraries / _SAMPLES).is_dir():
            with open_library(libraries / _SAMPLES) as library:
                sync(library, [SAMPLES])
        for half, cases in halves.items():
            for with_rule in (False, True):
                found = list(outcomes(cases, libraries, with_rule=with_rule))
                print(f"{half}, {'with' if with_rule else 'without'} the rule: {figures(found)}", flush=True)


if __name__ == "__main__":
    main()
