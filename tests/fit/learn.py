"""The two things that are learned: the order of sentences, and how sure it is that what is shown answers."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import lightgbm
import numpy as np
from sklearn.linear_model import LogisticRegression

from bot.quoting.certainty import Decision, Decisions, certainty_signals
from bot.quoting.quote import Ranked, said_of, stretches_of
from bot.quoting.sentence_signals import Signals
from bot.short.said import READ
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
MOST_WRONG, MOST_UNANSWERABLE, MOST_FOREIGN = 0.05, 0.1, 0.01
"""Of the answerable questions firmly answered wrong, of the others answered firmly, and of those asked of another library."""
MOST_LOST = 0.02
"""Of what shows the answer, not shown because it is not near."""
RARE = 5
"""Percent of the questions on either side, beyond whose signals none counts for more."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What comes of an example by some order of its sentences."""

    example: Example
    best: tuple[Ranked, ...]
    """The first sentences, and the one behind them."""
    signals: Mapping[str, float]
    """Of certainty."""
    is_shown: bool
    """Whether the stretches of a tentative answer hold all of the answer."""
    is_said: bool
    """Whether those of a firm one do."""

    @property
    def is_answerable(self) -> bool:
        return bool(self.example.case.must) and not self.example.is_foreign


@dataclass(frozen=True, slots=True)
class Judged:
    """An outcome by what was learned without it."""

    outcome: Outcome
    nearness: float
    """The probability that it is a question for the library."""
    sureness: float
    """The probability that it is, and that what would be said answers it."""

    def is_near(self, least: float) -> bool:
        """Whether something is shown where that takes so much."""
        return self.nearness >= least and not self.outcome.example.is_lacking

    def is_firm(self, least: float) -> bool:
        """Whether it is answered firmly where that takes so much."""
        return self.sureness >= least and not self.outcome.example.is_lacking


def learned_order(examples: Sequence[Example]) -> lightgbm.LGBMRanker:
    """LambdaMART over the answerable ones."""
    answerable = [each for each in examples if each.case.must and not each.is_foreign]
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
    signals = certainty_signals(example.found.hits, ranked, example.found.inquiry)
    shown, said = stretches_of(ranked), said_of(ranked, example.found.inquiry)
    return Outcome(example, tuple(ranked[: READ + 1]), signals, _holds(example, shown), _holds(example, said))


def _holds(example: Example, quoted: Sequence[Ranked]) -> bool:
    return not example.is_foreign and example.case.is_shown(" ".join(each.shown for each in quoted))


def learned_decisions(outcomes: Sequence[Outcome]) -> Decisions:
    """The weights of the signals; from where on it is near and firm is found over libraries that were left out.

    Near from questions in people's own words, firm from all that were asked of their own library.
    """
    own_words = [each for each in outcomes if each.example.case.is_in_own_words]
    own = [each for each in outcomes if not each.example.is_foreign]
    near = decision_of(
        [each.signals for each in own_words], [not each.example.is_foreign for each in own_words], _STRENGTH
    )
    firm = decision_of([each.signals for each in own], [each.is_said for each in own], _STRENGTH)
    return Decisions(near, firm)


def decision_of(signals: Sequence[Signals], holds: Sequence[bool], strength: float, rare: float = RARE) -> Decision:
    """A logistic regression over standardised signals; `rare`: percent at either end beyond which a value counts for no more."""
    names = list(signals[0])
    rows = np.array([[each[name] for name in names] for each in signals], float)
    least, most = np.percentile(rows, (rare, 100 - rare), axis=0)
    rows = rows.clip(least, most)
    mean, spread = rows.mean(axis=0), rows.std(axis=0)
    spread[spread == 0] = 1.0
    model = LogisticRegression(C=strength, max_iter=5_000).fit((rows - mean) / spread, holds)
    columns = zip(names, np.array([least, most, mean, spread, model.coef_[0]]).T.tolist(), strict=True)
    weighed = {
        name: dict(zip(("least", "most", "mean", "spread", "weight"), column, strict=True)) for name, column in columns
    }
    return Decision(1.0, float(model.intercept_[0]), weighed)


def near_from(judged: Sequence[Judged]) -> float:
    """The nearness below which `MOST_LOST` of what shows the answer lies, in thousandths."""
    shown = [each.nearness for each in judged if each.outcome.is_shown]
    return round(float(np.quantile(shown, MOST_LOST)), 3)


def firm_from(judged: Sequence[Judged]) -> float:
    """The least sureness, in hundredths, with which all three bounds hold over what was judged unseen; 1 where none does."""
    answerable = [each for each in judged if each.outcome.is_answerable]
    foreign = [each for each in judged if each.outcome.example.is_foreign]
    others = [each for each in judged if not each.outcome.is_answerable and not each.outcome.example.is_foreign]
    for least in np.arange(0.5, 1, 0.01):
        wrong = [each.is_firm(least) and not each.outcome.is_said for each in answerable]
        bounds = ((wrong, MOST_WRONG), (_firm(others, least), MOST_UNANSWERABLE), (_firm(foreign, least), MOST_FOREIGN))
        if all(sum(each) <= most * len(each) for each, most in bounds):
            return round(float(least), 2)
    return 1.0


def _firm(judged: Sequence[Judged], least: float) -> list[bool]:
    return [each.is_firm(least) for each in judged]


def save_order(ranker: lightgbm.LGBMRanker, path: Path) -> None:
    ranker.booster_.save_model(str(path))
