"""Patience with something that speaks slowly: how long it may be silent, how long it may take in all."""

import queue
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bot.errors import ModelFailedError


@dataclass(frozen=True, slots=True)
class _End:
    """Nothing more comes; the error that ended it, if one did."""

    error: Exception | None = None


def within(speak: Callable[[], Iterator[str]], *, silence: float, whole: float) -> Iterator[str]:
    """The pieces that `speak()` yields, as they come, read on a thread of their own.

    Raises ModelFailedError "stalled" after `silence` seconds without a piece or `whole` seconds in all; and whatever
    `speak` raises. What `speak` would still yield is then left unread: it must have a time limit of its own.
    """
    spoken: queue.SimpleQueue[str | _End] = queue.SimpleQueue()
    unwanted = threading.Event()
    threading.Thread(target=_listen, args=(speak, spoken, unwanted), daemon=True).start()
    until = time.monotonic() + whole
    try:
        while True:
            try:
                piece = spoken.get(timeout=max(0.0, min(silence, until - time.monotonic())))
            except queue.Empty:
                raise ModelFailedError("stalled", f"silent for {silence:g} s, or longer than {whole:g} s") from None
            if isinstance(piece, _End):
                if piece.error:
                    raise piece.error
                return
            yield piece
    finally:
        unwanted.set()


def _listen(
    speak: Callable[[], Iterator[str]], spoken: queue.SimpleQueue[str | _End], unwanted: threading.Event
) -> None:
    try:
        for piece in speak():
            if unwanted.is_set():
                return
            spoken.put(piece)
    except Exception as error:  # noqa: BLE001 - raised again on the thread that listens
        spoken.put(_End(error))
    else:
        spoken.put(_End())
