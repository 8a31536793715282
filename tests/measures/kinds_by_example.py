"""How well kinds of question are told by examples: `python -m tests.measures.kinds_by_example FILE.jsonl [LIBRARY]`.

The file has `question` and `kind`; they are told over a data folder, the sample reports unless given. Prints totals alone: what was told
apart by questions that are looked at says nothing of others.
"""

import json
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.answerer import Answerer
from bot.assemble import open_library
from bot.classifying.example import ORDINARY
from index.encoder.chosen import ChosenEncoder
from index.library import Library
from index.sync import sync
from tests.measures.kinds import name_of

_SAMPLES = Path(__file__).parents[2] / "corpus" / "samples"
_FACTS = ("signer", "issued", "agency", "effective")
_ANSWERED_ALIKE = {"count": "list", "replaces": "in_force", "comparison": "compare", "section": "heading"}
_ANSWERED_ALIKE |= dict.fromkeys(_FACTS, "identity")


def main(file: Path, folder: Path | None = None) -> None:
    """Prints how many of each kind are told."""
    asked, right = Counter[str](), Counter[str]()
    with _library(folder) as library:
        answerer = Answerer(library)
        for case in map(json.loads, file.read_text(encoding="utf-8").splitlines()):
            told = name_of(answerer.kind_of(case["question"]))
            asked[case["kind"]] += 1
            right[case["kind"]] += told == _ANSWERED_ALIKE.get(case["kind"], case["kind"])
    for kind, count in asked.items():
        print(f"{kind}: {right[kind]} of {count}")
    kinds = [kind for kind in asked if kind != ORDINARY]
    if kinds:
        print(f"kinds: {sum(right[kind] for kind in kinds)} of {sum(asked[kind] for kind in kinds)}")


@contextmanager
def _library(folder: Path | None) -> Iterator[Library]:
    if folder:
        with open_library(folder) as library:
            yield library
    else:
        with tempfile.TemporaryDirectory() as made, Library(Path(made) / "library", ChosenEncoder()) as library:
            sync(library, [_SAMPLES])
            yield library


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:3]))
