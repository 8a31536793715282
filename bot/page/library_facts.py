"""What a library holds, in a line and as lists to choose from."""

from dataclasses import dataclass

from bot.user import User
from bot.wording.dates import local_date
from bot.wording.wording import Wording
from index.library import Library


@dataclass(frozen=True, slots=True)
class Choices:
    """What a search or a list may be limited to."""

    agencies: tuple[str, ...]
    """Sorted."""
    kinds: tuple[tuple[str, str], ...]
    """(name on the page, kind as `Report.kind`), sorted."""
    years: tuple[int, ...]
    """Reporting years, the latest first."""


def choices_of(library: Library, user: User) -> Choices:
    """Every agency, kind and year of the reports that the user may see."""
    entries = library.reports.register().seen_by(user.collections).entries.values()
    kinds = sorted({entry.kind_as_written for entry in entries if entry.kind_as_written})
    return Choices(
        tuple(sorted({entry.agency for entry in entries if entry.agency})),
        tuple((kind.capitalize(), kind) for kind in kinds),
        tuple(sorted({year for entry in entries for year in entry.years}, reverse=True)),
    )


def library_line(library: Library, words: Wording, user: User) -> str:
    """What there is for the user, e.g. "12 văn bản, số liệu các năm 2023–2025, cập nhật ngày 25/11/2026"."""
    entries = library.reports.register().seen_by(user.collections).entries
    years = choices_of(library, user).years
    if not entries:
        return words.library_empty_line
    form = words.library_line_no_year
    if years:
        form = words.library_line if years[-1] < years[0] else words.library_line_one_year
    line = form.format(reports=len(entries), first=years[-1] if years else "", last=years[0] if years else "")
    changed = library.database.changed() if user.collections is None else None  # it may be others' reports that changed
    return f"{line}, {words.updated.format(date=local_date(changed))}" if changed else line


def collection_line(library: Library, collection: str, words: Wording, user: User) -> str:
    """Which collection a report is of, for who sees several; else empty."""
    seen = library.reports.register().seen_by(user.collections).collections
    return words.in_collection.format(name=collection) if len(seen) > 1 else ""
