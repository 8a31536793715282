"""What every search must know of each report, in memory: read once from the record, anew when it has changed."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property

from corpus.text.letters import fold
from index.question.filters import Filters
from index.record.entry import Entry
from index.record.related import Supersession

_SEEN_KEPT = 100
"""Choices of collections whose registers are remembered."""


class Register:
    """Every published report, with what replaces or repeals it."""

    def __init__(
        self,
        entries: Iterable[Entry],
        superseded: Mapping[str, Supersession],
        revision: str = "",
        *,
        lacks_copies: bool = False,
    ) -> None:
        """`revision` is that of the record it was read from."""
        self.revision = revision
        self.lacks_copies = lacks_copies
        """Whether its collections have more reports, of the same files as those that it has."""
        self.entries = {entry.id: entry for entry in entries}
        self.superseded = superseded
        self._seen: dict[frozenset[str], Register] = {}

    def seen_by(self, collections: Collection[str] | None) -> "Register":
        """The reports of these collections alone (None: all), the same object for the same ones: as if there were no others.

        Of a file that lies in several of them there is one report: what is out of force comes first, then the collection's name.
        """
        names = self.collections if collections is None else self.collections.intersection(collections)
        seen = self._seen.get(names)
        if seen is None:
            of_these = [entry for entry in self.entries.values() if entry.collection in names]
            entries = self._each_once(of_these)
            superseded = {entry.id: self.superseded[entry.id] for entry in entries if entry.id in self.superseded}
            lacks_copies = self.lacks_copies or len(entries) < len(of_these)
            is_same = len(entries) == len(self.entries)
            seen = self if is_same else Register(entries, superseded, self.revision, lacks_copies=lacks_copies)
            self._seen = {**({} if len(self._seen) >= _SEEN_KEPT else self._seen), names: seen}
        return seen

    def _each_once(self, entries: Sequence[Entry]) -> list[Entry]:
        first: dict[str, Entry] = {}
        for entry in sorted(entries, key=lambda each: (each.id not in self.superseded, each.collection)):
            first.setdefault(entry.sha256 or entry.id, entry)
        return [entry for entry in entries if first[entry.sha256 or entry.id] is entry]

    @cached_property
    def collections(self) -> frozenset[str]:
        """Those that have reports."""
        return frozenset(entry.collection for entry in self.entries.values())

    def ids(self, filters: Filters) -> frozenset[str]:
        """Ids of the reports that pass every filter but the years."""
        is_seen = filters.collections is None or self.collections.issubset(filters.collections)
        if is_seen and not (filters.agencies or filters.kinds or filters.reports or filters.in_force):
            return self._ids
        wanted = [fold(agency) for agency in filters.agencies]
        named = {"", *self.agencies(None)} if wanted else ()
        agencies = {agency for agency in named if any(each in fold(agency) for each in wanted)}
        kinds = {fold(kind) for kind in filters.kinds}
        return frozenset(
            entry.id
            for entry in self.entries.values()
            if (filters.collections is None or entry.collection in filters.collections)
            and (not filters.agencies or entry.agency in agencies)
            and (not kinds or entry.kind in kinds)
            and (not filters.reports or entry.id in filters.reports)
            and not (filters.in_force and entry.id in self.superseded)
        )

    def numbered(self, numbers: Iterable[str]) -> frozenset[str]:
        """Ids of the reports that bear one of these numbers; digits alone match any with them first, "5" also "05/…"."""
        wanted = tuple(fold(number).lstrip("0") for number in numbers)
        if not wanted:
            return frozenset()
        prefixes = tuple(f"{each}{sign}" for each in wanted for sign in "/-")
        return frozenset(
            entry.id
            for entry in self.entries.values()
            if entry.number and (entry.number.lstrip("0") in wanted or entry.number.lstrip("0").startswith(prefixes))
        )

    def agencies(self, collections: Iterable[str] | None) -> tuple[str, ...]:
        """The names of the agencies that issued the reports of these collections, sorted, each once."""
        by_collection = self._agencies
        found = by_collection.values() if collections is None else map(by_collection.get, set(collections))
        return tuple(sorted(set().union(*(names for names in found if names))))

    def main_language(self, collections: Iterable[str] | None = None) -> str:
        """ISO 639-1 of the language most reports are in; "vi" for an empty library."""
        counted: Counter[str] = Counter()
        for collection in self._languages if collections is None else collections:
            counted.update(self._languages.get(collection, {}))
        return min(counted, key=lambda language: (-counted[language], language), default="vi")

    @cached_property
    def _ids(self) -> frozenset[str]:
        return frozenset(self.entries)

    @cached_property
    def _agencies(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for entry in self.entries.values():
            if entry.agency:
                found.setdefault(entry.collection, set()).add(entry.agency)
        return found

    @cached_property
    def _languages(self) -> dict[str, Counter[str]]:
        found: dict[str, Counter[str]] = {}
        for entry in self.entries.values():
            found.setdefault(entry.collection, Counter())[entry.language] += 1
        return found
