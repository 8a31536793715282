"""Learns the order of sentences, the certainty, and which sentence answers by itself anew, and prints what they are worth on libraries they have not seen.

    python -m tests.fit [--cases FOLDER] [--libraries FOLDER] [--held-out NAME …] [--write [order] [lines]]

`--cases` has a file of questions for each library (tests/gold/people), `--libraries` a synced data folder of each name (built
from `HOIDAP_BENCH_DATA` unless given). What is held out is learned nothing from, not even with `--write`.
"""

import argparse
import json
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path

from bot.answerer import Answerer
from bot.assemble import open_library
from bot.quoting import certainty, sentence_rank
from bot.quoting.certainty import Decisions
from bot.short import said
from tests.fit.case import Case, cases_of
from tests.fit.example import Example, examples_of, foreign_examples_of
from tests.fit.figures import figures_of
from tests.fit.learn import (
    Judged,
    Outcome,
    firm_from,
    learned_decisions,
    learned_order,
    near_from,
    outcome,
    save_order,
    scores_by,
)
from tests.fit.libraries import CASES, built
from tests.fit.lines import asked_of, learned_lines, line_figures

_LEARNED = ("order", "lines")
"""What may be written: the order with the certainty that goes with it, the lines."""
Examples = Mapping[str, Sequence[Example]]


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--cases", type=Path, default=CASES)
    arguments.add_argument("--libraries", type=Path)
    arguments.add_argument("--held-out", nargs="*", default=[])
    arguments.add_argument("--write", nargs="*", choices=_LEARNED, help="all, or only these")
    given = arguments.parse_args()
    cases = list(cases_of(given.cases))
    names = list(dict.fromkeys(case.library for case in cases))
    with tempfile.TemporaryDirectory() as folder:
        libraries = given.libraries or built(Path(folder), names)
        learned = [name for name in names if name not in given.held_out]
        found = {name: _examples(cases, name, _another(learned, name), libraries / name) for name in names}
        encoder = _encoder(libraries / names[0])
    learned_from = {name: found[name] for name in learned}
    outcomes = _unseen(learned_from)
    by_library = _judged_unseen(outcomes)
    unseen = [each for judged in by_library.values() for each in judged]
    own_words = [each for each in unseen if each.outcome.example.case.is_in_own_words]
    near, firm = near_from(own_words), firm_from(own_words)
    print(f"by library, each left out in turn: {figures_of(own_words, near, firm)}")
    like_documents = [each for each in unseen if not each.outcome.example.case.is_in_own_words]
    print(f"worded like the documents: {figures_of(like_documents, near, firm)}")
    lines = {name: asked_of(judged) for name, judged in by_library.items()}
    print(f"sentences that answer by themselves, each library left out in turn:\n  {line_figures(lines)}")
    decisions = learned_decisions([each for name in outcomes for each in outcomes[name]])
    order = learned_order([each for name in learned_from for each in learned_from[name]])
    for name in given.held_out:
        told = [outcome(each, scores_by(order)(each)) for each in found[name]]
        print(f"held out {name}: {figures_of(_judged(told, decisions), near, firm)}")
    write = () if given.write is None else given.write or _LEARNED
    if "lines" in write:
        learned_lines([each for name in lines for each in lines[name]]).booster_.save_model(str(said.MODEL))
    if "order" in write:
        save_order(order, sentence_rank.MODEL)
        kept = {"near": replace(decisions.near, least=near), "firm": replace(decisions.firm, least=firm)}
        told_as = json.dumps({name: asdict(each) for name, each in kept.items()}, indent=1)
        certainty.MODEL.write_text(told_as + "\n", encoding="utf-8")
        questions = {each.case.id for name in learned_from for each in learned_from[name]}
        described = {"encoder": encoder, "questions": len(questions), "held_out": given.held_out}
        sentence_rank.DESCRIPTION.write_text(json.dumps(described) + "\n", encoding="utf-8")


def _another(learned: Sequence[str], name: str) -> str:
    """The library, of those that are learned from, whose questions are asked of this one too."""
    others = [each for each in learned if each != name]
    return next((each for each in others if each > name), others[0])


def _examples(cases: Sequence[Case], name: str, another: str, folder: Path) -> list[Example]:
    with open_library(folder) as library:
        answerer = Answerer(library, may_be_learned=False)
        own = examples_of([case for case in cases if case.library == name], answerer)
        return [*own, *foreign_examples_of([case for case in cases if case.library == another], answerer)]


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


def _judged_unseen(outcomes: Mapping[str, list[Outcome]]) -> dict[str, list[Judged]]:
    """Each library by decisions learned from all the others."""
    return {
        name: _judged(
            told, learned_decisions([each for other in outcomes if other != name for each in outcomes[other]])
        )
        for name, told in outcomes.items()
    }


def _judged(outcomes: Sequence[Outcome], by: Decisions) -> list[Judged]:
    near = [by.near.probability(each.signals) for each in outcomes]
    return [
        Judged(each, nearness, nearness * by.firm.probability(each.signals))
        for each, nearness in zip(outcomes, near, strict=True)
    ]


if __name__ == "__main__":
    main()
