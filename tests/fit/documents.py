"""Learns which document a question means by what it is about, and measures it on libraries that it has not learned from.

    python -m tests.fit.documents [--libraries FOLDER] [--write]

Learned from the questions of `tests/gold/identity` over libraries of `tests/gold/people`; those over the sample reports only measure.
`--libraries` has synced data folders, and is filled with what it lacks.
"""

import json
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np

from bot.answerer import Answerer
from bot.assemble import open_library
from bot.kinds.meant_document import MODEL, document_signals
from bot.kinds.named_documents import named_documents
from bot.quoting.certainty import Decision
from bot.quoting.sentence_signals import Signals
from index.library import Library
from index.sync import sync
from tests.fit.arguments import arguments_of
from tests.fit.learn import decision_of
from tests.fit.libraries import built
from tests.measures.gold import SAMPLES

QUESTIONS = Path(__file__).parents[1] / "gold" / "identity"
_MEASURED = "samples"
_STRENGTH = 0.1
_MOST_WRONG = 0.01
"""Of the questions about a document that a library has, those by which another may be named."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question for a fact of a document."""

    library: str
    file: str | None
    """None for a document that the library has not."""
    by_file: Mapping[str, Signals]
    """Of each document that may be meant."""
    by_title: tuple[str, ...]
    """Those named by number or title."""


def asked_over(library: Library, name: str) -> list[Asked]:
    """The questions of one library."""
    answerer, asked = Answerer(library), []
    files = {each.id: Path(each.source).name for each in library.reports.all()}
    for line in (QUESTIONS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        if entry["fact"]:
            found = answerer.find(entry["question"])
            by_file = {files[id_]: each for id_, each in document_signals(found.inquiry, found.hits).items()}
            by_title = tuple(files[id_] for id_ in named_documents(found.inquiry, found.hits))
            asked.append(Asked(name, entry["file"], by_file, by_title))
    return asked


def learned(asked: Sequence[Asked]) -> Decision:
    """The document that is meant against the others that were found."""
    told = [(signals, file == each.file) for each in asked for file, signals in each.by_file.items()]
    return decision_of([signals for signals, _ in told], [is_meant for _, is_meant in told], _STRENGTH)


def named(asked: Sequence[Asked], decision: Decision) -> list[tuple[float, str]]:
    """The likeliest document of each question, and how likely that is."""
    return [
        max(((decision.probability(signals), file) for file, signals in each.by_file.items()), default=(0.0, ""))
        for each in asked
    ]


def least_of(asked: Sequence[Asked], likeliest: Sequence[tuple[float, str]]) -> float:
    """The least probability, in hundredths from .5 on, with which few enough are taken for another."""
    there = [(sure, file != each.file) for each, (sure, file) in zip(asked, likeliest, strict=True) if each.file]
    for least in np.arange(0.5, 1, 0.01):
        if sum(is_wrong and sure >= least for sure, is_wrong in there) <= _MOST_WRONG * len(there):
            return round(float(least), 2)
    return 1.0


def figures(asked: Sequence[Asked], likeliest: Sequence[tuple[float, str]], least: float) -> str:
    """Right, wrong, and named though it is not there; beside them by number and title alone."""
    there = [(each, file) for each, (sure, file) in zip(asked, likeliest, strict=True) if each.file and sure >= least]
    count, right = sum(bool(each.file) for each in asked), sum(file == each.file for each, file in there)
    absent = [sure >= least for each, (sure, _) in zip(asked, likeliest, strict=True) if not each.file]
    titles = sum(each.by_title == (each.file,) for each in asked if each.file)
    return (
        f"right {right} of {count}, another {len(there) - right}; of {len(absent)} that are not there {sum(absent)} "
        f"taken for another; by title alone right {titles}"
    )


def gathered(folder: Path) -> dict[str, list[Asked]]:
    """The questions by library; libraries that are not in the folder are built."""
    names = sorted(path.stem for path in QUESTIONS.glob("*.jsonl"))
    if lacking := [name for name in names if name != _MEASURED and not (folder / name).is_dir()]:
        built(folder, lacking)
    asked = {}
    for name in names:
        with open_library(folder / name) as library:
            if name == _MEASURED:
                sync(library, [SAMPLES])
            asked[name] = asked_over(library, name)
    return asked


def main() -> None:
    given = arguments_of(__doc__)
    with tempfile.TemporaryDirectory() as scratch:
        by_library = gathered(given.libraries or Path(scratch))
    measured = by_library.pop(_MEASURED)
    asked, unseen = [], []
    for name, own in by_library.items():
        decision = learned([each for other, those in by_library.items() if other != name for each in those])
        asked += own
        unseen += named(own, decision)
    least = least_of(asked, unseen)
    print(f"libraries left out in turn, from {least}: {figures(asked, unseen, least)}")
    decision = replace(learned(asked), least=least)
    print(f"{_MEASURED}: {figures(measured, named(measured, decision), least)}")
    if given.write:
        MODEL.write_text(json.dumps(asdict(decision), indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
