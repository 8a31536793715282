"""The lock that keeps a library to one process: the only door to filelock."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from index.errors import LibraryInUseError


@contextmanager
def owned(folder: Path) -> Iterator[None]:
    """Until the block ends no other process opens the library in this folder. Raises LibraryInUseError, OSError."""
    lock = FileLock(folder / "lock", timeout=0)
    try:
        lock.acquire()
    except Timeout as error:
        raise LibraryInUseError(
            f"the library {str(folder)!r} is open in another process (a running `hoidap serve`?): "
            "stop that one first, or ask it at its address"
        ) from error
    try:
        yield
    finally:
        lock.release()
