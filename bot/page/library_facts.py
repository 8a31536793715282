"""What a library holds, in a line and as lists to choose from."""

from dataclasses import dataclass

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


def choices_of(library: Library) -> Choices:
    """Every agency, kind and year of its reports."""
    entries = library.reports.register().entries.values()
    kinds = sorted({entry.kind_as_written for entry in entries if entry.kind_as_written})
    return Choices(
        tuple(sorted({entry.agency for entry in entries if entry.agency})),
        tuple((kind.capitalize(), kind) for kind in kinds),
        tuple(sorted({year for entry in entries for year in entry.years}, reverse=True)),
    )


def library_line(library: Library, words: Wording) -> str:
    """E.g. "12 văn bản, số liệu các năm 2023–2025, cập nhật ngày 25/11/2026"."""
    entries, years = library.reports.register().entries, choices_of(library).years
    if not entries:
        return words.library_empty_line
    form = words.library_line_no_year
    if years:
        form = words.library_line if years[-1] < years[0] else words.library_line_one_year
    line = form.format(reports=len(entries), first=years[-1] if years else "", last=years[0] if years else "")
    changed = library.database.changed()
    return f"{line}, {words.updated.format(date=local_date(changed))}" if changed else line
