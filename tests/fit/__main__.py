"""Learns the order of sentences and the certainty anew, and prints what they are worth on libraries they have not seen.

    python -m tests.fit [--cases FOLDER] [--libraries FOLDER] [--held-out NAME …] [--write]

`--cases` has a file of questions for each library (tests/gold/people), `--libraries` a synced data folder of each name (built
from `HOIDAP_BENCH_DATA` unless given). What is held out is learned nothing from, not even with `--write`.
"""

import argparse
import json
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from bot.assemble import answerer_of, open_library
from bot.quoting import certainty, sentence_rank
from bot.settings import load_settings
from tests.fit.case import Case, cases_of
from tests.fit.example import Example, examples_of
from tests.fit.figures import figures_of
from tests.fit.learn import (
    Judged,
    Outcome,
    firm_from,
    judged,
    learned_certainty,
    learned_order,
    outcome,
    save_order,
    scores_by,
)
from tests.fit.libraries import CASES, built

Examples = Mapping[str, Sequence[Example]]


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--cases", type=Path, default=CASES)
    arguments.add_argument("--libraries", type=Path)
    arguments.add_argument("--held-out", nargs="*", default=[])
    arguments.add_argument("--write", action="store_true")
    given = arguments.parse_args()
    cases = list(cases_of(given.cases))
    names = list(dict.fromkeys(case.library for case in cases))
    with tempfile.TemporaryDirectory() as folder:
        libraries = given.libraries or built(Path(folder), names)
        found = {name: _examples(cases, name, libraries / name) for name in names}
        encoder = _encoder(libraries / names[0])
    learned_from = {name: found[name] for name in names if name not in given.held_out}
    outcomes = _unseen(learned_from)
    unseen = _judged_unseen(learned_from, outcomes)
    least = firm_from(unseen)
    print(f"by library, each left out in turn: {figures_of(unseen, least)}")
    sure = learned_certainty([each for name in outcomes for each in outcomes[name]], least)
    order = learned_order([each for name in learned_from for each in learned_from[name]])
    for name in given.held_out:
        told = [outcome(each, scores_by(order)(each)) for each in found[name]]
        print(f"held out {name}: {figures_of(judged(found[name], told, sure), least)}")
    if given.write:
        save_order(order, sentence_rank.MODEL)
        certainty.MODEL.write_text(json.dumps(asdict(sure), indent=1) + "\n", encoding="utf-8")
        questions = {each.case.id for name in learned_from for each in learned_from[name]}
        described = {"encoder": encoder, "questions": len(questions), "held_out": given.held_out}
        sentence_rank.DESCRIPTION.write_text(json.dumps(described) + "\n", encoding="utf-8")


def _examples(cases: Sequence[Case], name: str, folder: Path) -> list[Example]:
    with open_library(folder) as library:
        answerer = answerer_of(library, load_settings(folder))
        return list(examples_of([case for case in cases if case.library == name], answerer))


def _encoder(folder: Path) -> str:
    with open_library(folder) as library:
        return library.encoder.name


def _unseen(examples: Examples) -> dict[str, list[Outcome]]:
    """The outcomes of each library by an order learned from all the others."""
    told = {}
    for name in examples:
        order = learned_order([each for other in examples if other != name for each in examples[other]])
        told[name] = [outcome(each, scores_by(order)(each)) for each in examples[name]]
    return told


def _judged_unseen(examples: Examples, outcomes: Mapping[str, list[Outcome]]) -> list[Judged]:
    """Each library by a certainty learned from all the others."""
    found = []
    for name in examples:
        sure = learned_certainty([each for other in outcomes if other != name for each in outcomes[other]])
        found += judged(examples[name], outcomes[name], sure)
    return found


if __name__ == "__main__":
    main()
