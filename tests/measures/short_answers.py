"""Short answers to questions that were written before they were built: right, wrong or none, by kind.

    python -m tests.measures.short_answers [--libraries FOLDER] [--told] [NAME …]

NAME is a file of `tests/gold/short` (all unless given). `--libraries` keeps a synced data folder for `samples` and `real`; `--told`
prints each line. Right is a line in which one alternative of each group of `must` stands, and nothing of `may_not` alone; where nothing can
be composed, none. Intervals are Wilson's.
"""

import argparse
import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from bot.answer import Answered
from bot.answerer import Answerer
from bot.assemble import open_library
from bot.evaluation.shown import tells
from index.sync import sync
from tests.measures.gold import SAMPLES
from tests.measures.wilson import share

CASES = Path(__file__).parents[1] / "gold" / "short"
_REAL = ("people/documents", "reports", "legacy/files/tcvn3", "legacy/files/vni")
Came = Literal["right", "wrong", "none"]


@dataclass(frozen=True, slots=True)
class Case:
    """One question of a file."""

    id: str
    kind: str
    question: str
    library: str
    files: tuple[str, ...]
    must: tuple[tuple[str, ...], ...]

    @property
    def is_composable(self) -> bool:
        return bool(self.must)


@dataclass(frozen=True, slots=True)
class Told:
    """What came of a question."""

    case: Case
    line: str
    operation: str
    came: Came


def cases_of(name: str) -> list[Case]:
    """The cases of a file of `tests/gold/short`."""
    lines = (CASES / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [_case(json.loads(line)) for line in lines]


def _case(entry: dict[str, object]) -> Case:
    must = tuple(tuple(map(str, group)) for group in entry["must"])  # type: ignore[attr-defined]
    files = tuple(map(str, entry["files"]))  # type: ignore[call-overload]
    return Case(str(entry["id"]), str(entry["kind"]), str(entry["question"]), str(entry["library"]), files, must)


def libraries(folder: Path, cases: Sequence[Case]) -> None:
    """A synced data folder for each library below `folder`, unless it is there."""
    for name in sorted({each.library for each in cases}):
        if (folder / name).is_dir():
            continue
        files = SAMPLES if name == "samples" else _copied(folder / "files", {each for c in cases for each in c.files})
        with open_library(folder / name) as library:
            sync(library, [files])


def _copied(folder: Path, names: set[str]) -> Path:
    folder.mkdir(parents=True)
    public = Path(os.environ["HOIDAP_BENCH_DATA"])
    for source in (path for place in _REAL for path in (public / place).iterdir() if path.name in names):
        shutil.copy(source, folder)
    return folder


def told(cases: Sequence[Case], folder: Path) -> Iterator[Told]:
    """What each question's answer has for a short one."""
    for name in sorted({each.library for each in cases}):
        with open_library(folder / name) as library:
            answerer = Answerer(library)
            for case in (each for each in cases if each.library == name):
                answer = answerer.answer(case.question)
                short = answer.short if isinstance(answer, Answered) else None
                line, operation = (short.text, short.operation or "") if short else ("", "")
                yield Told(case, line, operation, came_of(case, line))


def came_of(case: Case, line: str) -> Came:
    """Right where every group stands in the line; none without a line."""
    if not line:
        return "none"
    return "right" if case.is_composable and tells(line, case.must) else "wrong"


def figures(name: str, found: Sequence[Told]) -> list[str]:
    """Lines: all, then by kind."""
    composable = [each for each in found if each.case.is_composable]
    others = [each for each in found if not each.case.is_composable]
    given = [each for each in found if each.line]
    wrong = [each for each in given if each.came == "wrong"]
    lines = [
        f"{name}: {len(found)} questions",
        f"  right {share(sum(each.came == 'right' for each in composable), len(composable))} of those that can be answered in a line",
        f"  wrong {share(len(wrong), len(given))} of the lines given; {share(len(wrong), len(found))} of all questions",
        f"  none {share(sum(each.came == 'none' for each in others), len(others))} where nothing can be composed",
    ]
    for kind in dict.fromkeys(each.case.kind for each in found):
        counts = {
            came: sum(each.case.kind == kind and each.came == came for each in found)
            for came in ("right", "wrong", "none")
        }
        lines.append(f"  {kind}: " + ", ".join(f"{count} {came}" for came, count in counts.items()))
    return lines


def arguments_of(description: str | None) -> argparse.Namespace:
    """`libraries`, a folder of synced data folders or None, `told` and `names`."""
    arguments = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--libraries", type=Path)
    arguments.add_argument("--told", action="store_true")
    arguments.add_argument("names", nargs="*")
    return arguments.parse_args()


def main() -> None:
    """Print the figures of each file."""
    given = arguments_of(__doc__)
    names = given.names or sorted(path.stem for path in CASES.glob("*.jsonl"))
    every = [each for name in sorted(path.stem for path in CASES.glob("*.jsonl")) for each in cases_of(name)]
    with tempfile.TemporaryDirectory() as scratch:
        folder = given.libraries or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        libraries(folder, every)
        for name in names:
            found = list(told(cases_of(name), folder))
            if given.told:
                print(
                    *(
                        f"{each.case.id} {each.came} [{each.operation}] {each.case.question} → {each.line}"
                        for each in found
                    ),
                    sep="\n",
                )
            print(*figures(name, found), sep="\n")


if __name__ == "__main__":
    main()
