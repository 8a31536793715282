"""Takes a report out of the library for good, while the library answers."""

from collections.abc import Callable, Collection
from dataclasses import replace

from index.erase import erase
from index.library import Library


def withdraw(
    library: Library, report_ids: Collection[str], forget: Callable[[Collection[str]], None] = lambda _: None
) -> None:
    """Neither the reports are found any more nor is anything of them on the disk of the library; no sync brings them back.

    `forget` takes out what else quotes them, together with them or not at all. Files outside the library's folder stay
    where they are. Raises KeyError for a report that is not in the library.
    """
    with library.writing:
        with library.database.transaction():
            for report_id in report_ids:
                _take_out(library, report_id)
            forget(report_ids)
        erase(library)


def _take_out(library: Library, report_id: str) -> None:
    report = library.reports.recorded(report_id)
    if report is None:
        raise KeyError(report_id)
    library.withdrawals.add(report.collection, report.sha256)
    library.corrections.remove(report_id)
    for record in library.files.of_report(report_id):
        # A file whose present content cannot be read, and whose last good report this was, is looked at once more.
        library.files.put(replace(record, report_id=None, failure=None, recipe=""))
    library.reports.delete(report_id)
