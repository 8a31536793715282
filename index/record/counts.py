"""How many reports and passages a search looks through."""

from collections.abc import Mapping

from index.question.filters import Filters
from index.record.entry import Entry
from index.record.passages import ByYears, PassageTable
from index.record.register import Register

_KEPT = 200
"""Filters whose counts are remembered."""


class Counts:
    """What was counted of a report is kept for as long as it stays what it is."""

    def __init__(self, passages: PassageTable) -> None:
        self._passages = passages
        self._by_report: dict[str, tuple[Entry, ByYears]] = {}
        self._by_filters: dict[tuple[str, Filters], tuple[int, int]] = {}

    def of(self, filters: Filters, register: Register) -> tuple[int, int]:
        """(reports, passages) of those in the register."""
        key = register.revision, filters
        if key not in self._by_filters:
            counted = self._counted(filters, register)
            self._by_filters = {**({} if len(self._by_filters) >= _KEPT else self._by_filters), key: counted}
        return self._by_filters[key]

    def _counted(self, filters: Filters, register: Register) -> tuple[int, int]:
        known, years = self._known(register), frozenset(filters.years)
        counts = [
            sum(count for of_years, count in known[report_id][1].items() if not years or years.intersection(of_years))
            for report_id in register.ids(filters)
        ]
        return sum(count > 0 for count in counts), sum(counts)

    def _known(self, register: Register) -> Mapping[str, tuple[Entry, ByYears]]:
        """All that is in the register, and more."""
        known = self._by_report  # another thread, which sees another state, may put its own there
        new = {id_: each for id_, each in register.entries.items() if id_ not in known or known[id_][0] is not each}
        if new:
            counted = self._passages.by_years(new if known else None)
            known = known | {id_: (each, counted.get(id_, {})) for id_, each in new.items()}
            self._by_report = known
        return known
