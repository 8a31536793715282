"""What a request is told where the library itself is at fault: one line, with no path of this machine."""

import errno
import logging

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from index.errors import (
    DamagedLibraryError,
    DamagedOriginalError,
    EngineAwayError,
    LibraryInUseError,
    NotKeptError,
    SearchIndexError,
    UnreachableRecordError,
)

_log = logging.getLogger(__name__)
_TOLD: dict[type[SearchIndexError], tuple[int, str]] = {
    DamagedLibraryError: (503, "the library is damaged: tell its administrator, who is told more in the server's log"),
    DamagedOriginalError: (
        409,
        "the kept original is damaged and not shown: tell the administrator to run `hoidap repair`",
    ),
    EngineAwayError: (
        503,
        "the search engine does not answer at the moment: try again soon; the server's log tells more",
    ),
    UnreachableRecordError: (503, "the library's database does not answer: try again, or tell its administrator"),
    LibraryInUseError: (503, "another server changes reports now: try again in some minutes"),
    NotKeptError: (503, "nothing can be kept: the server cannot write to its disk; tell its administrator"),
}
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EFBIG, errno.EIO)


def line_of_fault(error: Exception) -> str:
    """What is told of an error that was not looked for, where an answer must be given."""
    return _status_and_line(error)[1]


def _status_and_line(error: Exception) -> tuple[int, str]:
    if isinstance(error, OSError) and error.errno in _FULL:
        error = NotKeptError(str(error))
    told = _TOLD.get(type(error)) if isinstance(error, SearchIndexError) else None
    return told or (500, "this failed: tell the administrator, who is told more in the server's log")


def tell_faults(app: FastAPI) -> None:
    """Answer for these errors; the log has their whole text."""
    for kind in _TOLD:
        app.add_exception_handler(kind, _told)
    app.add_exception_handler(OSError, _disk)


class Unforeseen:
    """ASGI middleware: what nobody looked for is one line too, in the form of all others; the log has its traceback."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        has_begun = False

        async def send_on(message: Message) -> None:
            nonlocal has_begun
            has_begun = True
            await send(message)

        try:
            await self._app(scope, receive, send_on)
        except Exception as error:
            if has_begun or scope["type"] != "http":
                raise
            _log.exception("hoidap")
            status, line = _status_and_line(error)
            told = JSONResponse({"detail": line}, status, {"Cache-Control": "no-store"})
            await told(scope, receive, send)


def _disk(request: Request, error: Exception) -> JSONResponse:
    """What was sent cannot be written; any other fault of the machine is one of ours."""
    if isinstance(error, OSError) and error.errno in _FULL:
        return _told(request, NotKeptError(str(error)))
    raise error


def _told(_: Request, error: Exception) -> JSONResponse:
    _log.error("hoidap: %s", error)
    status, line = _TOLD[type(error)]  # type: ignore[index] # only these come here
    return JSONResponse({"detail": line}, status)
