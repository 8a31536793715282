"""A folder that is for the account that runs the library alone: what people ask and what reports say."""

import os
import stat
from contextlib import suppress
from pathlib import Path

_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def close_to_others(folder: Path) -> None:
    """Takes from everybody else what an older version, or an editor of settings, left open in it.

    What lies in a folder that is closed already nobody else reaches: of a library that is in order only the top is looked at.
    What belongs to another account stays as it is.
    """
    _close(folder)
    within = [folder]
    while within:
        for entry in os.scandir(within.pop()):
            if entry.is_symlink():
                continue
            was_open = _close(Path(entry.path))
            if was_open and entry.is_dir():
                within.append(Path(entry.path))


def _close(path: Path) -> bool:
    """Whether others had any right to it."""
    with suppress(PermissionError, FileNotFoundError):
        mode = stat.S_IMODE(path.stat().st_mode)
        if mode & _OTHERS:
            path.chmod(mode & ~_OTHERS)
            return True
    return False
