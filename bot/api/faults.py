"""What a request is told where the library itself is at fault: one line, with no path of this machine."""

import errno
import logging

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse

from index.errors import DamagedLibraryError, DamagedOriginalError, NotKeptError, SearchIndexError

_log = logging.getLogger(__name__)
_TOLD: dict[type[SearchIndexError], tuple[int, str]] = {
    DamagedLibraryError: (503, "the library is damaged: tell its administrator, who is told more in the server's log"),
    DamagedOriginalError: (
        409,
        "the kept original is damaged and not shown: tell the administrator to run `hoidap repair`",
    ),
    NotKeptError: (503, "nothing can be kept: the server cannot write to its disk; tell its administrator"),
}
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EFBIG, errno.EIO)


def line_of_fault(error: Exception) -> str:
    """What is told of an error that was not looked for, where an answer must be given."""
    if isinstance(error, OSError) and error.errno in _FULL:
        error = NotKeptError(str(error))
    told = _TOLD.get(type(error)) if isinstance(error, SearchIndexError) else None
    return told[1] if told else "this failed: tell the administrator, who is told more in the server's log"


def tell_faults(app: FastAPI) -> None:
    """Answer for these errors; the log has their whole text."""
    for kind in _TOLD:
        app.add_exception_handler(kind, _told)
    app.add_exception_handler(OSError, _disk)


def _disk(request: Request, error: Exception) -> JSONResponse:
    """What was sent cannot be written; any other fault of the machine is one of ours."""
    if isinstance(error, OSError) and error.errno in _FULL:
        return _told(request, NotKeptError(str(error)))
    raise error


def _told(_: Request, error: Exception) -> JSONResponse:
    _log.error("hoidap: %s", error)
    status, line = _TOLD[type(error)]  # type: ignore[index] # only these come here
    return JSONResponse({"detail": line}, status)
