"""Rows found for the questions of a public dataset, over all questions and over the half that was not fitted on.

The index of a dataset's rows is the one that `hoidap evaluate` keeps below the data folder: what one measure
encoded, the next finds.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.answerer import Answerer
from bot.evaluation.datasets.beir import Case, Dataset
from bot.evaluation.evaluate_beir import evaluate, report_id
from bot.evaluation.evaluate_beir import indexed as indexed_rows
from bot.evaluation.figures.figures import Figures, figures_of
from bot.evaluation.figures.metrics import hit_at, mean, ndcg_at
from index.encoder.encoder import Encoder
from index.library import Library
from tests.measures.halves import held_out

_PASSAGES = 50
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


@contextmanager
def indexed(dataset: Dataset, data: Path, encoder: Encoder) -> Iterator[Indexed]:
    """The rows of a dataset, indexed below `data` as `hoidap evaluate` does it."""
    with indexed_rows(dataset, data, encoder) as (library, characters_per_second):
        names = {report_id(number): row.id for number, row in enumerate(dataset.rows)}
        yield Indexed(library, names, characters_per_second)


def evaluated(dataset: Dataset, data: Path, encoder: Encoder) -> tuple[Figures, Figures]:
    """The figures of `hoidap evaluate` over all questions, and over those held out, in one pass."""
    whole = evaluate(dataset, data, encoder)
    return whole, figures_of(dataset.name, len(dataset.rows), held_out(whole.cases), encoder.name)


def rankings(dataset: Dataset, questions: Sequence[str], data: Path, encoder: Encoder) -> list[Ranking]:
    """The rows found for each question, by their best passage; a copy of a better one right after it."""
    with indexed(dataset, data, encoder) as opened:
        answerer = Answerer(opened.library)
        found = [answerer.find(question, passages=_PASSAGES) for question in questions]
        return [
            tuple(
                dict.fromkeys(
                    opened.names[chunk.report_id] for hit in each.hits for chunk in (hit.chunk, *hit.context.copies)
                )
            )
            for each in found
        ]
