"""Figures of the clients that a portal and its people have, all at once."""

from tests.bench.bench import Bench
from tests.bench.table import Table, measures_table
from tests.measures import portal_clients


def portal(_: Bench) -> list[Table]:
    """On a server of their own."""
    return [measures_table(portal_clients.measure())]
