"""Two evaluations of the same questions: what got better, what got worse, and whether chance would do as much."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from pydantic import ValidationError

from bot.errors import DatasetError
from bot.evaluation.figures.figures import Evaluated
from bot.evaluation.figures.interval import SEED, Indices
from bot.evaluation.figures.outcome import Outcome
from bot.evaluation.figures.statistics import FIGURES, LESS_IS_BETTER, SHARES, statistic

_RESAMPLES = 2_000
_SURE = 0.05


@dataclass(frozen=True, slots=True)
class Change:
    """One figure, then and now, over the questions that both have."""

    figure: str
    old: float
    new: float
    p: float
    """Probability of so large a difference if each question's two outcomes were exchangeable: paired permutation test,
    two-sided (Smucker et al., CIKM 2007), 2,000 permutations."""
    better: tuple[str, ...]
    """Ids of the questions whose figure got better; none of figures that no single question has."""
    worse: tuple[str, ...]

    @property
    def is_significant(self) -> bool:
        """At the level of 5 %, this figure alone looked at."""
        return self.p < _SURE


@dataclass(frozen=True, slots=True)
class Comparison:
    """All figures that both evaluations have."""

    questions: int
    """That both asked."""
    only_old: int
    only_new: int
    changes: tuple[Change, ...]


def load_evaluated(path: Path) -> Evaluated:
    """What `hoidap evaluate --json` wrote.

    Raises DatasetError for anything else, and for figures without their questions.
    """
    try:
        found = Evaluated.model_validate_json(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, ValidationError) as error:
        raise DatasetError(f"{str(path)!r} is not what `hoidap evaluate --json` writes: write it anew") from error
    if not found.cases:
        raise DatasetError(f"{str(path)!r} has no `cases`, which a comparison needs: write it anew with --json")
    return found


def compare(old: Evaluated, new: Evaluated) -> Comparison:
    """What changed from one to the other.

    Raises DatasetError where they have no question in common.
    """
    before, after = ({each.id: each for each in evaluation.cases} for evaluation in (old, new))
    shared = [
        (before[each.id], each) for each in new.cases if each.id in before and before[each.id].question == each.question
    ]
    if not shared:
        raise DatasetError(f"{old.dataset!r} and {new.dataset!r} have no question in common: nothing can be compared")
    found = (_change(figure, [each for each, _ in shared], [each for _, each in shared]) for figure in FIGURES)
    return Comparison(
        questions=len(shared),
        only_old=len(before) - len(shared),
        only_new=len(after) - len(shared),
        changes=tuple(each for each in found if each),
    )


def _change(figure: str, old: list[Outcome], new: list[Outcome]) -> Change | None:
    """None where one of them does not tell the figure."""
    taken, _ = statistic([*old, *new], figure)
    first = np.arange(len(old))
    values = taken(first), taken(first + len(old))
    if values[0] is None or values[1] is None:
        return None

    def difference(one: Indices, other: Indices) -> float:
        left, right = taken(one), taken(other)
        return 0.0 if left is None or right is None else right - left

    p = 1.0
    if values[0] != values[1] and len(old) > 1:
        from scipy.stats import permutation_test

        tested = permutation_test(
            (first, first + len(old)), difference, permutation_type="samples", n_resamples=_RESAMPLES, vectorized=False,
            rng=np.random.default_rng(SEED),
        )  # fmt: skip
        p = float(tested.pvalue)
    moved = list(_moved(figure, old, new))
    return Change(
        figure, values[0], values[1], p,
        better=tuple(id_ for id_, by in moved if by > 0), worse=tuple(id_ for id_, by in moved if by < 0),
    )  # fmt: skip


def _moved(figure: str, old: list[Outcome], new: list[Outcome]) -> Iterable[tuple[str, float]]:
    """The questions whose own figure changed, and by how much for the better."""
    if figure in SHARES:
        for one, other in zip(old, new, strict=True):
            if figure in one.shares and figure in other.shares:
                moved = other.shares[figure].value - one.shares[figure].value
                yield one.id, -moved if figure in LESS_IS_BETTER else moved
