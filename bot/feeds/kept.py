"""What was fetched for a feed: a file beside its folder that tells of each address what became of it."""

from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from bot.feeds.fetch import Version
from bot.sources import FEEDS
from index.durable import write_durably


@dataclass(frozen=True, slots=True)
class Kept:
    """One address."""

    asked: datetime
    """When it was last asked for."""
    changed: str
    """When it was changed, as the feed wrote it then."""
    file: str = ""
    """Name of the file in the folder; empty where none came of it."""
    sha256: str = ""
    version: Version = field(default_factory=Version)


_KEPT: TypeAdapter[dict[str, Kept]] = TypeAdapter(dict[str, Kept])


def load_kept(folder: Path) -> dict[str, Kept]:
    """By address; none where there is no such file, or it is damaged: then all is fetched anew into the same files."""
    return dict(_read(_file_of(folder), _changed(folder)))


def save_kept(folder: Path, kept: dict[str, Kept]) -> None:
    write_durably(_file_of(folder), _KEPT.dump_json(kept, indent=1))


def origin_of(data: Path, paths: list[Path]) -> str | None:
    """The address that a report was fetched from, if one of its files is of a feed."""
    feeds = (data / FEEDS).resolve()
    for path in paths:
        if path.is_relative_to(feeds):
            name, *inside = path.relative_to(feeds).parts
            if inside:
                return _addresses(feeds / name).get(inside[0])
    return None


def _file_of(folder: Path) -> Path:
    return folder.with_name(f"{folder.name}.json")


def _addresses(folder: Path) -> dict[str, str]:
    """By name of the file in the folder."""
    return _by_file(_file_of(folder), _changed(folder))


def _changed(folder: Path) -> int:
    """When what is kept was written, in nanoseconds; 0 where nothing is."""
    try:
        return _file_of(folder).stat().st_mtime_ns
    except OSError:
        return 0


@lru_cache(maxsize=16)
def _read(file: Path, changed_ns: int) -> dict[str, Kept]:  # noqa: ARG001  a part of the key
    try:
        return _KEPT.validate_json(file.read_bytes())
    except (OSError, ValidationError):
        return {}


@lru_cache(maxsize=16)
def _by_file(file: Path, changed_ns: int) -> dict[str, str]:
    return {each.file: address for address, each in _read(file, changed_ns).items()}
