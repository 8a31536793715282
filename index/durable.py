"""Files that a power cut leaves whole: the old content, or all of the new."""

import os
from pathlib import Path


def write_durably(target: Path, content: bytes) -> None:
    """Put a file in the place of what is there, on the disk itself before this returns. Raises OSError."""
    partial = target.with_suffix(".partial")
    try:
        with partial.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(target)
    except OSError:
        partial.unlink(missing_ok=True)
        raise
    keep_names(target.parent)


def keep_names(folder: Path) -> None:
    """Have the disk know what is in a folder now. Raises OSError."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
