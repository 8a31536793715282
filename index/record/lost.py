"""A folder whose record is gone while the rest of the library is there."""

from pathlib import Path

from index.errors import DamagedLibraryError
from index.record.database import RECORD

_BESIDE = ("originals", "chroma", "sentences", "sentences.usearch", "tantivy", "replaced-*", "damaged-*")


def is_lost(folder: Path) -> bool:
    """Whether there was a record in this folder: what else hoidap keeps is only there beside one."""
    return not _has_record(folder) and any(path for name in _BESIDE for path in folder.glob(name))


def require_record(folder: Path, *, must_be: bool = False) -> None:
    """Raises DamagedLibraryError where it is gone: a new one in its place would hide that; with `must_be` also where none was."""
    if is_lost(folder):
        raise DamagedLibraryError(
            f"the record {str(folder / RECORD)!r} is lost, and with it which reports there are, the history, feedback and "
            "corrections: bring back a backup with `hoidap restore FILE --replace`, or read the kept originals anew with "
            "`hoidap repair`"
        )
    if must_be and not _has_record(folder):
        raise DamagedLibraryError(f"there is no library in {str(folder)!r}: name its folder with --data")


def _has_record(folder: Path) -> bool:
    file = folder / RECORD
    return file.is_file() and file.stat().st_size > 0
