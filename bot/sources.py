"""Where reports come from, as the settings say it: folders, and feeds of documents on the web."""

import os
from collections.abc import Iterable, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, field_validator

from bot.errors import SettingsError
from bot.time_span import TimeSpan

Collection = Annotated[str, Field(min_length=1, max_length=200)]
FeedName = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,63}$")]
"""Also the name of the folder that its documents are kept in."""
Site = Annotated[str, Field(pattern=r"^https?://[^/?#@\s]+$")]
"""Scheme, name and, where it is not the usual one, port."""
FEEDS = "feeds"
"""In the data folder."""


class _Source(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    collection: Collection = "default"


class Folder(_Source):
    """A folder that is synced."""

    path: Path

    @field_validator("path")
    @classmethod
    def _is_absolute(cls, path: Path) -> Path:
        if not path.is_absolute():
            raise ValueError("it is written from the root of the file system, as /srv/vanban")
        return path


class Feed(_Source):
    """An RSS or Atom feed, or a sitemap, whose documents are fetched."""

    url: str = Field(pattern=r"^https?://[^/?#@\s]+(/\S*)?$")
    every: TimeSpan = None
    """How often a server fetches them by itself; None: only `hoidap pull` does."""
    within: TimeSpan = timedelta(hours=1)
    """In which a pull is over, but for what is under way then; None: however long it takes."""
    megabytes: int = Field(2_048, ge=1, le=1_000_000)
    """That a pull fetches, but for what is under way then."""
    paths: tuple[str, ...] = ()
    """Patterns such as `/van-ban/*`, of which the path of a document's address must match one; none: any does."""


def folder_of_feed(data: Path, name: str) -> Path:
    return data / FEEDS / name


def check_sources(data: Path, folders: Mapping[str, Folder], feeds: Mapping[str, Feed], sites: Iterable[str]) -> None:
    """Raises SettingsError for a folder or feed that cannot be one beside the others."""
    inside, places = Path(os.path.realpath(data)), dict[str, str]()
    for name, folder in folders.items():
        place = os.path.normpath(folder.path)
        if inside.is_relative_to(place) or Path(place).is_relative_to(inside):
            raise SettingsError(
                f"the setting 'folders.{name}' cannot be {place!r}: the data folder is in it, or it is in that"
            )
        if (other := places.setdefault(place, name)) != name:
            raise SettingsError(
                f"the settings 'folders.{other}' and 'folders.{name}' name one folder: keep one of them"
            )
    for name, feed in feeds.items():
        if not any(feed.url == site or feed.url.startswith((f"{site}/", f"{site}?")) for site in sites):
            raise SettingsError(
                f"the setting 'feeds.{name}' needs the site of {feed.url!r} in 'feed_sites': nothing is fetched from others"
            )
