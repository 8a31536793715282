"""Files that a person adds: kept in a folder of the library, then read like any others."""

import re
import shutil
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from unicodedata import normalize

from corpus.archive import sha256_of
from corpus.catalog import CATALOG
from corpus.discover import discover
from corpus.notice import Notice
from index.folders.result import SyncProgress
from index.library import Library
from index.sync import sync

FOLDER = "uploads"
"""In the data folder."""
_LONGEST_NAME = 200
"""Bytes of a file name; file systems take 255."""
_UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]+')
_PASSED_OVER = re.compile(r"^(?:[.\s]|~\$)+")
"""Begins the names that no sync looks at: hidden files, lock files of Office."""
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)\s*(?=\.|$)", re.IGNORECASE)
"""No file can be called so where the folder is copied to Windows."""
_IS_CATALOG = Notice("is_catalog")
_NOTHING_TO_READ = Notice("nothing_to_read")
_WITHDRAWN = Notice("withdrawn")
_NO_FILE = Notice("not_a_file")

_Unread = tuple[Path, str]
"""A file and why it could not be read, in one line."""


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
    """(name, why it could not be read, in one line); a file in an archive as "a.zip/b.txt"."""


def add_files(
    library: Library,
    files: Sequence[Upload],
    *,
    collection: str = "default",
    on_progress: Callable[[SyncProgress], None] = lambda _: None,
) -> Added:
    """Read files into the library while it answers; a second caller waits for the first.

    A file out of which no report comes is not kept; an archive is kept for those that come. Links, pipes, devices and
    folders are never opened. Raises what `sync` raises.
    """
    no_files = [each for each in files if each.path.is_symlink() or not each.path.is_file()]
    catalogs = [each for each in files if each not in no_files and safe_name(each.name).lower() == CATALOG]
    with library.writing:
        folder = (library.folder / FOLDER / collection).resolve()
        folder.mkdir(parents=True, exist_ok=True)
        kept = list(dict.fromkeys(_keep(each, folder) for each in files if each not in (*no_files, *catalogs)))
        result = sync(library, [folder], collection=collection, on_progress=on_progress)
        unread = _unread(
            kept,
            [
                *((Path(each.source), each.reason) for each in result.failed),
                *((Path(each), _WITHDRAWN) for each in result.withdrawn),
                *discover(folder).skipped,
            ],
        )
        useless = [path for path in kept if not _gave_a_report(library, path)]
        for path in useless:
            _let_go(library, path, collection)
        new = [Path(each) for each in (*result.added, *result.changed)]
        added = [path for path in kept if _any_below(path, new)]
    unread += [(path, _NOTHING_TO_READ) for path in useless if not _any_below(path, [each for each, _ in unread])]
    return Added(
        tuple(path.name for path in added),
        tuple(path.name for path in kept if path not in added and path not in useless),
        (
            *((safe_name(each.name), _NO_FILE) for each in no_files),
            *((safe_name(each.name), _IS_CATALOG) for each in catalogs),
            *((path.relative_to(folder).as_posix(), reason) for path, reason in unread),
        ),
    )


def safe_name(name: str) -> str:
    """The last part of a name as a file of ours may be called: no folder, no control character, not hidden, not too long."""
    encodable = name.encode(errors="replace").decode()
    base = normalize("NFC", encodable).replace("\\", "/").rsplit("/", 1)[-1]
    clean = _PASSED_OVER.sub("", _UNSAFE.sub("_", base)).rstrip(". ")
    stem, dot, suffix = (f"_{clean}" if _DEVICE.match(clean) else clean).rpartition(".")
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
    return target


def _unread(kept: Sequence[Path], unread: Iterable[_Unread]) -> list[_Unread]:
    """Those that are the files kept, or in them."""
    return [(path, reason) for path, reason in unread if any(path.is_relative_to(each) for each in kept)]


def _gave_a_report(library: Library, path: Path) -> bool:
    return any(record.report_id and _any_below(path, [Path(record.path)]) for record in library.files.all().values())


def _let_go(library: Library, path: Path, collection: str) -> None:
    """Take a file out of the folder and of the record, so that the next sync does not tell of it again."""
    path.unlink(missing_ok=True)
    for name, of_collection in library.files.all():
        if of_collection == collection and Path(name).is_relative_to(path):
            library.files.forget(name, collection)


def _any_below(path: Path, others: Iterable[Path]) -> bool:
    """Whether any of the others is this file or one in it."""
    return any(each.is_relative_to(path) for each in others)
