"""A damaged library made whole again, as far as anything on this machine still has what was lost."""

import os
import shutil
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from corpus.archive import content_of, exists, sha256_of
from corpus.errors import CorpusError
from corpus.filename import shown
from corpus.read import title_by_name
from corpus.report import Report
from corpus.worker import read_all
from index.durable import write_durably
from index.engines.seal import ASIDE
from index.folders.originals import ORIGINALS, originals_in
from index.library import Library
from index.owner import owned
from index.record.database import RECORD, Database
from index.record.files import FileRecord
from index.record.lost import is_lost
from index.record.salvage import salvage
from index.safekeeping.examine import Examination, examine, hashes_of, lost, unsound
from index.sync import sync

RECOVERED = "recovered"
"""Folder and collection of the originals of a record that is lost: nobody knows who may see them."""
UPLOADS = "uploads"
"""Folder of what was added on the page, a folder in it for each collection."""


@dataclass(slots=True)
class Repaired:
    """What became of a library, each in one line."""

    mended: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)


def repair(folder: Path, opened: Callable[[Path], Library]) -> Repaired:
    """Look through the library in `folder`, which `opened` opens, mend what can be mended and say what cannot.

    Raises LibraryInUseError where another process has it open. What was damaged is moved aside, not deleted.
    """
    told = Repaired()
    with owned(folder):
        found, was_lost = examine(folder), is_lost(folder)
        if was_lost:
            told.lost.append("the record is lost: history, feedback, corrections, and which reports there were")
            Database(folder / RECORD).close()
        elif found.record or found.reports:
            _mend_record(folder, found, told)
    with opened(folder) as library:
        library.indexing.adopt_identity()
        _read_again(library, told)
        _keep_originals_again(library, found, told)
        if was_lost:
            _recover(library, told)
        _show_all(library)
        told.mended += [f"built anew: {what}" for what in found.engines]
    return told


def _mend_record(folder: Path, found: Examination, told: Repaired) -> None:
    """Every readable row in a new record, without the reports that are not what was read."""
    new, aside = folder / f"{RECORD}.new", folder / f"{ASIDE}record"
    shutil.rmtree(aside, ignore_errors=True)
    new.unlink(missing_ok=True)
    try:
        salvage(folder / RECORD, new)
    except sqlite3.DatabaseError:
        told.lost.append(
            "nothing of the record can be read: history, feedback, corrections, and which reports there were"
        )
    with Database(new) as database, database.transaction():
        for report_id in unsound(database):
            database.run("DELETE FROM reports WHERE id = ?", report_id)
            database.run("DELETE FROM places WHERE report_id = ?", report_id)
        database.run("DELETE FROM chunks")  # divided anew, from the texts
    aside.mkdir(mode=0o700)
    for file in folder.glob(f"{RECORD}*"):
        if file != new:
            file.rename(aside / file.name)
    new.rename(folder / RECORD)
    told.mended += [f"the record was damaged ({what}): what could be read of it is kept" for what in found.record[:1]]


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
    known = set(hashes_of(library.database).values())
    for original in originals_in(library.originals):
        if original.stem not in known and sha256_of(original) == original.stem:
            recovered.mkdir(mode=0o700, exist_ok=True)
            if not (recovered / original.name).exists():
                os.link(original, recovered / original.name)
    if recovered.exists():
        added = sync(library, [recovered], collection=RECOVERED).added
        told.mended.append(
            f"{len(added)} files of {str(recovered)!r}, named by their hash, are read into the collection {RECOVERED!r}: sync "
            "the folders that they came from, then delete that one"
        )


def _show_all(library: Library) -> None:
    indexing, reports = library.indexing, library.reports
    indexing.heal()
    pending = reports.pending()
    indexing.encode(pending)
    indexing.publish(pending)
    indexing.sweep()
