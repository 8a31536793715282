"""Which files below a path are reports to read, and which are passed over, with the reason."""

import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from corpus.archive import members_of
from corpus.catalog import CATALOG
from corpus.errors import MissingPathError, UnreadableFileError
from corpus.filename import shown
from corpus.formats.sniff import SUFFIXES
from corpus.notice import Notice

_PASSED_OVER = re.compile(
    r"\.|~\$|~wrl.*\.tmp$|(?:thumbs\.db|desktop\.ini|lost\+found|\$recycle\.bin|system volume information|#recycle|@recycle|@eadir"
    r"|#snapshot|~snapshot|__macosx)$|.*\.(?:tmp|temp|part|partial|filepart|crdownload|download)$",
    re.IGNORECASE,
)
"""Names of what no office filed: hidden, locks and halves of Office ("~$…", "~WRL…"), transfers that are under way, what Windows, macOS,
davfs2 and storage servers (Synology, QNAP, NetApp) lay beside files: pictures, what was deleted, earlier versions."""


class Skipped(NamedTuple):
    """A file or folder that is not read, and why."""

    path: Path
    reason: Notice


class Discovery(NamedTuple):
    """What lies below a path; both in the order of their paths."""

    files: tuple[Path, ...]
    skipped: tuple[Skipped, ...]
    unseen: tuple[Path, ...]
    """Folders and archives that could not be listed: what is in them today is not known."""


def discover(path: Path | str) -> Discovery:
    """The files to read below `path`, or `path` itself where it is a file, whatever its name ends in.

    A file in a zip archive has a path of its own, "reports.zip/2024/1.pdf" (see `corpus.archive`).

    Hidden files, locks, temporary files and catalogs and links to what is already inside the folder are passed over in
    silence; links that lead out of the folder and formats that cannot be read are named. Raises `MissingPathError`, and
    `OSError` where it cannot be told whether there is such a path: a share whose server is gone.
    """
    path = Path(path)
    if not path.exists():
        raise MissingPathError("missing", path=shown(path))
    files: list[Path] = []
    skipped: list[Skipped] = []
    unseen: list[Path] = []
    for entry in [path] if path.is_file() else sorted(_walk(path, skipped, unseen)):
        if entry.name == CATALOG and entry != path:
            continue
        if SUFFIXES.get(entry.suffix.lower()) == "zip":
            _unpack(entry, files, skipped, unseen)
        elif entry == path or entry.suffix.lower() in SUFFIXES:
            files.append(entry)
        else:
            skipped.append(Skipped(entry, _unread(entry.suffix)))
    return Discovery(tuple(files), tuple(sorted(skipped)), tuple(unseen))


def _unread(suffix: str) -> Notice:
    return Notice("format_not_read", suffix=suffix) if suffix else Notice("no_suffix")


def _unpack(archive: Path, files: list[Path], skipped: list[Skipped], unseen: list[Path]) -> None:
    """The files in an archive, each by a path of its own; the archive itself where it has none that can be listed."""
    try:
        members = [archive / name for name in members_of(archive)]
    except (UnreadableFileError, OSError):
        files.append(archive)  # reading it says what is wrong
        unseen.append(archive)
        return
    for member in members:
        if any(_is_passed_over(part) for part in member.relative_to(archive).parts):
            continue
        if SUFFIXES.get(member.suffix.lower()) == "zip":
            skipped.append(Skipped(member, Notice("archive_in_archive")))
        elif member.suffix.lower() in SUFFIXES:
            files.append(member)
        else:
            skipped.append(Skipped(member, _unread(member.suffix)))


def _walk(root: Path, skipped: list[Skipped], unseen: list[Path]) -> Iterator[Path]:
    """Files below `root`, links resolved as far as they stay inside it."""
    inside = os.path.realpath(root)

    def unreadable(error: OSError) -> None:
        if isinstance(error, FileNotFoundError) or Path(error.filename) in unseen:
            return  # gone since its name was listed, or told already
        unseen.append(Path(error.filename))
        skipped.append(Skipped(Path(error.filename), Notice("cannot_be_opened", detail=str(error.strerror))))

    for folder, folders, names in os.walk(root, onerror=unreadable):
        folders[:] = sorted(name for name in folders if not _is_passed_over(name))
        own = {name for name in names if not _is_passed_over(name)}
        for name in [*folders, *own]:
            entry = Path(folder, name)
            try:
                if reason := _wrong_link(entry, inside):
                    skipped.append(Skipped(entry, reason))
                elif name in own and stat.S_ISREG(entry.lstat().st_mode):
                    yield entry
            except OSError as error:  # of a share that went, or of a folder that is one of another server
                unreadable(error)


def _is_passed_over(name: str) -> bool:
    return _PASSED_OVER.match(name) is not None


def _wrong_link(entry: Path, inside: str) -> Notice | None:
    """Why a link is not followed; None of what is no link, or leads to what is inside anyway."""
    if not entry.is_symlink():
        return None
    if not Path(os.path.realpath(entry)).is_relative_to(inside):  # `Path.resolve` raises where links go in a circle
        return Notice("link_out")
    return None if entry.exists() else Notice("link_to_nothing")
