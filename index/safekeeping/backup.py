"""The library in one file, made while it is served; engines are left out, since the record gives them back."""

import hashlib
import json
import os
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from index.database.place import opened, require_record
from index.database.sqlite import RECORD
from index.durable import keep_names
from index.engines.seal import ASIDE, ENGINES, SEAL
from index.errors import BackupError, NotKeptError
from index.folders.originals import ORIGINALS
from index.glossary.file import NAME as GLOSSARY
from index.safekeeping.restore import ASIDE as REPLACED
from index.safekeeping.restore import MANIFEST, UNPACKED

FORMAT = 1
_MADE_ANEW = {*ENGINES, SEAL, "lock", "evaluation", "receiving", UNPACKED}
"""Entries of the folder that nothing is lost with."""
_SESSIONS = "sessions.sqlite"
"""Who is signed in: not for another day."""
_SECRET = ("hoidap.toml", "accounts.json")
"""Files that may hold keys."""
_FILES = (*_SECRET, GLOSSARY)
"""Names that nothing but a file has."""


@dataclass(frozen=True, slots=True)
class Backup:
    """What a backup has."""

    originals: int
    bytes: int
    damaged: tuple[str, ...]
    """Names of the originals that are left out because they are not what was kept."""
    unread: tuple[str, ...]
    """Names that are left out because they lead to no file."""


def back_up(
    folder: Path, target: Path, *, with_keys: bool = True, url: str = "", more: Mapping[str, bytes] | None = None
) -> Backup:
    """Write the library in `folder` to `target`, all of it or nothing; no lock is needed, whoever has it open.

    `more` are files of the folder that stand in the record's database. The record is as it was at one moment, whichever database has it; originals never change. Raises DamagedLibraryError for a record that is damaged or
    not there, BackupError for a target that is no file or is in that folder, NotKeptError where the disk does not take it.
    """
    require_record(folder, url, must_be=True)
    try:
        target = _followed(target, folder)
        # a place that is nobody else's: two backups to the same target are both whole, the later one stays
        with tempfile.TemporaryDirectory(
            prefix="hoidap-backup-", suffix=".partial", dir=target.parent, ignore_cleanup_errors=True
        ) as workshop:
            record, partial = Path(workshop, "record"), Path(workshop, "backup")
            with opened(folder, url) as database:
                database.copy_to(record)
            files, unread = _files(folder, with_keys=with_keys)
            for name, content in (more or {}).items():
                files[name] = Path(workshop, name)
                files[name].write_bytes(content)
            made = _written(partial, {RECORD: record, **files}, unread)
            partial.replace(target)
            keep_names(target.parent)
    except OSError as error:
        raise NotKeptError(
            f"the backup {str(target)!r} cannot be written ({error.strerror}): choose a folder that is there, that this account "
            "may write to, with room for the whole library"
        ) from error
    return made


def _followed(target: Path, folder: Path) -> Path:
    """Where the links of the target lead. Raises BackupError where a backup would replace what is no file, or is the library's."""
    followed = Path(os.path.realpath(target))
    if os.path.lexists(followed) and not followed.is_file():
        raise BackupError(
            f"the backup {str(target)!r} cannot be written: what is there is no file; choose another name"
        )
    # what is in the folder may be links out of it
    kept = [Path(os.path.realpath(each)) for each in (folder, *folder.iterdir())]
    if any(map(followed.is_relative_to, kept)) or Path(os.path.realpath(target.parent)).is_relative_to(kept[0]):
        raise BackupError(
            f"the backup {str(target)!r} would be within the library that it is of: choose a file outside {str(folder)!r}"
        )
    return followed


def _files(folder: Path, *, with_keys: bool) -> tuple[dict[str, Path], tuple[str, ...]]:
    """By name in the backup, all that is kept beside the record, links as what they lead to; and the names that lead to no file."""
    named = {
        each.relative_to(folder).as_posix(): each
        for top in sorted(folder.iterdir())
        if not (top.name in _MADE_ANEW or top.name.startswith((RECORD, ASIDE, REPLACED, _SESSIONS)))
        if with_keys or top.name not in _SECRET
        for each in (sorted(top.rglob("*")) if top.is_dir() and top.name not in _FILES else [top])
        if each.suffix != ".partial"
    }
    files = {name: each for name, each in named.items() if each.is_file()}
    unread = (name for name in named.keys() - files if name in _FILES or named[name].is_symlink())
    return files, tuple(sorted(unread))


def _written(partial: Path, files: Mapping[str, Path], unread: tuple[str, ...]) -> Backup:
    hashes: dict[str, str] = {}
    damaged: list[str] = []
    with os.fdopen(os.open(partial, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600), "w+b") as written:
        with zipfile.ZipFile(written, "w", zipfile.ZIP_STORED) as packed:
            for name, file in files.items():
                with suppress(FileNotFoundError):  # withdrawn meanwhile
                    hashes[name] = _packed(packed, name, file)
            damaged = [name for name in hashes if not _is_whole(name, hashes[name])]
            manifest = {"format": FORMAT, "made": datetime.now(UTC).isoformat(timespec="seconds"), "files": hashes}
            for name in damaged:
                del hashes[name]
            packed.writestr(MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1))
        written.flush()
        os.fsync(written.fileno())
        size = written.tell()
    return Backup(len(list(_originals(hashes))), size, tuple(damaged), unread)


def _packed(packed: zipfile.ZipFile, name: str, file: Path) -> str:
    """The hash of the file, which is in the archive now."""
    digest = hashlib.sha256()
    with file.open("rb") as read, packed.open(zipfile.ZipInfo(name), "w", force_zip64=True) as into:
        while block := read.read(1 << 20):
            digest.update(block)
            into.write(block)
    return digest.hexdigest()


def _is_whole(name: str, sha256: str) -> bool:
    return not name.startswith(f"{ORIGINALS}/") or Path(name).stem == sha256


def _originals(names: Mapping[str, str]) -> Iterator[str]:
    return (name for name in names if name.startswith(f"{ORIGINALS}/"))
