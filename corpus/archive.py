"""Files in zip archives by a path of their own, "reports.zip/2024/1.pdf"; read in memory, never unpacked to a disk."""

import hashlib
import lzma
import os
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePosixPath

from corpus.errors import MissingPathError, UnreadableFileError
from corpus.filename import shown

LARGEST = 200 * 1024 * 1024
"""Bytes; a larger file is refused."""
_MOST_MEMBERS = 5_000
_MOST_UNPACKED = 4 * 1024**3
"""Bytes that all files of an archive may unpack to."""
_TIGHTEST = 100
"""A file that unpacks to so many times its size, and is large, is a zip bomb."""
_LARGE = 10 * 1024 * 1024
_LARGEST_INODE = 2**63 - 1
"""As the record can keep it."""
_ENCRYPTED = 0x1
DAMAGED_ZIP = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, NotImplementedError, EOFError, RuntimeError)
"""What reading a file out of a damaged archive raises."""
_UTF8 = 0x800


@dataclass(frozen=True, slots=True)
class FileStamp:
    """What tells a changed file without opening it; of a file in an archive, but for its size, that of the archive."""

    size: int
    mtime_ns: int
    ctime_ns: int
    """When content, name or permissions changed last: unlike `mtime_ns` no program can set it (POSIX, `st_ctim`)."""
    inode: int
    """Two files that swap their names keep theirs, also where a file system counts a new name as no change."""


def stamp_of(path: Path) -> FileStamp:
    """The stamp of a file, or of a file in an archive; raises `OSError` where there is none."""
    archive = archive_of(path)
    if archive is None:
        stat = path.stat()
        return _stamp(stat, stat.st_size)
    stat = archive.stat()
    try:
        member = members_of(archive)[str(path.relative_to(archive))]
    except (KeyError, UnreadableFileError) as error:
        raise FileNotFoundError(2, os.strerror(2), str(path)) from error
    return _stamp(stat, member.file_size)


def _stamp(stat: os.stat_result, size: int) -> FileStamp:
    return FileStamp(size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino & _LARGEST_INODE)


def content_of(path: Path) -> bytes:
    """All of a file, or of a file in an archive.

    Raises `MissingPathError`, or `UnreadableFileError` where it is too large, protected or cannot be opened.
    """
    archive = archive_of(path)
    try:
        return _file(path) if archive is None else _member(archive, str(path.relative_to(archive)))
    except OSError as error:
        raise UnreadableFileError("cannot_be_opened", detail=str(error.strerror)) from error


def exists(path: Path) -> bool:
    """Whether there is such a file, or such a file in an archive; a name that no file can have, as a damaged record may tell, is none's."""
    try:
        stamp_of(path)
    except (OSError, ValueError):
        return False
    return True


def sha256_of(path: Path) -> str:
    """The hash of a file's content, in hexadecimal; raises `OSError`, and the errors of `content_of` in an archive."""
    if archive_of(path) is not None:
        return hashlib.sha256(content_of(path)).hexdigest()
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def archive_of(path: Path) -> Path | None:
    """The archive that `path` leads into; None where it names a file or nothing."""
    if os.path.lexists(path):
        return None
    return next((parent for parent in path.parents if parent.suffix.lower() == ".zip" and parent.is_file()), None)


def _file(path: Path) -> bytes:
    if not path.exists():
        raise MissingPathError("missing", path=shown(path))
    if not path.is_file():
        raise UnreadableFileError("not_a_file")
    if path.stat().st_size > LARGEST:
        raise UnreadableFileError("too_large", megabytes=LARGEST >> 20)
    return path.read_bytes()


def _member(archive: Path, name: str) -> bytes:
    member = members_of(archive).get(name)
    if member is None:
        raise MissingPathError("missing", path=shown(archive / name))
    if member.flag_bits & _ENCRYPTED:
        raise UnreadableFileError("protected")
    if member.file_size > LARGEST:
        raise UnreadableFileError("too_large", megabytes=LARGEST >> 20)
    if member.file_size > _LARGE and member.file_size > _TIGHTEST * member.compress_size:
        raise UnreadableFileError("unpacks_to_nothing", megabytes=member.file_size >> 20)
    try:
        with zipfile.ZipFile(archive) as opened:
            return opened.read(member)
    except DAMAGED_ZIP as error:
        raise UnreadableFileError("damaged_in_archive") from error


def members_of(archive: Path) -> Mapping[str, zipfile.ZipInfo]:
    """The files in `archive` by their names, "/" between folders; raises `UnreadableFileError`, `OSError`."""
    stat = archive.stat()
    return _members(archive, _stamp(stat, stat.st_size))


@lru_cache(maxsize=4)
def _members(archive: Path, stamp: FileStamp) -> Mapping[str, zipfile.ZipInfo]:  # noqa: ARG001  a part of the key
    try:
        with zipfile.ZipFile(archive) as opened:
            found = [member for member in opened.infolist() if not member.is_dir()]
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        raise UnreadableFileError("damaged_archive") from error
    if len(found) > _MOST_MEMBERS:
        raise UnreadableFileError("too_many_files", files=_MOST_MEMBERS)
    unpacked = sum(member.file_size for member in found)
    if unpacked > _MOST_UNPACKED:
        raise UnreadableFileError("archive_too_large", gigabytes=unpacked >> 30)
    named = {_name(member): member for member in found}
    return {name: member for name, member in sorted(named.items()) if _stays_inside(name)}


def _name(member: zipfile.ZipInfo) -> str:
    """The name as it was typed: many programs write UTF-8 without saying so."""
    if not member.flag_bits & _UTF8:
        try:
            return member.filename.encode("cp437").decode("utf-8")
        except UnicodeError:
            pass
    return member.filename


def _stays_inside(name: str) -> bool:
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts and "\x00" not in name and str(path) == name
