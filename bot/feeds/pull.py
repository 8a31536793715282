"""Fetches what a feed lists into the folder of the feed. What a feed lists no more is kept: feeds are windows."""

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from fnmatch import fnmatchcase
from pathlib import Path
from time import monotonic

import httpx

from bot.errors import FeedError
from bot.feeds.fetch import Fetched, Fetcher, SlowSiteError, Version
from bot.feeds.file_name import file_name
from bot.feeds.kept import Kept, load_kept, save_kept
from bot.feeds.listing import LARGEST, MOST, Listed, listing_of
from bot.feeds.robots import Robots
from bot.sources import Feed
from corpus.archive import LARGEST as LARGEST_FILE
from corpus.archive import sha256_of
from index.durable import write_durably
from index.folders.result import Failure

_DOCUMENTS = 200
"""Fetched in one pull; the others come with the next."""
_LISTING = 0.5
"""Share of the time and the bytes of a pull after which no further sitemap is looked at: documents come each time."""
_SITEMAPS = 50
_DEPTH = 3
"""Sitemaps within each other."""
_AGAIN = timedelta(days=1)
"""After which a document is asked for again of which the feed does not say when it changed, or that could not be had."""
_BUSY = (429, 503)


@dataclass(slots=True)
class Pulled:
    """What a pull did."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    """Asked for, and as it was."""
    left: int = 0
    """To be fetched by the next pull."""
    bound: str = ""
    """What it came to before it was through: "1:00:00", "2048 MB" or "200 documents"; empty where it came to none."""
    failed: list[Failure] = field(default_factory=list)


def pull(feed: Feed, folder: Path, fetcher: Fetcher, withdrawn: Collection[str] = ()) -> Pulled:
    """One feed; contents whose hash is `withdrawn` are not kept. Failures are told, none is raised but by the disk (OSError)."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return _Pull(feed, folder, fetcher, withdrawn).run()


def told_bound(pulled: Pulled) -> str:
    """In one line, that a pull came to a bound."""
    return f"a pull takes {pulled.bound} at most, the rest comes with the next"


class _Pull:
    def __init__(self, feed: Feed, folder: Path, fetcher: Fetcher, withdrawn: Collection[str]) -> None:
        self._feed = feed
        self._folder = folder
        self._fetcher = fetcher
        self._robots = Robots(fetcher)
        self._withdrawn = withdrawn
        self._kept = load_kept(folder)
        self._now = datetime.now(UTC)
        self._began, self._received = monotonic(), fetcher.received
        self._result = Pulled()

    def run(self) -> Pulled:
        try:
            self._fetch([each for each in self._listed() if self._is_due(each)])
        finally:
            save_kept(self._folder, self._kept)
        return self._result

    def _fetch(self, due: Sequence[Listed]) -> None:
        for number, each in enumerate(due):
            is_full = self._comes_to_bound() or (number == _DOCUMENTS and self._stop(f"{_DOCUMENTS} documents"))
            if is_full or not self._take(each):
                self._result.left = len(due) - number
                return

    def _comes_to_bound(self, share: float = 1.0) -> bool:
        """Whether this share of what a pull may take is taken."""
        within, megabytes = self._feed.within, self._feed.megabytes
        if within and monotonic() - self._began >= share * within.total_seconds():
            return self._stop(str(within))
        if self._fetcher.received - self._received >= share * megabytes * 1024**2:
            return self._stop(f"{megabytes} MB")
        return False

    def _stop(self, bound: str) -> bool:
        self._result.bound = bound
        return True

    def _listed(self) -> list[Listed]:
        """The documents of the feed, and of the sitemaps that it lists."""
        found: dict[str, Listed] = {}
        level, met = [self._feed.url], {self._feed.url}
        for _ in range(_DEPTH):
            below: list[str] = []
            for url in level:
                if len(found) >= MOST or self._comes_to_bound(_LISTING):
                    break
                try:
                    fetched = self._fetcher.get(url, LARGEST, may_ask=self._robots.may_ask)
                    listing = listing_of(fetched.content, fetched.url) if fetched else None
                except FeedError as error:
                    self._fail(url, error)
                    continue
                if listing:
                    found |= {each.url: each for each in listing.documents if self._is_wanted(each.url)}
                    below += [each for each in listing.sitemaps if each not in met]
            level = list(dict.fromkeys(below))[: _SITEMAPS - len(met)]
            met.update(level)
        return list(found.values())[:MOST]

    def _is_wanted(self, url: str) -> bool:
        path = httpx.URL(url).path
        return not self._feed.paths or any(fnmatchcase(path, pattern) for pattern in self._feed.paths)

    def _is_due(self, listed: Listed) -> bool:
        kept = self._kept.get(listed.url)
        if kept is None or kept.changed != listed.changed:
            return True
        if kept.file and not (self._folder / kept.file).exists() and kept.sha256 not in self._withdrawn:
            return True
        return (not listed.changed or not kept.file) and self._now - kept.asked > _AGAIN

    def _take(self, listed: Listed) -> bool:
        """Whether the next may be asked for, too: not of a site that is busy, or as slow as if it were."""
        before = self._kept.get(listed.url) or Kept(self._now, listed.changed)
        is_there = bool(before.file) and (self._folder / before.file).exists()
        after = replace(before, asked=self._now, changed=listed.changed)
        try:
            known = before.version if is_there or before.sha256 in self._withdrawn else Version()
            fetched = self._fetcher.get(listed.url, LARGEST_FILE, known, self._robots.may_ask)
            after = self._filed(after, fetched) if fetched else after
            self._result.unchanged += fetched is None
        except FeedError as error:
            self._fail(listed.url, error)
            if error.status in _BUSY or isinstance(error, SlowSiteError):
                return False
        self._kept[listed.url] = after
        return True

    def _filed(self, kept: Kept, fetched: Fetched) -> Kept:
        """What is known of the document now that it was put into the folder."""
        digest = hashlib.sha256(fetched.content).hexdigest()
        if digest in self._withdrawn:
            return replace(kept, sha256=digest, version=fetched.version)
        name = kept.file or self._free_name(file_name(httpx.URL(fetched.url).path, fetched.media_type), digest)
        target = self._folder / name
        if target.exists() and sha256_of(target) == digest:
            self._result.unchanged += 1
        else:
            self._result.changed += target.exists()
            self._result.added += not target.exists()
            write_durably(target, fetched.content)
        return replace(kept, file=name, sha256=digest, version=fetched.version)

    def _free_name(self, name: str, digest: str) -> str:
        """The name, with a number where another document has it."""
        path, number, others = Path(name), 2, {each.file for each in self._kept.values()}
        free = path
        while str(free) in others or ((self._folder / free).exists() and sha256_of(self._folder / free) != digest):
            free, number = Path(f"{path.stem} ({number}){path.suffix}"), number + 1
        return str(free)

    def _fail(self, url: str, error: FeedError) -> None:
        self._result.failed.append(Failure(url, str(error)))
