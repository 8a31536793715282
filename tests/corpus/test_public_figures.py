"""Structure, identity and the laws of the text on public data keep their bounds."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from tests.measures import laws, provincial, structure
from tests.measures.measure import Measure


@pytest.mark.parametrize(
    "measure",
    [
        structure.measure,
        provincial.measure,
        pytest.param(partial(laws.measure, every=5), id="laws of every fifth text"),
        pytest.param(laws.measure, marks=pytest.mark.slow),
    ],
)
def test_every_figure_keeps_its_bounds(bench_data: Path, measure: Callable[[Path], list[Measure]]) -> None:
    assert [str(figure) for figure in measure(bench_data) if not figure.is_met] == []
