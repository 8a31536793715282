"""The simulation of replicas agrees with what queueing theory knows exactly."""

import pytest

from tests.measures.simulation import Serving, Simulated, simulate


def drawn(mean: float) -> Serving:
    return Serving(lambda lot: lot.expovariate(1 / mean), cores=1, lanes=10_000, waiting=0, patience=1e9)


def mean_of(found: Simulated) -> float:
    return sum(found.seconds) / len(found.seconds)


@pytest.mark.parametrize("load", [3.0, 7.0])
def test_one_core_that_all_share_takes_as_long_as_theory_says(load: float) -> None:
    """M/G/1 with processor sharing: s / (1 - load * s), whatever the demands (Kleinrock, Queueing Systems II, 4.4)."""
    found = simulate(drawn(0.1), 1, 40_000, load=load)
    assert mean_of(found) == pytest.approx(0.1 / (1 - load * 0.1), rel=0.08)
    assert found.busy / found.lasted == pytest.approx(load * 0.1, rel=0.05)
    constant = Serving(lambda _: 0.1, cores=1, lanes=10_000, waiting=0)
    assert mean_of(simulate(constant, 1, 40_000, load=load)) == pytest.approx(0.1 / (1 - load * 0.1), rel=0.08)


def test_who_asks_one_after_the_other_is_answered_as_fast_as_the_cores_are() -> None:
    found = simulate(Serving(lambda _: 0.2, cores=2), 1, 2_000, clients=8)
    assert len(found.seconds) / found.lasted == pytest.approx(10, rel=0.02)
    assert mean_of(found) == pytest.approx(0.8, rel=0.02)
    two = simulate(Serving(lambda _: 0.2, cores=2), 2, 2_000, clients=8)
    assert len(two.seconds) / two.lasted == pytest.approx(20, rel=0.02)


def test_those_who_wait_too_long_are_sent_away() -> None:
    found = simulate(Serving(lambda lot: lot.uniform(0.1, 0.3), cores=1, waiting=20), 1, 4_000, load=20)
    assert found.refused / 4_000 == pytest.approx(1 - 5 / 20, rel=0.05)
    assert max(found.seconds) < 3 + 8 * 0.3 + 0.1
    assert simulate(drawn(0.1), 2, 500, load=5).seconds == simulate(drawn(0.1), 2, 500, load=5).seconds
