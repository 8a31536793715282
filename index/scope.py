"""Filters as the engines understand them: resolved against the library."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scope:
    """What a passage must satisfy to be searched. None and the empty `years` do not limit."""

    reports: frozenset[str] | None = None
    collections: frozenset[str] | None = None
    years: tuple[int, ...] = ()

    @property
    def is_empty(self) -> bool:
        """True where nothing can be found."""
        return self.reports == frozenset() or self.collections == frozenset()
