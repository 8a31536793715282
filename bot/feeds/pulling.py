"""The feeds of a library, pulled one at a time, whichever process does it; and again and again while it is served."""

import logging
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from time import monotonic

from bot.errors import FeedError, SyncUnderWayError
from bot.feeds.allowed import Allowed
from bot.feeds.fetch import Fetcher
from bot.feeds.pull import Pulled, pull, told_bound
from bot.settings import Settings
from bot.sources import FEEDS, folder_of_feed
from bot.syncing import Syncing
from index.database.database import Database
from index.errors import LibraryInUseError
from index.folders.result import Failure
from index.owner import owned
from index.record.withdrawals import Withdrawals

_AFTER_ANOTHER = 5.0
"""Seconds until it is tried again what another sync or pull was in the way of."""
_log = logging.getLogger(__name__)


def pull_feed(data: Path, settings: Settings, name: str, database: Database) -> Pulled:
    """Fetch one feed of the settings into its folder. Raises FeedError while another process fetches, OSError."""
    feed = settings.feeds[name]
    withdrawn = {sha256 for collection, sha256 in Withdrawals(database).all() if collection == feed.collection}
    with _alone(data), Fetcher(Allowed(settings.feed_sites, settings.feed_networks)) as fetcher:
        return pull(feed, folder_of_feed(data, name), fetcher, withdrawn)


@contextmanager
def _alone(data: Path) -> Iterator[None]:
    (data / FEEDS).mkdir(mode=0o700, exist_ok=True)
    with ExitStack() as held:
        try:
            held.enter_context(owned(data / FEEDS))
        except LibraryInUseError as error:
            raise FeedError("feeds are being pulled already: try again when that is done") from error
        yield


class Pulling:
    """The feeds that are to be pulled by themselves, while a server runs."""

    def __init__(self, data: Path, settings: Settings, database: Database, syncing: Syncing) -> None:
        self._data = data
        self._settings = settings
        self._database = database
        self._syncing = syncing
        self._stopped = threading.Event()
        self._known_failures: frozenset[Failure] = frozenset()

    def go_on(self) -> None:
        """Until it is stopped."""
        spans = {name: feed.every.total_seconds() for name, feed in self._settings.feeds.items() if feed.every}
        due = {name: monotonic() + span for name, span in spans.items()}
        while due:
            name = min(due, key=lambda each: due[each])
            if self._stopped.wait(max(0.0, due[name] - monotonic())):
                return
            self._pull(name)
            due[name] = monotonic() + spans[name]

    def stop(self) -> None:
        self._stopped.set()

    def _pull(self, name: str) -> None:
        """What comes of it is synced; what fails newly is told in the log."""
        try:
            pulled = pull_feed(self._data, self._settings, name, self._database)
        except (FeedError, OSError) as error:
            _log.warning("the feed %s was not pulled: %s", name, error)
            return
        except Exception:  # noqa: BLE001 - whatever a site sends, the other feeds are pulled, and this one again
            _log.exception("the feed %s was not pulled", name)
            return
        if pulled.bound:
            _log.info("the feed %s: %s", name, told_bound(pulled))
        for each in pulled.failed:
            if each not in self._known_failures:
                _log.warning("the feed %s: %s", name, each.reason)
        self._known_failures |= frozenset(pulled.failed)
        while (pulled.added or pulled.changed) and not self._stopped.is_set():
            try:
                folder, collection = folder_of_feed(self._data, name), self._settings.feeds[name].collection
                self._syncing.and_tell([folder], collection=collection)
            except SyncUnderWayError:
                self._stopped.wait(_AFTER_ANOTHER)
            else:
                return
