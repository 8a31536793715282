"""A backup into the folder that it was made of, or another: all of it is proven whole before anything is replaced."""

import hashlib
import json
import os
import shutil
import zipfile
import zlib
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from index.database.copy import copied
from index.database.database import Database
from index.database.place import CUT_SHORT, opened
from index.database.sqlite import RECORD, SqliteDatabase
from index.durable import keep_names
from index.errors import BackupError, NotKeptError
from index.owner import owned

MANIFEST = "manifest.json"
"""Member of a backup: its format, when it was made, and the hash of every other member."""
UNPACKED = "restoring"
"""In the folder of the library, what of a backup is unpacked but not yet in its place."""
ASIDE = "replaced-"
"""Begins the name of the folder that takes what a backup replaced."""
_FORMATS = (1,)


def restore(
    file: Path, folder: Path, *, replace: bool = False, url: str = "", also: Callable[[Database], None] = lambda _: None
) -> Path | None:
    """Put what a backup holds into `folder`, its record into the database at `url` if that is not empty.

    `also` puts what the folder has then into that database too. Returns where what stood in the folder is now, None where nothing did.

    Raises BackupError, with nothing changed, for a file that is no whole backup, or a folder that is not empty unless
    `replace`; LibraryInUseError where a process has it open; NotKeptError where the disk does not take it.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with owned(folder):
            shutil.rmtree(folder / UNPACKED, ignore_errors=True)
            standing = sorted(each for each in folder.iterdir() if each.name != "lock")
            if standing and not replace:
                raise BackupError(
                    f"there is something in {str(folder)!r}: name another folder with --data, or say --replace, which moves "
                    "what is there aside"
                )
            try:
                _unpack(file, folder / UNPACKED)
            except BaseException:
                shutil.rmtree(folder / UNPACKED, ignore_errors=True)
                raise
            standing = [each for each in standing if not each.name.startswith(ASIDE)]
            return _served(folder, standing, url, also) if url else _put_in_place(folder, standing)
    except OSError as error:
        raise NotKeptError(
            f"{str(file)!r} cannot be brought back to {str(folder)!r} ({error.strerror}): see that there is room, and that "
            "this account may read the one and write the other"
        ) from error


def _unpack(file: Path, target: Path) -> None:
    try:
        with zipfile.ZipFile(file) as packed:
            hashes = _hashes(packed, file)
            for name, sha256 in hashes.items():
                if _unpacked(packed, name, target / name) != sha256:
                    raise BackupError(
                        f"the backup {str(file)!r} is damaged ({name}): take another one; nothing was changed"
                    )
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise BackupError(f"{str(file)!r} is no backup, or a damaged one ({error}): nothing was changed") from error
    with SqliteDatabase(target / RECORD) as database:
        if wrong := database.faults():
            raise BackupError(f"the record in {str(file)!r} is damaged ({wrong[0]}): take another backup")
        database.set_meta("restored", "1")  # what a server has of the library is not what the record says


def _hashes(packed: zipfile.ZipFile, file: Path) -> Mapping[str, str]:
    """By member, as the manifest has them. Raises BackupError for what no backup of ours is."""
    if sum(each.file_size for each in packed.infolist()) > file.stat().st_size:  # ours are not compressed: a bomb is
        raise BackupError(f"{str(file)!r} is no backup that `hoidap backup` wrote: nothing was changed")
    try:
        manifest = json.loads(packed.read(MANIFEST))
        hashes = {str(name): str(sha256) for name, sha256 in manifest["files"].items()}
        known = manifest["format"] in _FORMATS
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        raise BackupError(f"{str(file)!r} is no backup that `hoidap backup` wrote: nothing was changed") from error
    if not known:
        raise BackupError(
            f"{str(file)!r} was written by a newer hoidap: install that version again; nothing was changed"
        )
    if RECORD not in hashes or not all(map(_stays_inside, hashes)):
        raise BackupError(f"{str(file)!r} is no backup that `hoidap backup` wrote: nothing was changed")
    return hashes


def _stays_inside(name: str) -> bool:
    path = PurePosixPath(name)
    return not (path.is_absolute() or ".." in path.parts or "\x00" in name or "\\" in name) and str(path) == name


def _unpacked(packed: zipfile.ZipFile, name: str, target: Path) -> str:
    """The hash of a member, which is on the disk now."""
    target.parent.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256()
    with (
        packed.open(name) as read,
        os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as into,
    ):
        while block := read.read(1 << 20):
            digest.update(block)
            into.write(block)
        into.flush()
        os.fsync(into.fileno())
    return digest.hexdigest()


def _served(folder: Path, standing: list[Path], url: str, also: Callable[[Database], None]) -> Path | None:
    """The record goes to its database, for others to see once the rest is in its place. Raises MoveError where one is there."""
    record = folder / UNPACKED / RECORD
    with SqliteDatabase(record) as unpacked, opened(folder, url) as database, database.transaction():
        copied(unpacked, database)
        unpacked.close()
        record.rename(folder / CUT_SHORT)
        aside = _put_in_place(folder, standing)
        also(database)
    (folder / CUT_SHORT).unlink()
    return aside


def _put_in_place(folder: Path, standing: list[Path]) -> Path | None:
    """The record leaves first and comes last: in between the folder says that it has lost its record."""
    aside = folder / f"{ASIDE}{datetime.now(UTC):%Y%m%dT%H%M%S%f}"
    if standing:
        aside.mkdir(mode=0o700)
        for each in sorted(standing, key=lambda entry: entry.name != RECORD):
            each.rename(aside / each.name)
    for each in sorted((folder / UNPACKED).iterdir(), key=lambda entry: entry.name == RECORD):
        each.rename(folder / each.name)
    (folder / UNPACKED).rmdir()
    keep_names(folder)
    return aside if standing else None
