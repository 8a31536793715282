"""Corrects what was understood of a report, while the library answers; its text stays as it was read."""

from collections.abc import Mapping
from dataclasses import replace

from corpus.catalog import COLUMNS, NONE, stated_row
from corpus.report import Report
from corpus.text.normalise import normalise_line
from index.library import Library
from index.record.corrections import CorrectedIdentity
from index.record.files import with_correction

CORRECTABLE = tuple(name for name in COLUMNS if name != "file")
"""What can be corrected."""


def correct(library: Library, report_id: str, cells: Mapping[str, str], by: str) -> bool:
    """Whether the cells state anything new of a report; it is then shown, searched and cited so at once.

    A cell is written as in `catalog.csv`; an empty one states that there is none, one that is missing leaves what is. Raises
    CellError for a cell that cannot be what its column holds, KeyError for a report that is not in the library.
    """
    with library.writing:
        report = _report(library, report_id)
        new = _differing(report, cells)
        if not new:
            return False
        known = library.corrections.of(report_id)
        before = known.before if known else CorrectedIdentity.of(report)
        stated = {**(known.cells if known else {}), **new}
        row = stated_row(stated)
        with library.indexing.replacing(row.applied(before.given_to(report))):
            library.corrections.put(report_id, stated, before, by)
            _mark_files(library, report, row.digest)
        return True


def uncorrect(library: Library, report_id: str) -> None:
    """Give a report back the identity that was read, or that a catalog states. Raises KeyError as `correct`."""
    with library.writing:
        report = _report(library, report_id)
        known = library.corrections.of(report_id)
        if known is None:
            return
        with library.indexing.replacing(known.before.given_to(report)):
            library.corrections.remove(report_id)
            _mark_files(library, report, "")


def _report(library: Library, report_id: str) -> Report:
    report = library.reports.get(report_id)
    if report is None:
        raise KeyError(report_id)
    return library.reports.with_places(report)


def _differing(report: Report, cells: Mapping[str, str]) -> dict[str, str]:
    """The cells that state something else than the report has."""
    new = {}
    for name in CORRECTABLE:
        if name not in cells:
            continue
        cell = normalise_line(cells[name]) or NONE
        if name == "title" and cell == NONE:
            continue
        if stated_row({name: cell}).fields[name] != getattr(report, name):
            new[name] = cell
    return new


def _mark_files(library: Library, report: Report, digest: str) -> None:
    """Its files are as the next sync would read them: they need not be read again."""
    for record in library.files.of_report(report.id):
        if record.sha256 == report.sha256:  # not a file whose present content cannot be read
            library.files.put(replace(record, recipe=with_correction(record.recipe, digest)))
