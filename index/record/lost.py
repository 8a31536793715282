"""A folder whose record is gone while the rest of the library is there."""

from pathlib import Path

from index.errors import DamagedLibraryError
from index.record.database import RECORD


def is_lost(folder: Path) -> bool:
    """Whether there was a record in this folder: nothing else stands in a folder that never had one."""
    file = folder / RECORD
    if file.is_file() and file.stat().st_size:
        return False
    return any(
        (folder / name).exists() for name in ("originals", "sentences", "sentences.usearch", "tantivy", "chroma")
    )


def require_record(folder: Path) -> None:
    """Raises DamagedLibraryError where it is gone: a new one in its place would hide that."""
    if is_lost(folder):
        raise DamagedLibraryError(
            f"the record {str(folder / RECORD)!r} is lost, and with it which reports there are, the history, feedback and "
            "corrections: bring back a backup with `hoidap restore FILE --replace`, or read the kept originals anew with "
            "`hoidap repair`"
        )
