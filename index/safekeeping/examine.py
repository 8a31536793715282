"""Whether a library is what was kept, looked at without changing anything, also while it is served."""

import json
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from index.database.database import Database
from index.database.place import opened, require_record
from index.engines.seal import ASIDE, Seal
from index.errors import DamagedLibraryError
from index.folders.originals import ORIGINALS, is_whole, originals_in
from index.record.reports import ReportTable


@dataclass(frozen=True, slots=True)
class Examination:
    """What was found; everything empty where nothing is wrong."""

    record: tuple[str, ...] = ()
    """What is wrong with the record as a file, each in one line; what follows is then not known."""
    reports: tuple[str, ...] = ()
    """Ids of reports whose passages are not their text, or that a file is said to have and the record lacks."""
    damaged: tuple[str, ...] = ()
    """Names of the originals that are not what was kept."""
    missing: tuple[str, ...] = ()
    """Ids of reports whose original is not there."""
    unused: tuple[str, ...] = ()
    """Names of originals of no report: earlier versions of files."""
    engines: tuple[str, ...] = ()
    """What is wrong with the files of the engines."""
    aside: tuple[str, ...] = ()
    """Names of what was moved out of the way earlier."""


def examine(folder: Path, url: str = "") -> Examination:
    """Looks at all of it: some seconds a gigabyte. Raises NewerLibraryError."""
    engines, aside = (
        tuple(Seal(folder).damage().values()),
        tuple(sorted(each.name for each in folder.glob(f"{ASIDE}*"))),
    )
    kept = originals_in(folder / ORIGINALS)
    damaged = tuple(each.name for each in kept if not is_whole(each))
    try:
        require_record(folder, url)
        with opened(folder, url) as database:
            if faults := database.faults():
                return Examination(record=tuple(faults), damaged=damaged, engines=engines, aside=aside)
            hashes = hashes_of(database)
            stems = {each.stem for each in kept}
            return Examination(
                reports=tuple(sorted({*unsound(database), *lost(database)})),
                damaged=damaged,
                missing=tuple(sorted(id_ for id_, sha256 in hashes.items() if sha256 not in stems)),
                unused=tuple(each.name for each in kept if each.stem not in hashes.values()),
                engines=engines,
                aside=aside,
            )
    except DamagedLibraryError as error:
        return Examination(record=(str(error),), damaged=damaged, engines=engines, aside=aside)


def hashes_of(database: Database) -> dict[str, str]:
    """By report id, the hash of its original."""
    found: dict[str, str] = {}
    for id_, identity in database.all("SELECT id, identity FROM reports"):
        with suppress(ValueError):  # what a damaged page holds is no JSON
            found[id_] = json.loads(identity)["sha256"]
    return found


def unsound(database: Database, *, without_gaps: bool = True) -> list[str]:
    """Ids of the reports that cannot be read, or whose passages are not their text, `without_gaps` all of it."""
    reports = ReportTable(database)
    return [id_ for id_ in reports.recorded_ids() if not _is_sound(reports, id_, without_gaps)]


def lost(database: Database) -> list[str]:
    """Ids of the reports that files are said to have and that are not there."""
    sql = (
        "SELECT DISTINCT report_id FROM files WHERE report_id IS NOT NULL AND report_id NOT IN (SELECT id FROM reports)"
    )
    return [id_ for (id_,) in database.all(sql)]


def _is_sound(reports: ReportTable, report_id: str, without_gaps: bool) -> bool:
    try:
        report, chunks = reports.recorded(report_id), [each.chunk for each in reports.passages.chunks(report_id)]
    except (ValueError, KeyError, TypeError, DamagedLibraryError):  # what a damaged page holds is no JSON, or no text
        return False
    return (
        report is not None
        and report.id == report_id
        and (not without_gaps or "".join(chunk.text for chunk in chunks) == report.text)
        and all(chunk.text == report.text[chunk.start : chunk.end] for chunk in chunks)
    )
