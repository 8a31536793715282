"""Figures of load: many readers, a burst, questions in a row, and questions during a sync."""

from tests.bench.bench import Bench
from tests.bench.table import Table, measures_table
from tests.measures import asking_during_sync
from tests.measures import load as under_load


def load(_: Bench) -> list[Table]:
    """Each on a server of its own."""
    return [
        measures_table(under_load.measure(), "Under load."),
        measures_table(asking_during_sync.measure(), "During a sync."),
    ]
