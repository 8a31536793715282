"""Learns which rows and columns of a table a question asks about, and measures the lines over them.

    python -m tests.fit.tables [--libraries FOLDER] [--write]

Learned from the questions about tables of `tests/gold/tables`; those of `tests/gold/people`, few of which are about one, only measure.
`--libraries` has synced data folders, and is filled with what it lacks. What is printed of each writer was learned from the others.
"""

import json
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from bot.answerer import Answerer
from bot.assemble import open_library
from bot.evaluation.shown import tells
from bot.quoting.certainty import Decision
from bot.quoting.found import Found
from bot.short.composer import Composer, picked_line
from bot.short.grid import MODEL, Models, choice_of, is_said
from bot.short.grid_signals import Grid, Signals, label_of
from bot.short.operation import Wanted
from index.library import Library
from index.sync import sync
from index.words import plain
from tests.fit.arguments import arguments_of
from tests.fit.case import cases_of
from tests.fit.learn import decision_of
from tests.fit.libraries import CASES as PEOPLE
from tests.fit.libraries import built

TABLES = Path(__file__).parents[1] / "gold" / "tables"
_STRENGTH = 0.1
"""Of the regressions: the inverse of how much their weights are held down."""
_OVER_COLUMNS = ("highest", "lowest", "order")


@dataclass(frozen=True, slots=True)
class Question:
    """One question, with the cells that answer it where they are known, and what a right line holds."""

    id: str
    text: str
    file: str
    cells: tuple[tuple[str, str], ...]
    must: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with the first table that it finds; which of its rows and heads are asked about, where that is known."""

    question: Question
    library: str
    found: Found
    wanted: Wanted | None
    grid: Grid | None
    meant: tuple[frozenset[int], frozenset[int]] | None


@dataclass(frozen=True, slots=True)
class Composed:
    """The line over what is chosen of a table: whether it would be given, and be right."""

    asked: Asked
    is_given: bool
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
        wanted, _ = composer.operations.wanted(found.query)
        grid = composer.grid(found)
        yield Asked(question, name, found, wanted, grid, _meant(grid, question) if grid else None)


def _meant(grid: Grid, question: Question) -> tuple[frozenset[int], frozenset[int]] | None:
    """None where it is another table, or nobody said which cells are meant."""
    rows = frozenset(
        place
        for place, row in enumerate(grid.table.rows)
        if any(plain(label_of(grid.table, row)) == plain(label) for label, _ in question.cells)
    )
    heads = frozenset(
        place
        for place, head in enumerate(grid.table.others)
        if any(plain(head).endswith(plain(wanted)) for _, wanted in question.cells)
    )
    is_it = grid.table.report.source.endswith(f"/{question.file}") and rows and heads
    return (rows, heads) if is_it else None


def learned(asked: Sequence[Asked]) -> Models:
    """Rows and heads that are meant against the others of their table."""
    rows = [
        (each.grid.row_signals(), each.meant[0])
        for each in asked
        if each.grid and each.meant and each.wanted not in _OVER_COLUMNS
    ]
    heads = [(each.grid.column_signals(), each.meant[1]) for each in asked if each.grid and each.meant]
    return Models(_among(rows), _among(heads))


def _among(told: Sequence[tuple[Sequence[Signals], frozenset[int]]]) -> Decision:
    signals = [each for of_all, _ in told for each in of_all]
    meant = [place in those for of_all, those in told for place in range(len(of_all))]
    return decision_of(signals, meant, _STRENGTH, rare=0)


def composed(asked: Sequence[Asked], models: Models) -> Iterator[Composed]:
    """Of each question whose table gives one, the line over what these choose."""
    for one in asked:
        if one.grid is None:
            continue
        choice = choice_of(one.grid, one.wanted, models)
        if line := picked_line(one.grid, choice, one.wanted):
            is_right = bool(one.question.must) and tells(line.text, one.question.must)
            yield Composed(one, is_said(one.grid, choice, one.wanted, one.found), is_right, line.text)


def figures(asked: Sequence[Asked], models: Models) -> str:
    """Of questions that were not learned from: what is chosen first, and the lines over it."""
    first = [_first(each, models) for each in asked if each.meant]
    lines = list(composed(asked, models))
    given = [each for each in lines if each.is_given]
    answerable = sum(bool(each.question.cells) for each in asked)
    wrong = "".join(f"\n  wrong: {each.asked.question.text} → {each.text}" for each in given if not each.is_right)
    return (
        f"  a row that is meant first: {sum(row for row, _ in first)} of {len(first)}; a column: {sum(head for _, head in first)}\n"
        f"  lines over what is chosen: {sum(each.is_right for each in lines)} right of {len(lines)}\n"
        f"  given: {sum(each.is_right for each in given)} right of {len(given)}, of {answerable} questions about cells"
        + wrong
    )


def _first(one: Asked, models: Models) -> tuple[bool, bool]:
    assert one.grid
    assert one.meant
    rows = [models.rows.probability(each) for each in one.grid.row_signals()]
    heads = [models.heads.probability(each) for each in one.grid.column_signals()]
    return rows.index(max(rows)) in one.meant[0], heads.index(max(heads)) in one.meant[1]


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
    given = arguments_of(__doc__)
    with tempfile.TemporaryDirectory() as scratch:
        asked = gathered(given.libraries or Path(scratch))
    writers = sorted({each.library for each in asked if each.question.cells})
    for writer in writers:
        models = learned([each for each in asked if each.library != writer])
        print(f"tables of writer {writer}:\n{figures([each for each in asked if each.library == writer], models)}")
    models = learned(asked)
    print(f"people's questions:\n{figures([each for each in asked if each.library not in writers], models)}")
    if given.write:
        MODEL.write_text(json.dumps(asdict(models), indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
