"""Folders of reports into the library: only what is new or changed is read, only what was never encoded is encoded."""

import os
from collections.abc import Callable, Collection, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from itertools import islice
from pathlib import Path

from corpus.archive import exists
from corpus.errors import CorpusError, MissingPathError, MissingProgramError
from corpus.filename import shown
from corpus.notice import Notice
from corpus.report import Report
from corpus.worker import read_all
from index.erase import erase
from index.folders.content import Content, contents_of, is_named_alike
from index.folders.forget import forget
from index.folders.homes import Homes, Root, roots_of
from index.folders.look import FoundFile, look
from index.folders.originals import keep_original
from index.folders.result import Failure, SyncProgress, SyncResult
from index.folders.vanished import is_below, vanished
from index.library import Library
from index.record.files import FileKey, FileRecord

_Outcome = tuple[Path, Report | CorpusError]
_WORKERS = min(4, os.cpu_count() or 1)
"""Processes that read files while this one encodes."""
_REPORTS_AT_ONCE = 20
"""Reports read before they are encoded and shown; what a kill can cost in reading."""
SETTLED_AFTER = 1.0
"""Seconds for which a new file is the same once it is written, where files come from others."""
_OF_THE_MOMENT = ("cannot_be_opened", "changed_while_read", "stopped")
"""Codes of what need not be so the next time, though the file stays as it is."""


def sync(
    library: Library,
    paths: Sequence[Path] = (),
    *,
    collection: str = "default",
    among: Collection[str] | None = None,
    allow_empty: bool = False,
    folders: Sequence[Root] = (),
    settled_after: float = 0.0,
    on_progress: Callable[[SyncProgress], None] = lambda _: None,
) -> SyncResult:
    """Bring the library in line with the files below `paths`; none: below `folders` and all ever named, of the collections `among`.

    Each path becomes a root. What vanished is removed only below the paths named, and nothing below a root that is
    missing, empty or nearly so (a share that is not mounted): that is a failure, unless `allow_empty`. A file that can no
    longer be read keeps its last good report. Interrupted at any moment, the next sync completes it. What lies in one of the
    `folders`, those of the settings, is of its collection alone. A new file that is not the same `settled_after` so many seconds
    is left for the next time. Raises FolderError for a path that lies in a folder of another collection.
    """
    homes = Homes(folders)
    named = homes.named(paths, collection)
    with library.writing:
        erase(library)
        roots = named or [each for each in roots_of(library.files, homes) if among is None or each[1] in among]
        result = _Sync(library, roots, homes, settled_after, on_progress).run(allow_empty=allow_empty)
        library.database.sync_ended()
        if library.workers:
            library.workers.clear()
        return result


class _Sync:
    def __init__(
        self,
        library: Library,
        roots: Sequence[Root],
        homes: Homes,
        settled_after: float,
        on_progress: Callable[[SyncProgress], None],
    ) -> None:
        self._library = library
        self._roots = roots
        self._homes = homes
        self._on_progress = on_progress
        self._known = library.files.all()
        self._read_from = {(shown(each.path), each.collection): each for each in self._known.values()}
        self._named = library.reports.named()
        self._seen = look(roots, self._known, library.corrections.all(), homes, settled_after)
        self._withdrawn = self._those_withdrawn()
        ever = [(Path(path), name) for path, name in library.files.roots()]
        self._gone = vanished(roots, self._known, self._seen, [*homes.roots, *ever], homes)
        self._renamed = {(each.collection, each.sha256): each for gone in self._gone for each in gone.gone}
        self._present = {file.report_id for key, file in self._seen.files.items() if key not in self._withdrawn}
        self._result = SyncResult(failed=self._seen.failed, warnings=self._seen.warnings)
        self._files_done = self._files_total = self._characters = 0

    def run(self, *, allow_empty: bool) -> SyncResult:
        indexing = self._library.indexing
        indexing.adopt_identity()
        with self._library.database.transaction():
            for path, name in self._library.files.roots():
                if not self._homes.has(Path(path), name):
                    self._library.files.forget_root(path, name)
            for root in self._roots:
                if root not in self._seen.missing:
                    self._library.files.add_root(str(root[0]), root[1], configured=root in self._homes.roots)
            for file in self._withdrawn.values():
                self._result.withdrawn.append(shown(file.path))
                self._put(file.record(None))
            # What was only moved is settled before anything takes its old name: a report is never without a file.
            wanted = [file for key, file in self._seen.files.items() if key not in self._withdrawn]
            new = [content for content in contents_of(wanted) if not self._is_settled(content)]
            self._drop_orphans(but=self._present)
        indexing.heal()
        self._index(self._library.reports.pending())
        self._read(new)
        self._remove_vanished(allow_empty)
        self._drop_orphans()
        indexing.forget_removed()
        indexing.sweep()
        return self._result

    def _those_withdrawn(self) -> dict[FileKey, FoundFile]:
        withdrawn = self._library.withdrawals.all()
        files = self._seen.files.items()
        return {key: file for key, file in files if (file.collection, file.sha256) in withdrawn}

    def _is_settled(self, content: Content) -> bool:
        """Whether there is nothing to read: the library has its report, or it is known to be unreadable."""
        for copy in content.copies:
            known = self._known.get(copy.key)
            if known and known.failure and (known.sha256, known.recipe) == (copy.sha256, copy.recipe):
                content.fails(copy, of_the_moment=False)
                self._put(copy.record(known.report_id, known.failure))
                self._result.failed.append(Failure(shown(copy.path), known.failure))
        speaker = content.speaker()
        if speaker is None:
            self._fail_copies(content)
            return True
        if not self._is_kept(content, speaker):
            return False
        self._settle_copies(content, speaker)
        return True

    def _is_kept(self, content: Content, speaker: FoundFile) -> bool:
        """Whether the library has the report as it would be read from this file."""
        source = self._source_of(content)
        if source is None or source.recipe != speaker.recipe:
            return False
        return self._stands_elsewhere(source) or is_named_alike(self._named[content.report_id], speaker.path)

    def _source_of(self, content: Content) -> FileRecord | None:
        """The file that the report of this content was read from, as it was then; None where there is no such report."""
        named = self._named.get(content.report_id)
        source = self._read_from.get((named.source, content.copies[0].collection)) if named else None
        was_read = source and (source.sha256, source.report_id) == (content.sha256, content.report_id)
        return source if source and was_read and not source.failure else None

    def _stands_elsewhere(self, source: FileRecord) -> bool:
        """Whether a file is there that this sync does not look at."""
        return not is_below((source.path, source.collection), self._roots) and exists(Path(source.path))

    def _settle_copies(self, content: Content, speaker: FoundFile) -> None:
        """Record that these files have the report of their content, and which of them it is shown to come from."""
        source = self._source_of(content)
        elsewhere = source is not None and self._stands_elsewhere(source)
        stays = elsewhere or (
            source is not None and any(copy.key == (source.path, source.collection) for copy in content.copies)
        )
        for copy in content.copies:
            if copy.key in content.failing:
                continue
            known, record = self._known.get(copy.key), copy.record(content.report_id)
            self._put(record)
            if content.is_read and copy is speaker:
                continue
            if known and (known.sha256, known.report_id, known.failure) == (record.sha256, record.report_id, None):
                self._result.unchanged += 1
            elif copy is speaker and not stays:
                self._result.moved.append(shown(copy.path))
            else:
                self._result.duplicates.append(shown(copy.path))
        if not elsewhere and not content.is_read and self._named[content.report_id].source != shown(speaker.path):
            self._library.reports.set_source(content.report_id, shown(speaker.path))

    def _put(self, record: FileRecord) -> None:
        if self._known.get((record.path, record.collection)) != record:
            self._library.files.put(record)

    def _read(self, contents: Sequence[Content]) -> None:
        """Read each content from the first of its copies, from the next where that fails for a reason of its own."""
        self._files_total = len(contents)
        while contents:
            by_collection: dict[str, dict[Path, Content]] = {}
            for content in contents:
                if speaker := content.speaker():
                    by_collection.setdefault(speaker.collection, {})[speaker.path] = content
            for collection, wanted in by_collection.items():
                # Closed at once where the disk is full: its processes end with it.
                with closing(self._outcomes(wanted, collection)) as outcomes:
                    for group in _groups(outcomes, _REPORTS_AT_ONCE):
                        self._take_in([(wanted[path], outcome) for path, outcome in group])
            contents = [each for each in contents if not each.is_read and each.speaker()]

    def _outcomes(self, wanted: Mapping[Path, Content], collection: str) -> Generator[_Outcome, None, None]:
        if workers := self._library.workers:
            return workers.read_all({path: each.sha256 for path, each in wanted.items()}, collection, _WORKERS)
        return read_all(list(wanted), collection=collection, workers=_WORKERS)

    def _take_in(self, group: Sequence[tuple[Content, Report | CorpusError]]) -> None:
        """A group of contents that were read: keep, encode, show, then let go of what they replace."""
        good = []
        for content, outcome in group:
            file = content.speaker()
            if file is None:
                continue
            if isinstance(outcome, CorpusError):
                self._fail(content, file, outcome.notice, of_the_moment=_is_of_the_moment(outcome))
            elif keep_original(self._library.originals, file.path, file.sha256, outcome):
                content.is_read = True
                good.append((content, file, file.stated(outcome)))
            else:
                self._fail(content, file, Notice("changed_while_read"), of_the_moment=True)
        with self._library.database.transaction():
            for _, file, report in good:
                if file.correction:
                    self._library.corrections.read_again(report)
                self._library.indexing.record(file.correction.applied(report) if file.correction else report)
        self._index([report.id for _, _, report in good])
        with self._library.database.transaction():
            for content, file, report in good:
                known = self._known.get(file.key)
                was_read = known is not None and known.report_id is not None
                (self._result.changed if was_read else self._result.added).append(shown(file.path))
                self._result.warnings += [Failure(shown(file.path), warning) for warning in report.warnings]
                self._settle_copies(content, file)
            self._drop_orphans(but=self._present)
            for _, file, report in good:
                self._result.warnings += [
                    Failure(shown(file.path), Notice("namesake", number=str(report.number), other=other))
                    for other in self._library.reports.namesakes(report)
                ]
        self._files_done += len(group)
        self._tell()

    def _fail(self, content: Content, file: FoundFile, reason: Notice, *, of_the_moment: bool = False) -> None:
        content.fails(file, of_the_moment=of_the_moment)
        self._record_failure(file, reason, try_again=of_the_moment)
        if content.speaker() is None:
            self._fail_copies(content)

    def _fail_copies(self, content: Content) -> None:
        """What cannot be read cannot be read under another name either; with the first gone, the next is tried."""
        for copy in content.copies:
            if copy.key not in content.failing:
                self._record_failure(copy, Notice("unreadable_twin"), try_again=True)

    def _record_failure(self, file: FoundFile, reason: Notice, *, try_again: bool) -> None:
        kept = self._last_good(file)
        if kept:
            reason = Notice("kept", reason=reason)
        record = file.record(kept, reason)
        self._put(replace(record, recipe="") if try_again else record)
        self._result.failed.append(Failure(shown(file.path), reason))

    def _last_good(self, file: FoundFile) -> str | None:
        """Id of the report that was read of a file before, under this name or an earlier one.

        Not of what has another name now, under which it is still read.
        """
        before = self._known.get(file.key) or self._renamed.get((file.collection, file.sha256))
        kept = before.report_id if before else None
        return None if kept != file.report_id and kept in self._present else kept

    def _index(self, report_ids: Sequence[str]) -> None:
        self._library.indexing.forget_removed()
        self._library.indexing.encode(report_ids, self._encoded)
        self._library.indexing.publish(report_ids)

    def _encoded(self, characters: int) -> None:
        self._characters += characters
        self._tell()

    def _tell(self) -> None:
        self._on_progress(SyncProgress(self._files_done, self._files_total, self._characters))

    def _remove_vanished(self, allow_empty: bool) -> None:
        roots = self._library.files.roots()
        for gone in self._gone:
            path, collection = str(gone.root[0]), gone.root[1]
            doubt = gone.doubt()
            if doubt and not (allow_empty and (gone.known or (path, collection) in roots)):
                self._result.failed.append(Failure(shown(path), doubt))
                continue
            with self._library.database.transaction():
                forgotten = forget(self._library.files, self._library.reports, gone.gone)
                self._result.removed += [shown(each.path) for each in forgotten if each in gone.lost]
                if gone.is_missing:
                    self._library.files.forget_root(path, collection)

    def _drop_orphans(self, but: frozenset[str] | set[str] = frozenset()) -> None:
        for report_id in self._library.reports.orphans():
            if report_id not in but:
                with self._library.database.transaction():  # its words are counted out once
                    self._library.reports.delete(report_id)


def _is_of_the_moment(error: CorpusError) -> bool:
    return isinstance(error, MissingProgramError | MissingPathError) or error.notice.code in _OF_THE_MOMENT


def _groups(outcomes: Iterable[_Outcome], size: int) -> Iterator[list[_Outcome]]:
    iterator = iter(outcomes)
    while group := list(islice(iterator, size)):
        yield group
