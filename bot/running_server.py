"""The server that has the library open, asked by the commands beside it through the socket in the data folder."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from bot.client.client import Client
from bot.client.errors import UnreachableError
from bot.owners_socket import NAME, short_path

_ADDRESS = "http://localhost"
_SECONDS = 10.0
"""In which a server says that it is there."""


@contextmanager
def running_server(folder: Path) -> Iterator[Client | None]:
    """The server that serves the library in this folder; None where none does, also where one died and left its socket.

    It is waited for as long as it takes: a withdrawal waits for a sync of thousands of files, and an answer for a slow model.
    """
    file = folder / NAME
    with ExitStack() as opened:
        if not file.is_socket():
            yield None
            return
        socket = opened.enter_context(short_path(file))
        try:
            with Client(_ADDRESS, socket=socket, timeout=_SECONDS) as probe:
                probe.health()
        except UnreachableError:
            yield None
            return
        yield opened.enter_context(Client(_ADDRESS, socket=socket, timeout=None))
