"""Takes files out of the record; a report that another file has too is then shown to come from that one."""

from collections.abc import Sequence

from corpus.filename import shown
from index.record.files import FileRecord, FileTable
from index.record.reports import ReportTable


def forget(files: FileTable, reports: ReportTable, records: Sequence[FileRecord]) -> list[FileRecord]:
    """Those of them whose report no other file has; it is an orphan then."""
    for record in records:
        files.forget(record.path, record.collection)
    named = reports.named() if records else {}
    last = []
    for record in records:
        copies = [shown(each.path) for each in files.of_report(record.report_id)] if record.report_id else []
        if copies and record.report_id and named[record.report_id].source not in copies:
            reports.set_source(record.report_id, copies[0])
        if not copies:
            last.append(record)
    return last
