"""Rows found for the questions of a public dataset, over all questions and over the half that was not fitted on.

The index of a dataset's rows is the one that `hoidap evaluate` keeps below the data folder: what one measure
encoded, the next finds.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.answerer import Answerer
from bot.evaluation import evaluate as evaluation
from bot.evaluation.dataset import Case, Dataset
from bot.evaluation.figures import Figures
from bot.evaluation.metrics import hit_at, mean, ndcg_at
from index.encoder import Encoder
from index.library import Library
from tests.measures.halves import held_out

Ranking = tuple[str, ...]
"""Ids of rows, best first."""


@dataclass(frozen=True, slots=True)
class Retrieved:
    """How far up gold rows stand, as shares of the questions."""

    hit_at_1: float
    ndcg_at_10: float


@dataclass(frozen=True, slots=True)
class Indexed:
    """A dataset in an open library."""

    library: Library
    names: dict[str, str]
    """Report id to row id."""
    characters_per_second: float | None
    """None where everything was indexed before."""


def retrieved(cases: Sequence[Case], rankings: Sequence[Ranking]) -> Retrieved:
    """Over the questions that have a gold row; the n-th ranking belongs to the n-th case."""
    pairs = [(case, ranking) for case, ranking in zip(cases, rankings, strict=True) if case.gold]
    return Retrieved(
        mean([hit_at(1, ranking, case.gold) for case, ranking in pairs]) or 0.0,
        mean([ndcg_at(10, ranking, case.gold) for case, ranking in pairs]) or 0.0,
    )


def on_both(cases: Sequence[Case], rankings: Sequence[Ranking]) -> tuple[Retrieved, Retrieved]:
    """Over all questions, and over those held out."""
    return retrieved(cases, rankings), retrieved(held_out(cases), held_out(rankings))


# What follows is the one place that knows how `bot.evaluation.evaluate` works inside.


@contextmanager
def indexed(dataset: Dataset, folder: Path, encoder: Encoder) -> Iterator[Indexed]:
    """The rows of a dataset, indexed in `folder` as `hoidap evaluate` does it."""
    with Library(folder, encoder) as library:
        names = {evaluation._report_id(number): row.id for number, row in enumerate(dataset.rows)}
        yield Indexed(library, names, evaluation._index(dataset, library, lambda *_: None))


def folder_of(dataset: Dataset, data: Path) -> Path:
    """Where `hoidap evaluate` keeps the index of the dataset's rows."""
    return evaluation._folder(dataset, data)


def evaluated(dataset: Dataset, data: Path, encoder: Encoder) -> tuple[Figures, Figures]:
    """The figures of `hoidap evaluate` over all questions, and over those held out, in one pass."""
    with indexed(dataset, folder_of(dataset, data), encoder) as opened:
        answerer = Answerer(opened.library)
        outcomes = [evaluation._ask(case, answerer, opened.library, opened.names) for case in dataset.cases]
    seconds = sum(each.answer_ms for each in outcomes) / 1000
    over_all, over_held_out = (
        evaluation.figures_of(
            dataset.name, len(dataset.rows), part, opened.characters_per_second, seconds, encoder.name
        )
        for part in (outcomes, held_out(outcomes))
    )
    return over_all, over_held_out


def rankings(dataset: Dataset, questions: Sequence[str], data: Path, encoder: Encoder) -> list[Ranking]:
    """The rows found for each question, by their best passage."""
    with indexed(dataset, folder_of(dataset, data), encoder) as opened:
        answerer = Answerer(opened.library)
        found = [answerer.find(question, passages=evaluation._PASSAGES) for question in questions]
    return [evaluation._ranking(each, opened.names) for each in found]
