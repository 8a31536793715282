"""Bootstrap intervals against an independent library, and against what cannot vary."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import bootstrap

from bot.evaluation.figures.interval import interval, resampled


@pytest.mark.parametrize("share", [0.05, 0.5, 0.93])
@pytest.mark.parametrize("size", [20, 200])
def test_same_as_scipy(share: float, size: int) -> None:
    """Two bootstraps of 1,000 differ by what chance does: a fraction of the interval's own width."""
    values = [float(i < share * size) for i in range(size)]
    found = interval(values)
    other = bootstrap(
        (np.array(values),), np.mean, method="percentile", n_resamples=9_999, rng=np.random.default_rng(1)
    )
    low, high = other.confidence_interval
    assert found.value == pytest.approx(np.mean(values))
    assert found.count == size
    width = high - low
    assert found.low is not None
    assert found.high is not None
    assert abs(found.low - low) <= 0.1 * width + 1 / size
    assert abs(found.high - high) <= 0.1 * width + 1 / size


@settings(max_examples=25)
@given(st.lists(st.one_of(st.none(), st.floats(0, 1)), max_size=30))
def test_holds_its_value_and_is_the_same_again(values: list[float | None]) -> None:
    found, known = interval(values), [each for each in values if each is not None]
    assert found == interval(known)
    assert found.count == len(known)
    if found.low is None or found.high is None or found.value is None:
        assert not known
    else:
        assert min(known) - 1e-9 <= found.low <= found.high <= max(known) + 1e-9
        assert len(set(known)) > 1 or found.low == found.high == pytest.approx(found.value)


def test_resamples_that_tell_nothing_are_left_out() -> None:
    """A share of those drawn that are counted: 1 of 2 things tells it, so that many resamples tell nothing."""

    def taken(drawn: np.ndarray) -> float | None:
        counted = drawn[drawn == 1]
        return 1.0 if counted.size else None

    found = resampled(2, taken, count=1)
    assert (found.value, found.low, found.high, found.count) == (1.0, 1.0, 1.0, 1)
    assert resampled(0, taken).value is None


def test_between_the_percentiles_of_a_thousand_resamples() -> None:
    """A statistic that is 0 of all and then 1, 2 … 1,000: 2.5 % of the way from 1 to 1,000 is 25.975, 97.5 % is 975.025."""
    drawn: list[int] = []

    def taken(indices: np.ndarray) -> float:
        drawn.append(len(indices))
        return float(len(drawn) - 1)

    found = resampled(7, taken)
    assert found.value == 0.0
    assert found.low == pytest.approx(25.975)
    assert found.high == pytest.approx(975.025)
    assert drawn == [7] * 1_001


def test_seed_is_nought_unless_given() -> None:
    values = [i / 10 for i in range(10)]
    assert (
        interval(values) == interval(values, 0) == resampled(10, lambda drawn: float(np.mean(np.array(values)[drawn])))
    )
    assert interval(values) != interval(values, 1)
