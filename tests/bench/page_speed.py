"""Figures of the page: how long a reader waits, alone and among thirty."""

from tests.bench.bench import Bench
from tests.bench.table import Table, measures_table
from tests.measures.page_speed import measure


def page_speed(bench: Bench) -> list[Table]:
    """In the browser, and thirty at a time."""
    return [measures_table(measure(bench.data / "page-samples"), "From the question to its answer.")]
