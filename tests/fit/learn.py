"""The two things that are learned: the order of sentences, and how sure it is that what is shown answers."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import lightgbm
import numpy as np
from sklearn.linear_model import LogisticRegression

from bot.quoting.certainty import LearnedCertainty, certainty_signals
from bot.quoting.quote import stretches_of
from tests.fit.case import Case
from tests.fit.example import Example

GRADES = 4
"""Of worth, beside none."""
_TREES = {
    "objective": "lambdarank", "n_estimators": 300, "learning_rate": 0.04, "num_leaves": 12, "min_child_samples": 40,
    "reg_lambda": 5.0, "colsample_bytree": 0.5, "subsample": 0.7, "subsample_freq": 1, "label_gain": [0, 1, 3, 7, 15],
    "lambdarank_truncation_level": 10, "random_state": 18, "verbose": -1, "n_jobs": 2, "deterministic": True,
}  # fmt: skip
_STRENGTH = 0.02
"""Of the data against the penalty on weights (scikit-learn's C)."""
Scores = Callable[[Example], Sequence[float]]
Outcome = tuple[dict[str, float], bool]
"""The signals of certainty of what would be shown, and whether that is all of the answer."""
MOST_WRONG, MOST_UNANSWERABLE = 0.05, 0.1
"""Of the answerable questions firmly answered wrong, and of the others answered firmly."""


@dataclass(frozen=True, slots=True)
class Judged:
    """An example by what was learned without it."""

    case: Case
    is_lacking: bool
    probability: float
    right: bool

    def is_firm(self, least: float) -> bool:
        return self.probability >= least and not self.is_lacking


def judged(examples: Sequence[Example], outcomes: Sequence[Outcome], sure: LearnedCertainty) -> list[Judged]:
    rows = zip(examples, outcomes, strict=True)
    return [Judged(each.case, each.is_lacking, sure.probability(signals), right) for each, (signals, right) in rows]


def learned_order(examples: Sequence[Example]) -> lightgbm.LGBMRanker:
    """LambdaMART over the answerable ones."""
    answerable = [each for each in examples if each.case.must]
    names = list(answerable[0].signals[0])
    rows = np.concatenate([matrix(each, names) for each in answerable])
    grades = np.concatenate([np.round(np.array(each.worth) * GRADES).astype(int) for each in answerable])
    ranker = lightgbm.LGBMRanker(**_TREES)  # type: ignore[arg-type]
    return ranker.fit(rows, grades, group=[len(each.worth) for each in answerable], feature_name=names)


def matrix(example: Example, names: Sequence[str]) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    return np.array([[float(each[name]) for name in names] for each in example.signals], np.float64)


def scores_by(ranker: lightgbm.LGBMRanker) -> Scores:
    names = list(ranker.feature_name_)
    return lambda example: ranker.booster_.predict(matrix(example, names), num_threads=1)  # type: ignore[return-value]


def outcome(example: Example, scores: Sequence[float]) -> Outcome:
    """What comes of the example by these scores."""
    ranked = example.ranked(scores)
    shown = " ".join(
        each.hit.chunk.text[each.window[0] - each.hit.chunk.start : each.window[1] - each.hit.chunk.start]
        for each in stretches_of(ranked)
    )
    signals = certainty_signals(example.found.hits, ranked, example.found.inquiry)
    return signals, example.case.is_shown(shown)


def learned_certainty(outcomes: Sequence[Outcome], firm_from: float = 1.0) -> LearnedCertainty:
    """The weights of the signals; `firm_from` as it was found over libraries that were left out."""
    names = list(outcomes[0][0])
    rows = np.array([[signals[name] for name in names] for signals, _ in outcomes])
    mean, spread = rows.mean(axis=0), rows.std(axis=0)
    spread[spread == 0] = 1.0
    model = LogisticRegression(C=_STRENGTH, max_iter=5_000).fit(
        (rows - mean) / spread, [right for _, right in outcomes]
    )
    columns = zip(names, mean, spread, model.coef_[0], strict=True)
    signals = {name: {"mean": float(m), "spread": float(s), "weight": float(w)} for name, m, s, w in columns}
    return LearnedCertainty(firm_from, float(model.intercept_[0]), signals)


def firm_from(judged: Sequence[Judged]) -> float:
    """The least probability, in hundredths, with which both bounds hold over what was judged unseen; 1 where none does."""
    answerable, others = ([each for each in judged if bool(each.case.must) == is_asked] for is_asked in (True, False))
    for least in np.arange(0.5, 1, 0.01):
        wrong = sum(each.is_firm(least) and not each.right for each in answerable) / len(answerable)
        unanswerable = sum(each.is_firm(least) for each in others) / len(others)
        if wrong <= MOST_WRONG and unanswerable <= MOST_UNANSWERABLE:
            return round(float(least), 2)
    return 1.0


def save_order(ranker: lightgbm.LGBMRanker, path: Path) -> None:
    ranker.booster_.save_model(str(path))
