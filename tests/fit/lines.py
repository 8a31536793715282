"""Which sentence answers by itself, and how surely: the trees of `bot/short/said.py`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import lightgbm
import numpy as np

from bot.short.said import READ, Signals, is_whole, said_signals
from tests.fit.learn import Judged

_TREES = {
    "objective": "binary", "n_estimators": 300, "learning_rate": 0.03, "num_leaves": 10, "min_child_samples": 60, "reg_lambda": 10.0,
    "colsample_bytree": 0.3, "subsample": 0.7, "subsample_freq": 1, "random_state": 22, "verbose": -1, "n_jobs": 2, "deterministic": True,
}  # fmt: skip
_LEVELS = (0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9)


@dataclass(frozen=True, slots=True)
class Asked:
    """The first sentences that one question finds, in an order and with a confidence that were learned without it."""

    judged: Judged
    signals: tuple[Signals, ...]
    answers: tuple[bool, ...]
    """Whether each holds, by itself, all of the answer."""


def asked_of(judged: Sequence[Judged]) -> list[Asked]:
    """Of every question that finds a sentence."""
    return [_asked(each) for each in judged if each.outcome.best]


def _asked(judged: Judged) -> Asked:
    outcome = judged.outcome
    case, is_foreign = outcome.example.case, outcome.example.is_foreign
    signals = said_signals(outcome.best, outcome.signals, judged.sureness)
    answers = tuple(not is_foreign and case.is_told(each.text) for each in outcome.best[:READ])
    return Asked(judged, tuple(signals), answers)


def learned_lines(asked: Sequence[Asked]) -> lightgbm.LGBMClassifier:
    """Over the first sentences of all questions."""
    names = list(asked[0].signals[0])
    rows = np.array([[each[name] for name in names] for one in asked for each in one.signals])
    holds = np.array([float(each) for one in asked for each in one.answers])
    return lightgbm.LGBMClassifier(**_TREES).fit(rows, holds, feature_name=names)  # type: ignore[arg-type]


def line_figures(by_library: Mapping[str, Sequence[Asked]]) -> str:
    """Lines given, right among them and of those that can be answered, and wrong of all: by an order of levels, each library left out in turn."""
    told: list[tuple[float, bool]] = []
    every = [each for one in by_library.values() for each in one]
    for name, asked in by_library.items():
        model = learned_lines([each for other in by_library if other != name for each in by_library[other]])
        told += [_best(each, model) for each in asked]
    answerable = sum(each.judged.outcome.is_answerable for each in every)
    lines = []
    for level in _LEVELS:
        given = [is_right for sure, is_right in told if sure >= level]
        right = sum(given)
        lines.append(
            f"from {level:g}: {len(given)} given, right {right / max(1, len(given)):.3f} of them and {right / answerable:.3f} of "
            f"{answerable} answerable, wrong {(len(given) - right) / len(every):.3f} of {len(every)}"
        )
    return "\n  ".join(lines)


def _best(asked: Asked, model: lightgbm.LGBMClassifier) -> tuple[float, bool]:
    names = list(model.feature_name_)
    sure = model.predict_proba(np.array([[each[name] for name in names] for each in asked.signals]))[:, 1]
    best = int(np.argmax(sure))
    said = asked.judged.outcome.best[best].text
    shown = not asked.judged.outcome.example.is_lacking and is_whole(said)
    return (float(sure[best]) if shown else 0.0), asked.answers[best]
