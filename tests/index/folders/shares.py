"""Shares that fail as shares do, made with real mounts: only root may, elsewhere the tests that want one are skipped by name."""

import ctypes
import os
from collections.abc import Iterator
from contextlib import contextmanager
from io import FileIO
from pathlib import Path

import pytest

_DETACH = 2
_C = ctypes.CDLL(None, use_errno=True)


@contextmanager
def memory_share(folder: Path) -> Iterator[None]:
    """Mounted until the block ends."""
    _mount("tmpfs", folder, "")
    try:
        yield
    finally:
        _C.umount2(os.fsencode(folder), _DETACH)


@contextmanager
def silent_share(folder: Path) -> Iterator[FileIO]:
    """Whoever looks into it waits; once what it gives is closed, it is one whose server is gone (ENOTCONN)."""
    try:
        server = FileIO("/dev/fuse", "r+")
    except OSError as error:
        pytest.skip(f"no FUSE here: {error}")
    with server:
        _mount("fuse", folder, f"fd={server.fileno()},rootmode=40000,user_id={os.getuid()},group_id={os.getgid()}")
        try:
            yield server
        finally:
            server.close()
            _C.umount2(os.fsencode(folder), _DETACH)


def _mount(kind: str, folder: Path, options: str) -> None:
    if _C.mount(kind.encode(), os.fsencode(folder), kind.encode(), 0, options.encode()) != 0:
        pytest.skip(f"{kind} cannot be mounted here: {os.strerror(ctypes.get_errno())}")
