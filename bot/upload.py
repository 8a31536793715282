"""Files that a person adds on the page: kept in a folder of the library, then read like any others."""

import re
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from unicodedata import normalize

from corpus.archive import sha256_of
from index.library import Library
from index.sync import SyncProgress, sync

FOLDER = "uploads"
"""In the data folder."""
_LONGEST_NAME = 200
"""Bytes of a file name; file systems take 255."""
_UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]+')


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that was sent."""

    name: str
    """As the sender calls it; may be anything."""
    path: Path
    """Where it is now."""


@dataclass(frozen=True, slots=True)
class Added:
    """What became of the files, by the names they were kept under."""

    added: tuple[str, ...]
    unchanged: tuple[str, ...]
    """Whose content the library has already."""
    failed: tuple[tuple[str, str], ...]
    """(name, why it could not be read, in one line)."""


def add_files(
    library: Library,
    files: Sequence[Upload],
    *,
    collection: str = "default",
    on_progress: Callable[[SyncProgress], None] = lambda _: None,
) -> Added:
    """Read files into the library while it answers; a second caller waits for the first.

    A file that cannot be read is not kept. Raises what `sync` raises.
    """
    with library.writing:
        folder = library.folder / FOLDER / collection
        folder.mkdir(parents=True, exist_ok=True)
        kept = [_keep(each, folder) for each in files]
        result = sync(library, [folder], collection=collection, on_progress=on_progress)
        failed = {
            Path(each.source): each.reason
            for each in result.failed
            if any(Path(each.source).is_relative_to(path) for path in kept)
        }
        for path in failed.keys() & set(kept):
            path.unlink(missing_ok=True)
            library.files.forget(str(path), collection)
        added = {Path(each) for each in (*result.added, *result.changed)}
        return Added(
            tuple(path.name for path in kept if path in added),
            tuple(path.name for path in kept if path not in added and path not in failed),
            tuple((path.name, reason) for path, reason in failed.items()),
        )


def safe_name(name: str) -> str:
    """The last part of a name as a file of ours may be called: no folder, no control character, not hidden, not too long."""
    base = normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    stem, dot, suffix = _UNSAFE.sub("_", base).strip(". ").rpartition(".")
    if not dot:
        stem, suffix = suffix, ""
    ending = f".{suffix}"[:20] if suffix else ""
    room = _LONGEST_NAME - len(ending.encode())
    return (stem.encode()[:room].decode(errors="ignore").strip(". ") or "tep") + ending


def _keep(file: Upload, folder: Path) -> Path:
    """Copies it into the folder; another file of this name stays, this one gets a number."""
    name = Path(safe_name(file.name))
    target, number = folder / name, 2
    while target.exists() and sha256_of(target) != sha256_of(file.path):
        target = folder / f"{name.stem} ({number}){name.suffix}"
        number += 1
    if not target.exists():
        partial = target.with_name(f".{target.name}.partial")
        shutil.copyfile(file.path, partial)
        partial.replace(target)
    return target.resolve()
