"""Several rankings into one: a convex sum of scores brought to one scale.

Better than reciprocal rank fusion on every public Vietnamese set measured (docs/decisions/0004).
"""

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

Scores = npt.NDArray[np.float64]


def min_max(scores: Sequence[float] | Scores) -> Scores:
    """float64[n] between 0 (the lowest) and 1 (the highest); all 0 where all are equal."""
    array = np.asarray(scores, np.float64)
    spread = np.ptp(array) if array.size else 0.0
    if spread <= 0:
        return np.zeros_like(array)
    return np.asarray((array - array.min()) / spread, np.float64)


def convex_fusion(signals: Mapping[str, Sequence[float] | Scores], weights: Mapping[str, float]) -> Scores:
    """float64[n] between 0 and 1: the weighted mean of the min-max scaled signals, each float[n].

    Weights are not negative and are scaled to sum to 1; a signal without a weight does not count.
    """
    total = sum(weights[name] for name in signals if name in weights)
    if total <= 0:
        raise ValueError("convex_fusion needs a signal with a weight above 0")
    parts = [min_max(scores) * (weights[name] / total) for name, scores in signals.items() if name in weights]
    return np.asarray(np.sum(parts, axis=0), np.float64)
