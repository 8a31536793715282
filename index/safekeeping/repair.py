"""A damaged library made whole again, as far as anything on this machine still has what was lost."""

import os
import shutil
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from corpus.archive import FileStamp, content_of, exists, sha256_of
from corpus.errors import CorpusError
from corpus.filename import shown
from corpus.read import title_by_name
from corpus.report import Report
from corpus.worker import read_all
from index.database.database import Database
from index.database.place import is_lost
from index.database.place import opened as opened_record
from index.database.salvage import Gaps, salvage
from index.database.sqlite import RECORD, SqliteDatabase
from index.durable import write_durably
from index.engines.seal import ASIDE
from index.folders.originals import ORIGINALS, originals_in
from index.library import Library
from index.owner import owned
from index.record.files import FileRecord, FileTable
from index.safekeeping.examine import Examination, examine, hashes_of, lost, unsound
from index.sync import sync

RECOVERED = "recovered"
"""Folder and collection of the originals of a record that is lost: nobody knows who may see them."""
UPLOADS = "uploads"
"""Folder of what was added on the page, a folder in it for each collection."""
_ONLY_THERE = {
    "roots": "folders that are synced; name each of them again with `hoidap sync FOLDER`",
    "files": "which files were read; every report stays, as one of the file that it was last read from, until a sync finds others",
    "withdrawals": "what was withdrawn; a report that was withdrawn may come back at the next sync if its file still lies in a "
    "folder: take the file out of it first, or withdraw the report again with `hoidap remove`",
    "corrections": "what editors corrected; correct it again",
    "feedback": "what readers thought of answers",
    "answers": "the history",
    "conversations": "conversations; a question that leans on the one before may not be understood",
    "turns": "conversations; a question that leans on the one before may not be understood",
}
"""Tables that nothing else could give back, and what they hold."""


@dataclass(slots=True)
class Repaired:
    """What became of a library, each in one line."""

    mended: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)


def repair(folder: Path, opened: Callable[[Path], Library], url: str = "") -> Repaired:
    """Look through the library in `folder`, which `opened` opens, mend what can be mended and say what cannot.

    Raises LibraryInUseError where another process has it open. What was damaged is moved aside, not deleted.
    """
    told = Repaired()
    with owned(folder):
        found, is_recovered = examine(folder, url), is_lost(folder, url)
        if is_recovered:
            told.lost.append("the record is lost: history, feedback, corrections, and which reports there were")
            opened_record(folder, url).close()
        elif url and found.reports:
            with opened_record(folder, url) as database, database.transaction():
                is_recovered = _drop_unsound(database, {}, told)
        elif not url and (found.record or found.reports):
            is_recovered = _mend_record(folder, found, told)
    with opened(folder) as library:
        library.indexing.adopt_identity()
        _read_again(library, told)
        _keep_originals_again(library, found, told)
        if is_recovered:
            _recover(library, told)
        _show_all(library)
        told.mended += [f"built anew: {what}" for what in found.engines]
    return told


def _mend_record(folder: Path, found: Examination, told: Repaired) -> bool:
    """Every readable row in a new record, without the reports that are not what was read.

    Whether there may have been reports of which the new record knows nothing.
    """
    new, aside = folder / f"{RECORD}.new", folder / f"{ASIDE}record"
    shutil.rmtree(aside, ignore_errors=True)
    new.unlink(missing_ok=True)
    try:
        gaps = salvage(folder / RECORD, new)
        told.mended += [f"the record was damaged ({what}): what could be read is kept" for what in found.record[:1]]
        may_be_more = _tell_gaps(gaps, told)
    except sqlite3.DatabaseError:
        gaps, may_be_more = {}, True
        told.lost.append(
            "nothing of the record can be read: history, feedback, corrections, what was withdrawn, and which reports there were"
        )
    with SqliteDatabase(new) as database, database.transaction():
        if "files" in gaps:
            _name_files(database)
        if "places" in gaps:  # of words on pages: the next sync reads every file once more
            database.run("UPDATE files SET recipe = ''")
        may_be_more |= _drop_unsound(database, gaps, told)
        database.run("DELETE FROM chunks")  # divided anew, from the texts
    aside.mkdir(mode=0o700)
    for file in folder.glob(f"{RECORD}*"):
        if file != new:
            file.rename(aside / file.name)
    new.rename(folder / RECORD)
    return may_be_more


def _drop_unsound(database: Database, gaps: Gaps, told: Repaired) -> bool:
    """Leave out the reports that are not what was read; whether the file of any of them is not known."""
    has_file = {file.report_id for file in FileTable(database).all().values()}
    without_file = False
    for report_id in unsound(database, without_gaps="chunks" not in gaps):
        for table, column in (("reports", "id"), ("places", "report_id"), ("chunks", "report_id")):
            database.run(f"DELETE FROM {table} WHERE {column} = ?", report_id)
        if report_id not in has_file:
            told.lost.append(f"the report {report_id!r}: it cannot be read, and which file it came from is not known")
            without_file = True
    return without_file


def _tell_gaps(gaps: Gaps, told: Repaired) -> bool:
    """Name what no file gives back; whether reports may be among it."""
    for table, what in _ONLY_THERE.items():
        if table in gaps:
            told.lost.append(f"{_gap(table, gaps[table])}: {what}")
    may_be_reports = {
        "files",
        "reports",
    } <= gaps.keys()  # a report that is lost is read again from its file, if that is known
    if may_be_reports:
        told.lost.append(f"{_gap('reports', gaps['reports'])}: what neither a file nor a kept original still has")
    return may_be_reports


def _gap(table: str, rows: int | None) -> str:
    if rows is None:
        return f"the table {table!r} is damaged, unknown how many of its rows are lost"
    return f"the table {table!r} is damaged, {rows} of its rows are lost"


def _name_files(database: Database) -> None:
    """For each report that no file accounts for, the file that it says it was read from: else a sync would drop it."""
    files = FileTable(database)
    known = files.all()
    accounted = {file.report_id for file in known.values()}
    sql = """SELECT id, collection, identity ->> 'source', identity ->> 'sha256' FROM reports
        WHERE json_valid(identity) ORDER BY rowid DESC"""
    for report_id, collection, source, sha256 in database.all(sql):
        if source and sha256 and report_id not in accounted and (source, collection) not in known:
            file = FileRecord(source, collection, FileStamp(0, 0, 0, 0), sha256, report_id, failure=None, recipe="")
            known[source, collection] = file
            files.put(file)


def _read_again(library: Library, told: Repaired) -> None:
    """Reports that files are said to have and whose text is gone."""
    for report_id in lost(library.database):
        files = library.files.of_report(report_id)
        report = next(filter(None, (_read(library, file) for file in files)), None)
        name = shown(Path(files[0].path))
        if report is None:
            told.lost.append(f"the text of {name!r}: neither the file nor its original can be read")
            continue
        if correction := library.corrections.of(report_id):
            library.corrections.read_again(report)
            report = correction.applied(report)
        with library.database.transaction():
            library.indexing.record(report)
            for file in files:
                library.files.put(
                    replace(file, recipe="")
                )  # read once more by the next sync, with what a catalog states
        told.mended.append(f"read again: {name!r}")


def _read(library: Library, file: FileRecord) -> Report | None:
    """Its report out of the file itself, else out of the original."""
    path = _standing(file) or _original(library, file.sha256)
    if path is None:
        return None
    [(_, outcome)] = read_all([path], collection=file.collection)
    if isinstance(outcome, CorpusError):
        return None
    source = shown(Path(file.path))
    named = outcome.title == title_by_name(outcome.source)
    return replace(outcome, source=source, title=title_by_name(source) if named else outcome.title)


def _standing(file: FileRecord) -> Path | None:
    """Where a file stands with the content that it had."""
    path = Path(file.path)
    try:
        return path if exists(path) and sha256_of(path) == file.sha256 else None
    except (OSError, CorpusError):
        return None


def _original(library: Library, sha256: str) -> Path | None:
    kept = (each for each in originals_in(library.originals) if each.stem == sha256 == sha256_of(each))
    return next(kept, None)


def _keep_originals_again(library: Library, found: Examination, told: Repaired) -> None:
    """Damaged originals are moved aside; they and those that are gone are copied anew where the file still stands."""
    aside = library.folder / f"{ASIDE}{ORIGINALS}"
    for name in found.damaged:
        aside.mkdir(mode=0o700, exist_ok=True)
        (library.originals / name).replace(aside / name)
    there = {each.stem for each in originals_in(library.originals)}
    by_hash = {file.sha256: path for file in library.files.all().values() if (path := _standing(file))}
    for report_id, sha256 in hashes_of(library.database).items():
        if sha256 in there:
            continue
        source = library.reports.named()[report_id].source
        if path := by_hash.get(sha256):
            library.originals.mkdir(exist_ok=True)
            write_durably(library.originals / f"{sha256}{path.suffix.lower() or '.bin'}", content_of(path))
            told.mended.append(f"kept again: the original of {source!r}")
        else:
            told.lost.append(f"the original of {source!r}: the file itself stands nowhere; its text is there")


def _recover(library: Library, told: Repaired) -> None:
    """Reports of a record that is lost, out of what was added on the page and of the originals."""
    uploads, recovered = library.folder / UPLOADS, library.folder / RECOVERED
    for folder in sorted(each for each in uploads.glob("*") if each.is_dir()):
        sync(library, [folder], collection=folder.name)
    withdrawn = {sha256 for _, sha256 in library.withdrawals.all()}
    known = {*hashes_of(library.database).values(), *withdrawn}
    for original in originals_in(library.originals):
        if original.stem not in known and sha256_of(original) == original.stem:
            recovered.mkdir(mode=0o700, exist_ok=True)
            if not (recovered / original.name).exists():
                os.link(original, recovered / original.name)
    if recovered.exists():
        done = sync(library, [recovered], collection=RECOVERED)
        told.lost += [f"the text of {each.source!r}: {each.reason}" for each in done.failed]
        told.mended.append(
            f"{len(done.added)} files of {str(recovered)!r}, named by their hash, are read into the collection {RECOVERED!r}: sync "
            "the folders that they came from, then delete that one"
        )


def _show_all(library: Library) -> None:
    indexing, reports = library.indexing, library.reports
    indexing.heal()
    pending = reports.pending()
    indexing.encode(pending)
    indexing.publish(pending)
    indexing.sweep()
