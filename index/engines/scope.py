"""Filters as the engines understand them: resolved against the library."""

import re
from dataclasses import dataclass

from corpus.chunk import Aspect, Chunk

NO_YEAR = 0
"""What the engines keep as the year of a passage of which none is known."""


_YEAR = re.compile(r"(?<![\d/.,-])(?:19|20)\d\d(?![\d/-]|[.,]\d)")


def mentioned_years(chunk: Chunk) -> tuple[int, ...]:
    """The years that a passage reports on, and those it mentions, ascending."""
    return tuple(sorted({*chunk.years, *(int(year) for year in _YEAR.findall(chunk.text))}))


@dataclass(frozen=True, slots=True)
class Scope:
    """What a passage must satisfy to be searched. None and the empty fields do not limit, but for the collections."""

    collections: frozenset[str]
    """Those that are searched; the others are not looked at."""
    reports: frozenset[str] | None = None
    years: tuple[int, ...] = ()
    """A passage that speaks of any of them is in."""
    undated: bool = False
    """Whether a passage of which no year is known is in, too."""
    mentioned: bool = False
    """Whether a passage that only mentions one of them is in, too."""
    without: tuple[Aspect, ...] = ()
    """Passages of these aspects are out."""

    @property
    def is_empty(self) -> bool:
        """True where nothing can be found."""
        return not self.collections or self.reports == frozenset()

    @property
    def is_open(self) -> bool:
        """True where every passage of its collections is in."""
        return self == self.opened()

    def opened(self) -> "Scope":
        """Of the same collections, without any other limit."""
        return Scope(self.collections)

    def admits(self, chunk: Chunk, collection: str) -> bool:
        """Whether a passage is in."""
        years = mentioned_years(chunk) if self.mentioned else chunk.years
        dated = bool(set(years).intersection(self.years)) or (self.undated and not chunk.years)
        return (
            (self.reports is None or chunk.report_id in self.reports)
            and collection in self.collections
            and (not self.years or dated)
            and chunk.aspect not in self.without
        )
