"""A figure with how sure it is: its count, and an interval by the bootstrap."""

import warnings
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

SEED = 0
_RESAMPLES, _AT_ONCE = 1_000, 100
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
    if size == 1:  # drawn again it is the same, and scipy refuses it
        return Interval(value, value, value, counted)
    low, high = np.nanpercentile(_distribution(size, statistic, seed), [_LOW, _HIGH])
    return Interval(value, float(low), float(high), counted)


def _distribution(size: int, statistic: Statistic, seed: int) -> npt.NDArray[np.float64]:
    """The statistic of each resample; NaN where that does not tell it."""
    from scipy.stats import DegenerateDataWarning, bootstrap

    def told(drawn: Indices) -> float:
        found = statistic(drawn)
        return np.nan if found is None else found

    with warnings.catch_warnings():
        # scipy's own interval, which is not asked for, is undone by a single NaN, and it says so.
        warnings.simplefilter("ignore", DegenerateDataWarning)
        resamples = bootstrap(
            (np.arange(size),), told, n_resamples=_RESAMPLES, batch=_AT_ONCE, vectorized=False, method="percentile",
            rng=np.random.default_rng(seed),
        )  # fmt: skip
    found: npt.NDArray[np.float64] = resamples.bootstrap_distribution
    return found
