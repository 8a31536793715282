"""What stands below the roots now: each file with its content's hash, taken anew only where its stamp tells of a change."""

import os
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from corpus.archive import FileStamp, sha256_of, stamp_of
from corpus.catalog import CatalogRow
from corpus.discover import Discovery, discover
from corpus.errors import CorpusError, MissingPathError
from corpus.filename import shown
from corpus.notice import Notice
from corpus.read import READING_RECIPE, report_id_of
from corpus.report import Report
from index.folders.homes import Homes, Root
from index.folders.patience import in_time
from index.folders.result import Failure
from index.record.catalogs import Catalogs
from index.record.corrections import Correction
from index.record.files import FileKey, FileRecord, with_correction

_COARSEST_CLOCK = 2_000_000_000
"""Nanoseconds between two times of change that a file system tells apart (FAT; others do with milliseconds)."""


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file as it is now."""

    path: Path
    collection: str
    stamp: FileStamp
    sha256: str
    row: CatalogRow | None
    correction: Correction | None
    recipe: str
    """How it is read, with the digests of what a catalog and an editor state of it."""

    @property
    def key(self) -> FileKey:
        return str(self.path), self.collection

    @property
    def report_id(self) -> str:
        return report_id_of(self.collection, self.sha256)

    def is_settled(self) -> bool:
        """Whether it is still as it was seen."""
        try:
            return replace(stamp_of(self.path), ctime_ns=0) == replace(self.stamp, ctime_ns=0)
        except OSError:
            return False

    def stated(self, report: Report) -> Report:
        """What was read of it with what the catalog states."""
        return self.row.applied(report) if self.row else report

    def record(self, report_id: str | None, failure: str | None = None) -> FileRecord:
        return FileRecord(*self.key, self.stamp, self.sha256, report_id, failure, self.recipe)


@dataclass(slots=True)
class Look:
    """What was seen below the roots."""

    files: dict[FileKey, FoundFile] = field(default_factory=dict)
    unseen: list[Root] = field(default_factory=list)
    """Folders, archives and files that are there but did not show what is in them."""
    missing: list[Root] = field(default_factory=list)
    """Roots that are not there at all."""
    failed: list[Failure] = field(default_factory=list)
    warnings: list[Failure] = field(default_factory=list)


def look(
    roots: Sequence[Root],
    known: Mapping[FileKey, FileRecord],
    corrections: Mapping[str, Correction],
    homes: Homes,
    settled_after: float = 0.0,
) -> Look:
    """Every file below the roots that belongs to their collection; one whose stamp is the recorded one is not opened.

    What has a content that was never seen must be the same `settled_after` so many seconds, else it is still being written.
    """
    seen = Look()
    for root, collection in roots:
        _look_below(root, collection, known, corrections, homes, seen)
    contents = {(record.collection, record.sha256) for record in known.values()}
    new = [file for file in seen.files.values() if (file.collection, file.sha256) not in contents]
    if new and settled_after:
        time.sleep(settled_after)
        for file in new:
            if not file.is_settled():
                del seen.files[file.key]
                seen.unseen.append((file.path, file.collection))
                seen.warnings.append(Failure(shown(file.path), Notice("still_written")))
    return seen


def _look_below(
    root: Path,
    collection: str,
    known: Mapping[FileKey, FileRecord],
    corrections: Mapping[str, Correction],
    homes: Homes,
    seen: Look,
) -> None:
    discovery = _discovered(root, collection, seen)
    if discovery is None:
        return
    catalogs = Catalogs(root)
    for path, reason in discovery.skipped:
        if homes.has(path, collection):
            (seen.failed if path in discovery.unseen else seen.warnings).append(Failure(shown(path), reason))
    seen.unseen += [(path, collection) for path in discovery.unseen]
    for path in discovery.files:
        if not homes.has(path, collection):
            continue
        try:
            found = _found(path, collection, catalogs, known.get((str(path), collection)), corrections)
        except (FileNotFoundError, MissingPathError):
            continue  # gone since its name was listed
        except (OSError, CorpusError) as error:
            seen.failed.append(Failure(shown(path), _reason(error)))
            seen.unseen.append((path, collection))
        else:
            seen.files[found.key] = found
    seen.failed += [Failure(shown(path), reason) for path, reason in catalogs.failures]


def _discovered(root: Path, collection: str, seen: Look) -> Discovery | None:
    """None where nothing shows what is there."""
    try:
        wrong = unreachable(root)
        if wrong and not isinstance(wrong, FileNotFoundError | NotADirectoryError | PermissionError):
            raise wrong
        return discover(root)
    except MissingPathError:
        seen.missing.append((root, collection))
    except OSError as error:
        seen.failed.append(Failure(shown(root), Notice("root_out_of_reach", detail=str(error.strerror))))
        seen.unseen.append((root, collection))
    return None


def unreachable(root: Path) -> OSError | None:
    """Why a folder does not show what is in it, or a file is not there; a TimeoutError where it does not answer."""

    def touch() -> None:
        if root.stat() and root.is_dir():
            with os.scandir(root) as entries:
                next(entries, None)

    try:
        in_time(touch, f"look into {root}")
    except OSError as error:
        return error
    return None


def _found(
    path: Path,
    collection: str,
    catalogs: Catalogs,
    known: FileRecord | None,
    corrections: Mapping[str, Correction],
) -> FoundFile:
    before = time.time_ns()
    stamp = stamp_of(path)
    digest = known.sha256 if known and known.stamp == stamp else sha256_of(path)
    if before - stamp.ctime_ns < _COARSEST_CLOCK:
        stamp = replace(stamp, ctime_ns=0)  # another change might have the same time: look into it once more
    row, readable = catalogs.row_of(path)
    recipe = f"{READING_RECIPE}+{row.digest}" if row else READING_RECIPE
    recipe_before = with_correction(known.recipe, "") if known else ""
    if not readable and recipe_before.split("+")[0] == READING_RECIPE:
        recipe = recipe_before  # what an unreadable catalog stated before stays
    correction = corrections.get(report_id_of(collection, digest)) if corrections else None
    recipe = with_correction(recipe, correction.row.digest if correction else "")
    return FoundFile(path, collection, stamp, digest, row, correction, recipe)


def _reason(error: OSError | CorpusError) -> Notice:
    return error.notice if isinstance(error, CorpusError) else Notice("cannot_be_opened", detail=str(error.strerror))
