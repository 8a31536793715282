"""Folders of reports into the library: only what is new or changed is read, only what was never encoded is encoded."""

import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path

from corpus.archive import archive_of, content_of, exists, sha256_of, stamp_of
from corpus.catalog import CatalogRow
from corpus.discover import discover
from corpus.errors import CorpusError, MissingPathError, MissingProgramError
from corpus.notice import Notice
from corpus.read import READING_RECIPE, report_id_of
from corpus.report import Report
from corpus.worker import read_all
from index.library import Library
from index.record.catalogs import Catalogs
from index.record.corrections import Correction
from index.record.files import FileRecord, with_correction

_Outcome = tuple[Path, Report | CorpusError]
_WORKERS = min(4, os.cpu_count() or 1)
"""Processes that read files while this one encodes."""
_REPORTS_AT_ONCE = 20
"""Reports read before they are encoded and shown; what a kill can cost in reading."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A file or path that could not be read, and why, in one line: a `Notice` but where an old record has a plain one."""

    source: str
    reason: str


@dataclass(frozen=True, slots=True)
class SyncProgress:
    """How far a sync is."""

    files_done: int
    files_total: int
    characters: int
    """Encoded so far."""


@dataclass(slots=True)
class SyncResult:
    """What a sync did; paths in the order they were met."""

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    moved: list[str] = field(default_factory=list)
    duplicates: list[str] = field(default_factory=list)
    unchanged: int = 0
    failed: list[Failure] = field(default_factory=list)
    warnings: list[Failure] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _File:
    """A file that was found, as it is now."""

    path: Path
    collection: str
    size: int
    mtime_ns: int
    sha256: str
    row: CatalogRow | None
    correction: Correction | None
    recipe: str
    """How it is read, with the digests of what a catalog and an editor state of it."""

    @property
    def key(self) -> tuple[str, str]:
        return str(self.path), self.collection

    def stated(self, report: Report) -> Report:
        """What was read of it with what the catalog states."""
        return self.row.applied(report) if self.row else report

    def record(self, report_id: str | None, failure: str | None = None) -> FileRecord:
        path, collection = self.key
        return FileRecord(path, collection, self.size, self.mtime_ns, self.sha256, report_id, failure, self.recipe)


def sync(
    library: Library,
    paths: Sequence[Path] = (),
    *,
    collection: str = "default",
    on_progress: Callable[[SyncProgress], None] = lambda _: None,
) -> SyncResult:
    """Bring the library in line with the files below `paths` (none: below every path ever synced).

    Each path becomes a root. What vanished is removed only below the paths named; a root folder that is
    missing altogether (a share that is not mounted) is a failure and removes nothing. A file that can no longer be read
    keeps its last good report. Interrupted at any moment, the next sync completes it.
    """
    roots = [(path.resolve(), collection) for path in paths] or [
        (Path(path), name) for path, name in library.files.roots()
    ]
    with library.writing:
        return _Sync(library, on_progress).run(roots)


class _Sync:
    def __init__(self, library: Library, on_progress: Callable[[SyncProgress], None]) -> None:
        self._library = library
        self._known = library.files.all()
        self._corrections = library.corrections.all()
        self._on_progress = on_progress
        self._result = SyncResult()
        self._queued: set[tuple[str, str]] = set()
        self._twins: list[_File] = []
        self._files_done = self._files_total = self._characters = 0

    def run(self, roots: Sequence[tuple[Path, str]]) -> SyncResult:
        indexing = self._library.indexing
        indexing.adopt_identity()
        self._drop_orphans()
        indexing.heal()
        self._index(self._library.reports.pending())
        found = self._find(roots)
        self._read([file for file in found if self._must_read(file)])
        self._settle_twins()
        self._remove_vanished(roots, {file.key for file in found})
        self._drop_orphans()
        indexing.forget_removed()
        indexing.sweep()
        return self._result

    def _find(self, roots: Sequence[tuple[Path, str]]) -> list[_File]:
        """Every file below the roots; those that look untouched are not opened."""
        found: dict[tuple[str, str], _File] = {}
        for root, collection in roots:
            try:
                discovery = discover(root)
            except MissingPathError as error:
                if (str(root), collection) not in self._known:
                    self._result.failed.append(Failure(str(root), error.notice))
                continue
            self._library.files.add_root(str(root), collection)
            catalogs = Catalogs(root)
            self._result.warnings += [Failure(str(path), reason) for path, reason in discovery.skipped]
            for path in discovery.files:
                self._examine(path, collection, catalogs, found)
            self._result.failed += [Failure(str(path), reason) for path, reason in catalogs.failures]
        # Of two copies the one that a catalog speaks of is read.
        return sorted(found.values(), key=lambda file: file.row is None)

    def _examine(self, path: Path, collection: str, catalogs: Catalogs, found: dict[tuple[str, str], _File]) -> None:
        key = (str(path), collection)
        try:
            stamp = stamp_of(path)
            known = self._known.get(key)
            untouched = known and (known.size, known.mtime_ns) == (stamp.size, stamp.mtime_ns)
            digest = known.sha256 if known and untouched else sha256_of(path)
        except (OSError, CorpusError) as error:
            self._result.failed.append(Failure(str(path), _reason(error)))
            found[key] = _File(path, collection, 0, 0, "", None, None, "")
            return
        row, readable = catalogs.row_of(path)
        recipe = f"{READING_RECIPE}+{row.digest}" if row else READING_RECIPE
        before = with_correction(known.recipe, "") if known else ""
        if not readable and before.split("+")[0] == READING_RECIPE:
            recipe = before  # what an unreadable catalog stated before stays
        correction = self._corrections.get(report_id_of(collection, digest)) if self._corrections else None
        recipe = with_correction(recipe, correction.row.digest if correction else "")
        found[key] = _File(path, collection, stamp.size, stamp.mtime_ns, digest, row, correction, recipe)

    def _must_read(self, file: _File) -> bool:
        """Whether its content is new; what is known of it already is settled here."""
        if not file.sha256:
            return False
        known = self._known.get(file.key)
        if known and known.sha256 == file.sha256 and known.recipe == file.recipe:
            if known.failure:
                self._result.failed.append(Failure(known.path, known.failure))
            else:
                self._result.unchanged += 1
            self._library.files.put(file.record(known.report_id, known.failure))
            return False
        content = (file.sha256, file.collection)
        restated = known is not None and known.sha256 == file.sha256
        if content in self._queued or (not restated and self._is_kept(file)):
            self._twins.append(file)
            return False
        self._queued.add(content)
        return True

    def _is_kept(self, file: _File) -> bool:
        """Whether a report with this content was read before, under this name or another."""
        report_id = report_id_of(file.collection, file.sha256)
        return self._library.reports.has(report_id) and any(
            known.report_id == report_id and known.recipe == file.recipe for known in self._known.values()
        )

    def _settle_twins(self) -> None:
        """Files whose content is in the library under another name: moved there, or a second copy."""
        for file in self._twins:
            report_id = report_id_of(file.collection, file.sha256)
            others = [known.path for known in self._library.files.of_report(report_id) if known.path != str(file.path)]
            if not self._library.reports.has(report_id):
                self._fail(file, Notice("unreadable_twin"))
                continue
            self._library.files.put(file.record(report_id))
            if any(exists(Path(path)) for path in others):
                self._result.duplicates.append(str(file.path))
            else:
                self._library.reports.set_source(report_id, str(file.path))
                self._result.moved.append(str(file.path))

    def _read(self, files: Sequence[_File]) -> None:
        self._files_total = len(files)
        by_collection: dict[str, dict[Path, _File]] = {}
        for file in files:
            by_collection.setdefault(file.collection, {})[file.path] = file
        for collection, wanted in by_collection.items():
            outcomes = read_all(list(wanted), collection=collection, workers=_WORKERS)
            for group in _groups(outcomes, _REPORTS_AT_ONCE):
                self._take_in([(wanted[path], outcome) for path, outcome in group])

    def _take_in(self, group: Sequence[tuple[_File, Report | CorpusError]]) -> None:
        """A group of files that were read: keep, encode, show, then let go of what they replace."""
        good = []
        for file, outcome in group:
            if isinstance(outcome, CorpusError):
                self._fail(file, outcome.notice, try_again=isinstance(outcome, MissingProgramError))
            elif self._keep_original(file, outcome):
                good.append((file, file.stated(outcome)))
            else:
                self._fail(file, Notice("changed_while_read"), try_again=True)
        with self._library.database.transaction():
            for file, report in good:
                if file.correction:
                    self._library.corrections.read_again(report)
                self._library.indexing.record(file.correction.applied(report) if file.correction else report)
        self._index([report.id for _, report in good])
        with self._library.database.transaction():
            for file, report in good:
                known = self._known.get(file.key)
                was_read = known is not None and known.report_id is not None
                (self._result.changed if was_read else self._result.added).append(str(file.path))
                self._result.warnings += [Failure(str(file.path), warning) for warning in report.warnings]
                self._library.files.put(file.record(report.id))
            self._drop_orphans()
            for file, report in good:
                self._result.warnings += [
                    Failure(str(file.path), Notice("namesake", number=str(report.number), other=other))
                    for other in self._library.reports.namesakes(report)
                ]
        self._files_done += len(group)
        self._tell()

    def _fail(self, file: _File, reason: Notice, *, try_again: bool = False) -> None:
        known = self._known.get(file.key)
        kept = known.report_id if known else None
        if kept:
            reason = Notice("kept", reason=reason)
        record = file.record(kept, reason)
        self._library.files.put(replace(record, recipe="") if try_again else record)
        self._result.failed.append(Failure(str(file.path), reason))

    def _keep_original(self, file: _File, report: Report) -> bool:
        """Whether the file that was read is kept, byte for byte."""
        folder = self._library.originals
        folder.mkdir(exist_ok=True)
        target = folder / f"{report.sha256}{file.path.suffix.lower() or '.bin'}"
        if target.exists():
            return True
        partial = target.with_suffix(".partial")
        try:
            if archive_of(file.path) is None:
                shutil.copyfile(file.path, partial)
            else:
                partial.write_bytes(content_of(file.path))
        except (OSError, CorpusError):
            return False
        if sha256_of(partial) != file.sha256 or report.sha256 != file.sha256:
            partial.unlink()
            return False
        partial.replace(target)
        return True

    def _index(self, report_ids: Sequence[str]) -> None:
        self._library.indexing.forget_removed()
        self._library.indexing.encode(report_ids, self._encoded)
        self._library.indexing.publish(report_ids)

    def _encoded(self, characters: int) -> None:
        self._characters += characters
        self._tell()

    def _tell(self) -> None:
        self._on_progress(SyncProgress(self._files_done, self._files_total, self._characters))

    def _remove_vanished(self, roots: Sequence[tuple[Path, str]], found: set[tuple[str, str]]) -> None:
        present = [(root, name) for root, name in roots if root.exists() or (str(root), name) in self._known]
        for (path, collection), known in self._known.items():
            below = any(name == collection and Path(path).is_relative_to(root) for root, name in present)
            if not below or (path, collection) in found:
                continue
            self._library.files.forget(path, collection)
            copies = self._library.files.of_report(known.report_id) if known.report_id else []
            if copies and known.report_id:
                self._library.reports.set_source(known.report_id, copies[0].path)
            else:
                self._result.removed.append(path)

    def _drop_orphans(self) -> None:
        for report_id in self._library.reports.orphans():
            self._library.reports.delete(report_id)


def _reason(error: OSError | CorpusError) -> Notice:
    return error.notice if isinstance(error, CorpusError) else Notice("cannot_be_opened", detail=str(error.strerror))


def _groups(outcomes: Iterable[_Outcome], size: int) -> Iterator[list[_Outcome]]:
    iterator = iter(outcomes)
    while group := list(islice(iterator, size)):
        yield group
