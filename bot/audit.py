"""Who did what, and who asked for what: two files of JSON, one object a line, each with its time and its request.

Nothing of a request can forge a line: JSON in ASCII has no line end and no control character in it.
"""

import json
import logging
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from datetime import UTC, datetime
from hashlib import sha256
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Literal

from bot.user import User
from index.database.database import Database
from index.errors import SearchIndexError

Event = Literal[
    "refused", "asked", "uploaded", "corrected", "removed", "exported", "history_deleted", "synced", "proposed"
]
"""What is told of beside that there was a request."""
SignInEvent = Literal["signed_in", "signed_out", "refused", "key_used"]
REQUEST: ContextVar[str] = ContextVar("request", default="")
"""The id of the request that is being answered."""
_LONGEST = 2_000
"""Characters of a text in a line."""
_MOST_BYTES, _FILES = 20_000_000, 10
"""Of a file before the next is begun, and how many are kept."""
_MOST_ROWS = 1_000_000
_ACCESS = logging.getLogger("hoidap.access")
_AUDIT = logging.getLogger("hoidap.audit")


def tell(event: Event, user: User | None, **more: str | int) -> None:
    """Write down that something was done; costs nothing where nobody keeps it, and never fails."""
    _AUDIT.info("", extra={"told": {"event": event, **_who(user), **more}})


def tell_sign_in(event: SignInEvent, name: str, address: str, **more: str | int) -> None:
    """Write down who came in, went or was refused; `name` is what was typed, and nothing that was meant to be secret is told.

    A refusal also stands in the log of a server that keeps no audit log.
    """
    told = {"event": event, "user": name[:200], "address": address, **more}
    level = logging.WARNING if event == "refused" else logging.INFO
    _AUDIT.log(level, "%s", told, extra={"told": told})


def tell_question(user: User | None, question: str, *, with_text: bool) -> None:
    """Write down that something was asked; what, only where the settings say so."""
    tell("asked", user, **({"question": question} if with_text else {}))


def tell_access(user: User | None, **more: str | float) -> None:
    """Write down that a request was answered."""
    _ACCESS.info("", extra={"told": {**_who(user), **more}})


@contextmanager
def kept(access: Path | None, audit: Path | None, shared: Database | None = None) -> Iterator[None]:
    """Keeps in these files what is told until the block ends; None: nowhere. Who did what also in a record that servers share."""
    handlers: list[tuple[logging.Logger, logging.Handler]] = [
        (log, _File(path)) for log, path in ((_ACCESS, access), (_AUDIT, audit)) if path
    ]
    if audit and shared:
        handlers.append((_AUDIT, _Table(shared)))
    for log, handler in handlers:
        log.setLevel(logging.INFO)
        log.propagate = False
        log.addHandler(handler)
    try:
        yield
    finally:
        for log, handler in handlers:
            log.removeHandler(handler)
            handler.close()


def _who(user: User | None) -> dict[str, str]:
    return {"user": _called(user.name), "role": user.role} if user else {"user": "", "role": ""}


def _called(name: str) -> str:
    """A browser is told from others, but not by the number that opens its history."""
    kind, colon, mark = name.partition(":")
    return f"{kind}:{sha256(mark.encode()).hexdigest()[:12]}" if colon and kind == "browser" else name


class _Line(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        told = getattr(record, "told", {})
        time = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        line = {"time": time, "request": REQUEST.get(), **told}
        return json.dumps({name: each[:_LONGEST] if isinstance(each, str) else each for name, each in line.items()})


class _Table(logging.Handler):
    """The table `audit`: the lines of all servers, the latest million."""

    def __init__(self, database: Database) -> None:
        super().__init__()
        self.setFormatter(_Line())
        self._database = database
        self._server = socket.gethostname()
        database.run("DELETE FROM audit WHERE row <= (SELECT max(row) FROM audit) - ?", _MOST_ROWS)

    def emit(self, record: logging.LogRecord) -> None:
        with suppress(
            SearchIndexError
        ):  # the file has it, and whoever reads the record is told that it is out of reach
            self._database.run("INSERT INTO audit (server, line) VALUES (?, ?)", self._server, self.format(record))


class _File(RotatingFileHandler):
    """A file for its owner alone. Where it cannot be written, the request is answered all the same, and the terminal told once."""

    def __init__(self, path: Path) -> None:
        self._has_told = False
        super().__init__(path, maxBytes=_MOST_BYTES, backupCount=_FILES, encoding="ascii", delay=True)
        self.setFormatter(_Line())

    def _open(self) -> TextIOWrapper:
        path = Path(self.baseFilename)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.touch(mode=0o600)
        return super()._open()

    def close(self) -> None:
        with suppress(OSError):  # what could not be written before cannot be now
            super().close()

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802, ARG002 - as logging has it
        if not self._has_told:
            self._has_told = True
            print(f"hoidap: cannot write to {self.baseFilename!r}: {sys.exception()}", file=sys.stderr)
