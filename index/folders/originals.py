"""The files themselves, kept byte for byte by their hash."""

import hashlib
from pathlib import Path

from corpus.archive import content_of, sha256_of
from corpus.errors import CorpusError
from corpus.report import Report
from index.durable import write_durably
from index.errors import DamagedOriginalError, NotKeptError

ORIGINALS = "originals"
"""In the folder of the library."""


def keep_original(folder: Path, path: Path, sha256: str, report: Report) -> bool:
    """Whether a copy of the file is in the folder; not where its content is no longer, or was not when it was read, `sha256`.

    The disk has it before the record names it. Raises NotKeptError where the disk does not take it.
    """
    if report.sha256 != sha256:
        return False
    target = folder / f"{sha256}{path.suffix.lower() or '.bin'}"
    if target.exists() and sha256_of(target) == sha256:
        return True
    try:
        content = content_of(path)
    except CorpusError:
        return False
    if hashlib.sha256(content).hexdigest() != sha256:
        return False
    try:
        folder.mkdir(exist_ok=True)
        write_durably(target, content)
    except OSError as error:
        raise NotKeptError(
            f"{str(path)!r} cannot be kept in {str(folder)!r} ({error.strerror}): free space there, or let this account write "
            "there, then run `hoidap sync`, which goes on from here"
        ) from error
    return True


def original_of(folder: Path, sha256: str) -> Path | None:
    """The kept copy of the file with this hash. Raises DamagedOriginalError where its content has another one."""
    kept = next((each for each in sorted(folder.glob(f"{sha256}.*")) if each.suffix != ".partial"), None)
    if kept and not is_whole(kept):
        raise DamagedOriginalError(
            f"the kept original {kept.name!r} is damaged: `hoidap repair` or a backup (`hoidap restore FILE`) brings it back"
        )
    return kept


def originals_in(folder: Path) -> list[Path]:
    """Every kept copy, by name."""
    return sorted(each for each in folder.glob("*.*") if each.suffix != ".partial")


def is_whole(original: Path) -> bool:
    """Whether it is what its name says."""
    return sha256_of(original) == original.stem
