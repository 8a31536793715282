"""Asks what may never answer: a share whose server is gone can keep whoever looks at it for hours, and so can a web site."""

import errno
import os
import threading
from collections.abc import Callable
from concurrent.futures import Future, wait
from typing import Any, TypeVar

_Told = TypeVar("_Told")

PATIENCE = 20.0
"""Seconds."""
_asked: dict[str, Future[Any]] = {}
"""By what was asked. Nothing is asked a second time while it still waits, so that no more threads wait than there are shares."""


def in_time(ask: Callable[[], _Told], what: str, patience: float | None = None) -> _Told:
    """What `ask` returns or raises. Raises TimeoutError where it takes longer than `patience`, in seconds (None: `PATIENCE`); it is left alone then."""
    told: Future[_Told] | None = _asked.get(what)
    if told is None or told.done():  # one that came too late is not what is asked now
        told = _asked[what] = Future()
        threading.Thread(target=_tell, args=[told, ask], name=what, daemon=True).start()
    if not wait([told], PATIENCE if patience is None else patience).done:
        raise TimeoutError(errno.ETIMEDOUT, os.strerror(errno.ETIMEDOUT))
    _asked.pop(what, None)
    return told.result()


def _tell(told: "Future[_Told]", ask: Callable[[], _Told]) -> None:
    try:
        told.set_result(ask())
    except Exception as error:  # noqa: BLE001  raised again where it was asked
        told.set_exception(error)
