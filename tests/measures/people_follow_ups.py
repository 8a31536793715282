"""Conversations of people's questions: is the answer to a follow-up shown, is a question of its own left alone?

    python -m tests.measures.people_follow_ups [--libraries FOLDER] [--fit] [NAME …]

`tests/gold/people` has follow-ups with the questions before them. Each of its other questions is asked once more behind the
one before it in its file, which it has nothing to do with. `--libraries` has a synced data folder of each name (built from
`HOIDAP_BENCH_DATA` unless given). `--fit` prints the weights of `bot/conversation/readings.py` as they are learned from the
libraries that were developed on.
"""

import argparse
import itertools
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sklearn.linear_model import LogisticRegression

from bot.answerer import Answerer
from bot.api.answer_json import answer_json
from bot.assemble import open_library
from bot.conversation.converse import Converser
from bot.conversation.readings import signals
from bot.conversation.turn import Turn
from bot.evaluation.shown import shows, squeezed
from tests.fit.case import Case, cases_of
from tests.fit.libraries import CASES, built

DEVELOPED_ON = ("g0", "g2", "g5")
_STRENGTH = 100
"""Of the data against the penalty on weights (scikit-learn's C)."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of the last question of a conversation."""

    library: str
    is_follow_up: bool
    is_continued: bool
    """Whether anything but the question itself was searched."""
    shown: bool | None
    """Whether the answer shows what it must; None where nothing must be shown."""
    found: bool | None
    """Whether one of the ten passages holds that."""


def conversations_of(cases: Sequence[Case]) -> Iterator[tuple[Case, Sequence[str]]]:
    """Each follow-up with the questions before it, then each other question behind the one before it."""
    for case in cases:
        if len(case.turns) > 1:
            yield case, case.turns[:-1]
    for before, case in itertools.pairwise(case for case in cases if len(case.turns) == 1):
        yield case, before.turns


def turns_of(converser: Converser, questions: Sequence[str]) -> list[Turn]:
    """What was asked one after the other."""
    turns: list[Turn] = []
    for asked in questions:
        _, turn = converser.after(turns, asked)
        turns += [turn] if turn else []
    return turns


def outcome_of(name: str, case: Case, before: Sequence[str], converser: Converser, answerer: Answerer) -> Outcome:
    """Of the case's last question behind those before it."""
    turns = turns_of(converser, before)
    answer, _ = converser.after(turns, case.turns[-1])
    searched_as = answer.asked.searched_as
    held = [squeezed(hit.chunk.text) for hit in answerer.find(searched_as).hits]
    is_continued = searched_as != answerer.find(case.turns[-1]).query.text
    if not case.must:
        return Outcome(name, len(case.turns) > 1, is_continued, None, None)
    found = any(all(any(squeezed(each) in text for each in one) for one in case.must) for text in held)
    return Outcome(name, len(case.turns) > 1, is_continued, shows(answer_json(answer), case.must), found)


def figures(outcomes: Sequence[Outcome]) -> str:
    """Shares over the follow-ups, and over the questions of their own."""
    leaning = [each for each in outcomes if each.is_follow_up]
    own = [each for each in outcomes if not each.is_follow_up]
    return (
        f"{len(leaning)} follow-ups: continued {_share(each.is_continued for each in leaning)}, "
        f"shown {_share(each.shown for each in leaning)}, found {_share(each.found for each in leaning)}; "
        f"{len(own)} of their own: continued {_share(each.is_continued for each in own)}, "
        f"shown {_share(each.shown for each in own)}, found {_share(each.found for each in own)}"
    )


def _share(values: Iterator[bool | None]) -> str:
    told = [each for each in values if each is not None]
    return f"{sum(told)}/{len(told)} ({sum(told) / max(1, len(told)):.3f})"


def fitted(libraries: Path, cases: Sequence[Case]) -> str:
    """The intercept, and the weight of each signal, by which a question follows on the last."""
    rows, follow = [], []
    for name in DEVELOPED_ON:
        with open_library(libraries / name) as library:
            answerer = Answerer(library)
            for case in (case for case in cases if case.library == name):
                rows.append(signals(answerer.find(case.turns[-1])))
                follow.append(len(case.turns) > 1)
    model = LogisticRegression(C=_STRENGTH, max_iter=5_000).fit([list(each.values()) for each in rows], follow)
    weights = {name: round(float(weight), 2) for name, weight in zip(rows[0], model.coef_[0], strict=True)}
    return f"{model.intercept_[0]:.2f} {weights}"


def _main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("names", nargs="*", help="all unless given")
    arguments.add_argument("--libraries", type=Path)
    arguments.add_argument("--fit", action="store_true")
    given = arguments.parse_args()
    cases = list(cases_of(CASES))
    names = given.names or list(dict.fromkeys(case.library for case in cases))
    with tempfile.TemporaryDirectory() as folder:
        libraries = given.libraries or built(Path(folder), DEVELOPED_ON if given.fit else names)
        print(fitted(libraries, cases)) if given.fit else _measure(libraries, names, cases)


def _measure(libraries: Path, names: Sequence[str], cases: Sequence[Case]) -> None:
    outcomes: list[Outcome] = []
    for name in names:
        with open_library(libraries / name) as library:
            answerer = Answerer(library)
            converser = Converser(answerer, library)
            outcomes += [
                outcome_of(name, case, before, converser, answerer)
                for case, before in conversations_of([case for case in cases if case.library == name])
            ]
        print(f"{name}: {figures([each for each in outcomes if each.library == name])}", flush=True)
    for half, is_held_out in (("developed on", False), ("held out", True)):
        of_half = [each for each in outcomes if (each.library not in DEVELOPED_ON) == is_held_out]
        if of_half:
            print(f"{half}: {figures(of_half)}")


if __name__ == "__main__":
    _main()
