"""The socket in the data folder, by which the owner of the folder reaches the server that has it open.

Only the account that owns the folder can open it, and that account may do everything with the library anyhow: what comes by it
needs no key. It is told from the network by the socket itself, which no header can forge.
"""

import os
import socket
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from starlette.types import Scope

from bot.user import User

NAME = "server.sock"
OWNER = User("", role="administrator")
_LONGEST = 100
"""Bytes of an address of a socket, on every system."""


@contextmanager
def listening(folder: Path) -> Iterator[socket.socket]:
    """Takes connections until the block ends; for whoever holds the library's lock, since one that is there is then a dead server's."""
    file = folder / NAME
    file.unlink(missing_ok=True)
    with socket.socket(socket.AF_UNIX) as listener:
        with short_path(file) as name:
            listener.bind(str(name))
        file.chmod(0o600)
        listener.listen()
        try:
            yield listener
        finally:
            with suppress(OSError):
                file.unlink(missing_ok=True)


@contextmanager
def short_path(file: Path) -> Iterator[Path]:
    """A path of the file that an address of a socket can hold, however deep its folder is."""
    if len(os.fsencode(file)) <= _LONGEST:
        yield file
        return
    with tempfile.TemporaryDirectory(prefix="hoidap-") as folder:
        link = Path(folder) / "data"
        link.symlink_to(file.parent.resolve())
        yield link / file.name


def is_from_owner(scope: Scope) -> bool:
    """Whether a request came by the socket: its server is a path then, where one on the network has an address and a port."""
    address, port = scope.get("server") or ("", 0)
    return port is None and Path(address).name == NAME
