"""A folder that is for the account that runs the library alone: what people ask and what reports say."""

import os
import stat
from contextlib import suppress
from pathlib import Path

_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def close_to_others(folder: Path) -> None:
    """Takes from everybody else what an older version, or an editor of settings, left open in it.

    What lies in a folder that is closed already nobody else reaches: of a library that is in order only the top is looked at.
    What belongs to another account, or lies on a disk that is only read, stays as it is.
    """
    _close(folder)
    within = [folder]
    while within:
        with os.scandir(within.pop()) as entries:
            open_before = [each for each in entries if not each.is_symlink() and _close(Path(each.path))]
        within += [Path(each.path) for each in open_before if each.is_dir()]


def _close(path: Path) -> bool:
    """Whether others had any right to it."""
    with suppress(OSError):  # another's, gone, or on a disk that is only read
        mode = stat.S_IMODE(path.stat().st_mode)
        if mode & _OTHERS:
            path.chmod(mode & ~_OTHERS)
            return True
    return False
