"""The syncs of a library that is being served: one at a time, told as they go, stopped when the server stops."""

import logging
import threading
from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from pathlib import Path
from queue import SimpleQueue

from bot.errors import SyncStoppedError, SyncUnderWayError
from bot.watch import SyncEnded, Watch
from corpus.errors import CorpusError
from index.errors import SearchIndexError
from index.folders.homes import Root
from index.folders.result import Failure, SyncProgress, SyncResult
from index.leave import leave
from index.library import Library
from index.sync import SETTLED_AFTER, sync

Told = SyncProgress | SyncResult | str
"""How far it is, then what it did, or in one line why it was broken off."""
_log = logging.getLogger(__name__)


class Syncing:
    """Safe to use from several threads."""

    def __init__(self, library: Library, folders: Sequence[Root] = (), watch: Watch | None = None) -> None:
        """`folders` are those of the settings."""
        self._library = library
        self._folders = folders
        self._watch = watch or Watch()
        self._one = threading.Lock()
        self._stopped = threading.Event()
        self._known_failures: frozenset[Failure] = frozenset()

    def begin(
        self,
        paths: Sequence[Path] = (),
        *,
        collection: str = "default",
        among: Collection[str] | None = None,
        allow_empty: bool = False,
        leaving: bool = False,
    ) -> "SimpleQueue[Told]":
        """Sync as `index.sync` does, in a thread, whether or not anybody listens. Raises SyncUnderWayError during another.

        When `leaving`, `index.leave` takes the paths out instead.
        """
        if not self._one.acquire(blocking=False):
            raise SyncUnderWayError("a sync is under way in the running server: try again when it is done")
        told: SimpleQueue[Told] = SimpleQueue()

        def run() -> None:
            outcome: Told = "the sync failed: the log of the server tells why"
            try:
                if leaving:
                    outcome = leave(self._library, paths, collection=collection, folders=self._folders)
                else:
                    outcome = sync(
                        self._library,
                        paths,
                        collection=collection,
                        among=among,
                        allow_empty=allow_empty,
                        folders=self._folders,
                        settled_after=SETTLED_AFTER,
                        on_progress=self._unless_stopped(told.put),
                    )
            except (SyncStoppedError, CorpusError, SearchIndexError, OSError) as error:
                outcome = str(error)
            finally:
                self._one.release()
                self._watch.tell(SyncEnded(isinstance(outcome, SyncResult)))
                told.put(outcome)

        threading.Thread(target=run, name="sync", daemon=True).start()
        return told

    def every(self, seconds: float) -> None:
        """Sync all folders, again and again, until it is stopped."""
        while not self._stopped.wait(seconds):
            with suppress(SyncUnderWayError):
                self.and_tell()

    def and_tell(self, paths: Sequence[Path] = (), *, collection: str = "default") -> None:
        """Sync, and tell in the log what fails newly. Raises SyncUnderWayError during another."""
        told = self.begin(paths, collection=collection)
        while isinstance(outcome := told.get(), SyncProgress):
            pass
        self._tell(outcome)

    def stop(self) -> None:
        """Break off what is under way at the next moment that loses nothing; nothing begins any more by itself."""
        self._stopped.set()

    def _unless_stopped(self, tell: Callable[[SyncProgress], None]) -> Callable[[SyncProgress], None]:
        def told(progress: SyncProgress) -> None:
            if self._stopped.is_set():
                raise SyncStoppedError("the server stops: the next sync goes on where this one was")
            tell(progress)

        return told

    def _tell(self, outcome: SyncResult | str) -> None:
        if isinstance(outcome, str):
            _log.warning("the library was not synced: %s", outcome)
            return
        for each in outcome.failed:
            if each not in self._known_failures:
                _log.warning("%s: %s", each.source, each.reason)
        self._known_failures = frozenset(outcome.failed)
