"""A mean with how sure it is: its count, and an interval by the bootstrap."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

_RESAMPLES = 1_000
_LOW, _HIGH = 2.5, 97.5


@dataclass(frozen=True, slots=True)
class Interval:
    """A mean over `count` things, each drawn by itself."""

    value: float | None
    """None without anything to take it over."""
    low: float | None
    high: float | None
    """Between these it lies in 95 of 100 cases: percentile bootstrap (Efron 1979), 1,000 resamples."""
    count: int


def interval(values: Iterable[float | None], seed: int = 0) -> Interval:
    """The mean of those that are not None; the same for the same seed."""
    known = np.array([value for value in values if value is not None], float)
    if not known.size:
        return Interval(None, None, None, 0)
    drawn = np.random.default_rng(seed).integers(0, known.size, (_RESAMPLES, known.size))
    low, high = np.percentile(known[drawn].mean(axis=1), [_LOW, _HIGH])
    return Interval(float(known.mean()), float(low), float(high), int(known.size))
