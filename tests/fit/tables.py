"""Learns which rows and columns of a table a question asks about, and whether a line over them answers it.

    python -m tests.fit.tables [--libraries FOLDER] [--write]

Learned from the questions about tables of `tests/gold/tables`, and from those of `tests/gold/people`, few of which are about one: most lines
over their tables would be wrong. `--libraries` has synced data folders, and is filled with what it lacks. What is printed was learned, for each
writer and each library, from the others.
"""

import argparse
import json
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from bot.answerer import Answerer
from bot.assemble import open_library
from bot.evaluation.shown import tells
from bot.quoting.certainty import Decision
from bot.quoting.found import Found
from bot.short import grid
from bot.short.column import line_over
from bot.short.composer import Composer
from bot.short.grid import Models
from bot.short.grid_signals import Grid, Signals, label_of
from bot.short.operation import Wanted
from index.library import Library
from index.sync import sync
from index.words import plain
from tests.fit.case import cases_of
from tests.fit.learn import decision_of
from tests.fit.libraries import CASES as PEOPLE
from tests.fit.libraries import built

TABLES = Path(__file__).parents[1] / "gold" / "tables"
_STRENGTH, _STRENGTH_OF_ANSWERS = 0.1, 0.03
"""Of the regressions: the inverse of how much their weights are held down."""
_OVER_COLUMNS = ("highest", "lowest", "order")
_LEVELS = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)


@dataclass(frozen=True, slots=True)
class Question:
    """One question, with the cells that answer it where they are known, and what a right line holds."""

    id: str
    text: str
    file: str
    cells: tuple[tuple[str, str], ...]
    must: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Seen:
    """A table as a question sees it; which of its rows and heads are asked about, where that is known."""

    grid: Grid
    meant: tuple[frozenset[int], frozenset[int]] | None


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with the first tables that it finds."""

    question: Question
    library: str
    found: Found
    wanted: Wanted | None
    sure: float
    tables: tuple[Seen, ...]


@dataclass(frozen=True, slots=True)
class Composed:
    """A line that could be told, and whether it would be right."""

    asked: Asked
    signals: Signals
    is_right: bool
    text: str


def table_questions(folder: Path) -> list[Question]:
    """Those of one writer."""
    entries = map(json.loads, (folder / "questions.jsonl").read_text(encoding="utf-8").splitlines())
    return [
        Question(
            each["id"],
            each["question"],
            (each["files"] or [""])[0],
            tuple((label, head) for label, head in each["cells"]),
            tuple(map(tuple, each["must"])),
        )
        for each in entries
    ]


def people_questions(library: str) -> list[Question]:
    """The questions of a library of `tests/gold/people`, without those that follow others up."""
    return [
        Question(each.id, each.forms[0], "", (), () if each.unanswerable else each.must)
        for each in cases_of(PEOPLE)
        if each.library == library and len(each.turns) == 1
    ]


def asked_of(questions: Sequence[Question], library: Library, name: str) -> Iterator[Asked]:
    """Each question that is not passed over before its tables are looked at."""
    answerer, composer = Answerer(library), Composer(library)
    for question in questions:
        found = answerer.find(question.text)
        if not found.ranked or found.missing or found.query.is_broad or answerer.kind_of(question.text):
            continue
        wanted, sure = composer.operations.wanted(found.query)
        tables = tuple(_seen(each, question) for each in composer.grids(found))
        yield Asked(question, name, found, wanted, sure, tables)


def _seen(each: Grid, question: Question) -> Seen:
    rows = frozenset(
        place
        for place, row in enumerate(each.table.rows)
        if any(plain(label_of(each.table, row)) == plain(label) for label, _ in question.cells)
    )
    heads = frozenset(
        place
        for place, head in enumerate(each.table.others)
        if any(plain(head).endswith(plain(wanted)) for _, wanted in question.cells)
    )
    is_it = each.table.report.source.endswith(f"/{question.file}") and rows and heads
    return Seen(each, (rows, heads) if is_it else None)


def learned_rows(asked: Sequence[Asked]) -> Decision:
    """Rows that are meant against the others of their table."""
    tables = [each for one in asked if one.wanted not in _OVER_COLUMNS for each in one.tables]
    return _among([(each.grid.row_signals(), each.meant[0]) for each in tables if each.meant])


def learned_heads(asked: Sequence[Asked]) -> Decision:
    """Heads that are meant against the others of their table."""
    tables = [each for one in asked for each in one.tables]
    return _among([(each.grid.column_signals(), each.meant[1]) for each in tables if each.meant])


def _among(told: Sequence[tuple[Sequence[Signals], frozenset[int]]]) -> Decision:
    signals = [each for of_all, _ in told for each in of_all]
    meant = [place in those for of_all, those in told for place in range(len(of_all))]
    return decision_of(signals, meant, _STRENGTH, rare=0)


def learned_answers(lines: Sequence[Composed]) -> Decision:
    """Right lines against wrong ones."""
    return decision_of(
        [each.signals for each in lines], [each.is_right for each in lines], _STRENGTH_OF_ANSWERS, rare=0
    )


def composed(asked: Sequence[Asked], rows: Decision, heads: Decision) -> list[Composed]:
    """Of each question and table the line of what these choose."""
    models = Models(rows, heads, rows)
    lines = []
    for one in asked:
        for place, each in enumerate(one.tables):
            choice = grid.choice_of(each.grid, one.wanted, models)
            table = each.grid.table
            picked = [table.rows[row] for row in choice.rows], [table.others[head] for head in choice.heads]
            if line := line_over(table, *picked, one.wanted, one.found.inquiry):
                signals = grid.answer_signals(each.grid, choice, one.wanted, one.sure, one.found, place)
                is_right = bool(one.question.must) and tells(line.text, one.question.must)
                lines.append(Composed(one, signals, is_right, line.text))
    return lines


def unseen(asked: Sequence[Asked], of: Callable[[Asked], str]) -> list[Composed]:
    """The lines of each part, chosen by what was learned from the other parts."""
    lines: list[Composed] = []
    for part in dict.fromkeys(map(of, asked)):
        others = [each for each in asked if of(each) != part]
        rows, heads = learned_rows(others), learned_heads(others)
        lines += composed([each for each in asked if of(each) == part], rows, heads)
    return lines


def judged(lines: Sequence[Composed], of: Callable[[Asked], str]) -> list[tuple[Composed, float]]:
    """The likeliest line of each question with its probability, by what was learned from the other parts."""
    best: dict[tuple[str, str], tuple[Composed, float]] = {}
    for part in dict.fromkeys(of(each.asked) for each in lines):
        model = learned_answers([each for each in lines if of(each.asked) != part])
        own = [each for each in lines if of(each.asked) == part]
        for each, share in ((each, model.probability(each.signals)) for each in own):
            key = (each.asked.library, each.asked.question.id)
            if key not in best or best[key][1] < share:
                best[key] = (each, share)
    return list(best.values())


def figures(told: Sequence[tuple[Composed, float]], asked: Sequence[Asked], parts: Sequence[str]) -> str:
    """By level: lines given, right among them, right of those that can be answered in a line over a table."""
    mine = [(each, share) for each, share in told if each.asked.library in parts]
    answerable = sum(bool(each.question.cells) for each in asked if each.library in parts)
    lines = []
    for level in _LEVELS:
        given = [each for each, share in mine if share >= level]
        right = sum(each.is_right for each in given)
        lines.append(
            f"from {level:g}: {len(given)} given, {right} right ({right / max(1, len(given)):.3f}), of {answerable} answerable"
        )
    return "\n  ".join(lines)


def gathered(folder: Path) -> list[Asked]:
    """Every question over its library; libraries that are not in the folder are built."""
    asked: list[Asked] = []
    people = sorted(path.stem for path in PEOPLE.glob("*.jsonl"))
    if lacking := [name for name in people if not (folder / name).is_dir()]:
        built(folder, lacking)
    for writer in sorted(path for path in TABLES.iterdir() if path.is_dir()):
        with open_library(folder / f"tables-{writer.name}") as library:
            sync(library, [writer])
            asked += asked_of(table_questions(writer), library, writer.name)
    for name in people:
        with open_library(folder / name) as library:
            asked += asked_of(people_questions(name), library, name)
    return asked


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--libraries", type=Path)
    arguments.add_argument("--write", action="store_true")
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        asked = gathered(given.libraries or Path(scratch))
    writers = sorted({each.library for each in asked if each.question.cells})
    lines = unseen(asked, lambda each: each.library)
    told = judged(lines, lambda each: each.library)
    for writer in writers:
        print(f"tables of writer {writer}, who was not learned from:\n  {figures(told, asked, [writer])}")
    others = sorted({each.library for each in asked} - set(writers))
    print(f"people's questions, few about tables:\n  {figures(told, asked, others)}")
    if given.write:
        kept = Models(learned_rows(asked), learned_heads(asked), learned_answers(lines))
        grid.MODEL.write_text(json.dumps(asdict(kept), indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
