"""Figures of reading: the measures of `tests.measures` over the public data."""

from tests.bench.bench import Bench
from tests.bench.table import Table, measures_table
from tests.measures import laws, legacy, pdf_speed, provincial, resync, scans, structure

_MEASURES = (
    structure.measure, provincial.measure, laws.measure, legacy.measure, scans.measure, scans.compare, pdf_speed.measure,
)  # fmt: skip


def reading(bench: Bench) -> list[Table]:
    """All of them in one table."""
    return [measures_table([figure for measure in _MEASURES for figure in measure(bench.public)] + resync.measure())]
