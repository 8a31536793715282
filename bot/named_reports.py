"""The reports that a person means on the command line: by id, by number, or by the file they were read from."""

import os
from collections.abc import Sequence

from bot.errors import NoSuchReportError
from corpus.read import report_id_of
from corpus.text.letters import fold
from index.database.database import Database
from index.record.files import FileTable
from index.record.reports import ReportTable
from index.record.withdrawals import Withdrawals


def named_reports(database: Database, names: Sequence[str]) -> list[str]:
    """Their ids, each once. Raises NoSuchReportError for a name that none has, or several have."""
    entries = ReportTable(database).register().entries
    read_from = FileTable(database).all().values()
    found: list[str] = []
    for name in names:
        path = os.path.realpath(name)
        ids = {id_ for id_, entry in entries.items() if name == id_ or (entry.number and entry.number == fold(name))}
        ids |= {file.report_id for file in read_from if file.path == path and file.report_id in entries}
        if not ids:
            raise NoSuchReportError(f"no report has the id, the number or the file {name!r}")
        if len(ids) > 1:
            raise NoSuchReportError(
                f"several reports are called {name!r}: name one by its id, {', '.join(sorted(ids))}"
            )
        found += ids
    return list(dict.fromkeys(found))


def named_withdrawals(database: Database, names: Sequence[str]) -> list[tuple[str, str]]:
    """The withdrawn contents, (collection, hash), that are meant by a report's former id, a hash or a file. Raises as above."""
    withdrawn = Withdrawals(database).all()
    read_from = FileTable(database).all().values()
    found: list[tuple[str, str]] = []
    for name in names:
        path = os.path.realpath(name)
        meant = {each for each in withdrawn if name in (each[1], report_id_of(*each))}
        meant |= {(file.collection, file.sha256) for file in read_from if file.path == path} & withdrawn
        if not meant:
            raise NoSuchReportError(f"nothing that was withdrawn has the id, the hash or the file {name!r}")
        found += sorted(meant)
    return list(dict.fromkeys(found))
