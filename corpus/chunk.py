"""The passage: a contiguous piece of one report, the unit that is searched and cited."""

from dataclasses import dataclass
from typing import Literal

Aspect = Literal["result", "estimate", "plan", "direction"]


@dataclass(frozen=True, slots=True)
class Chunk:
    """A passage. `chunk.text == report.text[chunk.start:chunk.end]`; the chunks of a report tile its text."""

    id: str
    """The location, `report_id@start-end`."""
    report_id: str
    start: int
    end: int
    text: str
    pages: tuple[int, ...]
    """Numbers (from 1) of the pages it stands on."""
    path: str
    """`Section.path` of the innermost section it lies in."""
    years: tuple[int, ...]
    """Reporting years this passage speaks of, ascending."""
    aspect: Aspect | None
    searchable: bool = True
    """False for letterhead, running heads, signature block and nơi nhận: citable, but not ranked."""
