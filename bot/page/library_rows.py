"""The reports of a library as a list to look through: who wrote what, when, whether it is in force, how it was read."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.user import User
from bot.wording.dates import short_date
from bot.wording.wording import Wording
from corpus.text.letters import fold
from index.library import Library
from index.question.filters import Filters
from index.record.entry import Entry
from index.record.register import Register
from index.record.related import Supersession

SHOWN = 200
"""Reports of a list that are shown at most, the newest."""


@dataclass(frozen=True, slots=True)
class Listed:
    """What a search of the library finds."""

    rows: tuple[tuple[str, ...], ...]
    """Number, kind, title, agency, date of issue, years, status, id; at most `SHOWN`, newest first."""
    count: int
    """How many there are."""


@dataclass(frozen=True, slots=True)
class LibrarySearch:
    """What a list is limited to; empty fields do not limit."""

    words: str = ""
    """Each must occur in number, title or agency, with or without its diacritics."""
    agencies: Sequence[str] = ()
    kinds: Sequence[str] = ()
    years: Sequence[int] = ()
    warned: bool = False
    """Only what is out of force or was read with warnings."""


def listed(library: Library, search: LibrarySearch, words: Wording, user: User) -> Listed:
    """The reports that a search finds among those that the user may see, newest first."""
    register, warned = library.reports.register().seen_by(user.collections), library.reports.warned()
    found = entries_found(search, register, warned)
    return Listed(tuple(_row(entry, register.superseded, warned, words) for entry in found[:SHOWN]), len(found))


def entries_found(search: LibrarySearch, register: Register, warned: Container[str] = ()) -> list[Entry]:
    """The reports of a register that a search finds, newest first; `warned` has the ids of those read with warnings."""
    allowed = register.ids(Filters(agencies=tuple(search.agencies), kinds=tuple(search.kinds)))
    found = [
        entry
        for entry in register.entries.values()
        if entry.id in allowed
        and (not search.years or set(search.years) & set(entry.years))
        and (not search.warned or entry.id in warned or entry.id in register.superseded)
        and _matches(entry, fold(search.words).split())
    ]
    return sorted(found, key=lambda entry: (entry.issued, entry.id), reverse=True)


def _matches(entry: Entry, wanted: Sequence[str]) -> bool:
    text = fold(f"{entry.number} {entry.title} {entry.agency}")
    return all(word in text for word in wanted)


def _row(
    entry: Entry, superseded: Mapping[str, Supersession], warned: Mapping[str, tuple[str, ...]], words: Wording
) -> tuple[str, ...]:
    issued = short_date(date.fromisoformat(entry.issued)) if entry.issued else ""
    return (
        entry.number_as_written,
        entry.kind_as_written.capitalize(),
        entry.title,
        entry.agency,
        issued,
        ", ".join(map(str, entry.years)),
        _status(entry, superseded, warned, words),
        entry.id,
    )


def _status(
    entry: Entry, superseded: Mapping[str, Supersession], warned: Mapping[str, tuple[str, ...]], words: Wording
) -> str:
    told = []
    if by := superseded.get(entry.id):
        told.append((words.replaced_by if by.type == "replaces" else words.repealed_by).format(number=by.by))
    if warnings := warned.get(entry.id):
        told.append(words.read_with_warnings.format(count=len(warnings)))
    return "; ".join(told) or words.status_fine
