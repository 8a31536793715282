"""How each figure is taken over outcomes: as a function of which of them are drawn, so that it can be resampled."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from bot.evaluation.figures.interval import Indices, Interval, Statistic, resampled
from bot.evaluation.figures.metrics import auroc, percentile
from bot.evaluation.figures.outcome import Outcome

SHARES = (
    "retrieval.hit@1", "retrieval.hit@3", "retrieval.hit@10", "retrieval.recall@10", "retrieval.mrr@10", "retrieval.ndcg@10",
    "answers.containment@1", "answers.containment@3", "answers.containment@5", "answers.token_f1", "answers.figure_match",
    "answers.shown", "answers.firm_right", "answers.firm_wrong",
    "short.given", "short.right", "short.wrong", "short.exact", "short.token_f1",
    "citations.quote_validity", "citations.precision", "citations.precision_tentative", "citations.recall", "citations.marker_validity",
    "citations.alce_precision", "citations.alce_recall", "citations.alce_precision_nli", "citations.alce_recall_nli",
    "citations.alce_precision_model", "citations.alce_recall_model", "refusal.precision", "refusal.recall",
    "refusal.firm_unanswerable", "refusal.named_missing",
)  # fmt: skip
"""Means over the questions, or over the parts of their answers."""
LESS_IS_BETTER = frozenset({"answers.firm_wrong", "short.wrong", "refusal.firm_unanswerable"})
Floats = npt.NDArray[np.float64]


def statistic(outcomes: Sequence[Outcome], figure: str) -> tuple[Statistic, int]:
    """The figure of those outcomes that are drawn, and how many things it is over when all are."""
    if figure in SHARES:
        return _share(outcomes, figure)
    return _OTHERS[figure](outcomes)


def measured(outcomes: Sequence[Outcome], figure: str) -> Interval:
    """The figure over all outcomes with its interval: the questions are what is resampled."""
    taken, count = statistic(outcomes, figure)
    return resampled(len(outcomes), taken, count=count)


def _share(outcomes: Sequence[Outcome], figure: str) -> tuple[Statistic, int]:
    shares = [each.shares.get(figure) for each in outcomes]
    sums = np.array([each.value * each.of if each else 0.0 for each in shares])
    counts = np.array([each.of if each else 0 for each in shares])

    def taken(drawn: Indices) -> float | None:
        count = counts[drawn].sum()
        return float(sums[drawn].sum() / count) if count else None

    return taken, int(counts.sum())


def _refusal(outcomes: Sequence[Outcome]) -> tuple[Statistic, int]:
    """Confidence in answerable against unanswerable questions."""
    scores = np.array([each.confidence for each in outcomes])
    answerable = np.array([bool(each.answerable) for each in outcomes], bool)
    unanswerable = np.array([each.answerable is False for each in outcomes], bool)

    def taken(drawn: Indices) -> float | None:
        return auroc(scores[drawn][answerable[drawn]], scores[drawn][unanswerable[drawn]])

    return taken, int((answerable | unanswerable).sum())


def _leave_gold_out(outcomes: Sequence[Outcome]) -> tuple[Statistic, int]:
    """Confidence with the gold there against without it."""
    known = np.array([each.confidence_without_gold is not None for each in outcomes], bool)
    there = np.array([each.confidence for each in outcomes])
    without = np.array([each.confidence_without_gold or 0.0 for each in outcomes])

    def taken(drawn: Indices) -> float | None:
        chosen = drawn[known[drawn]]
        return auroc(there[chosen], without[chosen])

    return taken, int(known.sum())


def _milliseconds(share: float, of: Callable[[Outcome], float]) -> Callable[[Sequence[Outcome]], tuple[Statistic, int]]:
    def over(outcomes: Sequence[Outcome]) -> tuple[Statistic, int]:
        taken = np.array([of(each) for each in outcomes])
        return lambda drawn: percentile(share, taken[drawn]), len(outcomes)

    return over


_OTHERS: Mapping[str, Callable[[Sequence[Outcome]], tuple[Statistic, int]]] = {
    "refusal.auroc": _refusal,
    "refusal.auroc_leave_gold_out": _leave_gold_out,
    "speed.query_ms_p50": _milliseconds(0.5, lambda each: each.search_ms),
    "speed.query_ms_p95": _milliseconds(0.95, lambda each: each.search_ms),
    "speed.answer_ms_p95": _milliseconds(0.95, lambda each: each.answer_ms),
}
FIGURES = (*SHARES, *_OTHERS)
"""Every figure that is taken over questions, by its place in the JSON."""
