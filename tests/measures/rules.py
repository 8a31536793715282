"""What each rule of understanding and ranking is worth: left out in turn, where the answer stands among the passages found.

    python -m tests.measures.rules [--libraries FOLDER]

Over people's questions (tests/gold/people) as typed, half of the libraries printed apart from the other half, and the gold questions of
the sample reports. Without `--libraries` they are built from `HOIDAP_BENCH_DATA`.
"""

import argparse
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any
from unittest.mock import patch

from bot.answerer import Answerer
from bot.assemble import open_library
from bot.evaluation.shown import squeezed
from index.question.filters import Filters
from index.question.wishes import Wish
from index.search import leaning, understand
from index.sync import sync
from tests.fit.case import cases_of
from tests.fit.libraries import CASES, built
from tests.measures.gold import SAMPLES
from tests.measures.sample_cases import sample_cases

_TOLD = (1, 3, 10)
Rule = Callable[[], AbstractContextManager[Any]]
_WISHES: Sequence[Wish] = ("years", "period", "aspect", "agencies", "kinds", "numbers")
_PATCHED: Mapping[str, Rule] = {
    "topic of a question": lambda: patch.object(understand, "topic_of", lambda text: text),
    "broad questions": lambda: patch.object(understand, "is_broad", lambda text: False),
    "superseded reports lose": lambda: patch.object(leaning, "SUPERSEDED", 0.0),
    "kinds gain": lambda: patch.object(leaning, "KIND", 0.0),
    "what is stated gains": lambda: patch.object(leaning, "STATED", 0.0),
    "what is implied gains": lambda: patch.object(leaning, "IMPLIED", 0.0),
}
Asked = tuple[str, str, Callable[[str], bool]]
"""The half it belongs to, the question, and whether a text shows the answer."""


def _people(name: str) -> Iterator[Asked]:
    half = "people, even" if int(name[1:]) % 2 == 0 else "people, odd"
    for case in cases_of(CASES):
        if case.library == name and case.must and len(case.turns) == 1:
            yield half, case.turns[0], case.is_shown


def _gold() -> Iterator[Asked]:
    for case in sample_cases():
        quotes = [squeezed(str(each["quote"])) for each in case.get("gold") or []]  # type: ignore[attr-defined]
        if quotes and not case.get("history"):
            yield "gold", str(case["question"]), lambda text, quotes=quotes: any(q in squeezed(text) for q in quotes)  # type: ignore[misc]


def _ranks(answerer: Answerer, asked: Sequence[Asked], filters: Filters) -> list[tuple[str, int]]:
    """The half of each question and how many passages are read until one shows the answer; many where none does."""
    return [
        (half, next((rank for rank, hit in enumerate(answerer.find(question, filters).hits, 1) if shows(hit.chunk.text)), 99))
        for half, question, shows in asked
    ]  # fmt: skip


def _row(name: str, ranks: Sequence[tuple[str, int]]) -> str:
    cells = []
    for half in dict.fromkeys(half for half, _ in ranks):
        of_half = [rank for each, rank in ranks if each == half]
        cells.append(" ".join(f"{sum(rank <= most for rank in of_half) / len(of_half):.3f}" for most in _TOLD))
    return f"| {name} | {' | '.join(cells)} |"


def _measure(folders: Mapping[Path, Sequence[Asked]]) -> None:
    ranks: dict[str, list[tuple[str, int]]] = {}
    for folder, asked in folders.items():
        with open_library(folder) as library:
            answerer = Answerer(library)
            ranks.setdefault("all rules", []).extend(_ranks(answerer, asked, Filters()))
            for wish in _WISHES:
                ranks.setdefault(f"without {wish}", []).extend(_ranks(answerer, asked, Filters(ignore=(wish,))))
            every = Filters(ignore=tuple(_WISHES))
            ranks.setdefault("without any wish", []).extend(_ranks(answerer, asked, every))
            for name, rule in _PATCHED.items():
                with rule():
                    ranks.setdefault(f"without {name}", []).extend(_ranks(answerer, asked, Filters()))
    counts = [half for half, _ in ranks["all rules"]]
    heads = (f"{half} ({counts.count(half)}): first, three, ten" for half in dict.fromkeys(counts))
    print(f"| | {' | '.join(heads)} |")
    for name, found in ranks.items():
        print(_row(name, found))


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--libraries", type=Path)
    given = arguments.parse_args()
    names = sorted(path.stem for path in CASES.glob("*.jsonl"))
    with tempfile.TemporaryDirectory() as folder:
        libraries = given.libraries or built(Path(folder), names)
        samples = Path(folder) / "samples"
        with open_library(samples) as library:
            sync(library, [SAMPLES])
        _measure({**{libraries / name: list(_people(name)) for name in names}, samples: list(_gold())})


if __name__ == "__main__":
    main()
