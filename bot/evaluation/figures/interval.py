"""A figure with how sure it is: its count, and an interval by the bootstrap."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

SEED = 0
_RESAMPLES = 1_000
_LOW, _HIGH = 2.5, 97.5
Indices = npt.NDArray[np.int64]
Statistic = Callable[[Indices], float | None]
"""A figure of the things that the indices name, each as often as it is named; None where they do not tell it."""


@dataclass(frozen=True, slots=True)
class Interval:
    """A figure over `count` things."""

    value: float | None
    """None without anything to take it over."""
    low: float | None
    high: float | None
    """Between these it lies in 95 of 100 cases: percentile bootstrap (Efron 1979), 1,000 resamples."""
    count: int


def interval(values: Iterable[float | None], seed: int = SEED) -> Interval:
    """The mean of those that are not None; the same for the same seed."""
    known = np.array([value for value in values if value is not None], float)
    return resampled(known.size, lambda drawn: float(known[drawn].mean()), seed)


def resampled(size: int, statistic: Statistic, seed: int = SEED, count: int | None = None) -> Interval:
    """A statistic of `size` things, each drawn by itself; it is over `count` of them, or of their parts, if given."""
    counted = size if count is None else count
    value = statistic(np.arange(size)) if size else None
    if value is None:
        return Interval(None, None, None, counted)
    random = np.random.default_rng(seed)
    drawn = [found for _ in range(_RESAMPLES) if (found := statistic(random.integers(0, size, size))) is not None]
    low, high = np.percentile(drawn, [_LOW, _HIGH])
    return Interval(value, float(low), float(high), counted)
