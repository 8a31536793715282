"""How fast a model's server reads and writes, measured once by a small call: what may be sent to be answered in time.

In bytes of text, not tokens: every server can be timed by them, whatever it tells and however it counts.
"""

import logging
import time
from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock

from bot.errors import ModelFailedError
from bot.writing.chat_model import ChatModel, ModelMessage

_log = logging.getLogger(__name__)
_PIECES = 24
"""Pieces of the reply, mostly a token each, that are waited for."""
_SHARE = 0.5
"""Of the silence allowed that reading may take: other work slows a server down after it was measured."""


@dataclass(frozen=True, slots=True)
class Pace:
    """Of one server, when it was measured."""

    read: float
    """Bytes of a prompt a second."""
    written: float
    """Bytes of a reply a second."""

    def room(self, silence: float) -> int:
        """Bytes of a prompt that are read well before `silence` seconds have passed."""
        return int(self.read * silence * _SHARE)


def pace_of(model: ChatModel, rules: str) -> Pace | None:
    """Measured now, by a call with these rules; None where the reply is too short to tell.

    A call before it has the server load its model, which many do when they are first asked. Raises ModelFailedError when
    the model fails.
    """
    next(iter(model.stream([ModelMessage("user", "1")])), None)
    messages = [ModelMessage("system", rules), ModelMessage("user", ", ".join(map(str, range(1, 60))))]
    began = time.perf_counter()
    times, written = [began], []
    for piece in model.stream(messages):
        times.append(time.perf_counter())
        written.append(len(piece.encode()))
        if len(written) == _PIECES:
            break
    if len(written) <= 1:
        return None
    return Pace(_rate(_size(messages), times[1] - began), _rate(sum(written[1:]), times[-1] - times[1]))


def _rate(count: int, seconds: float) -> float:
    return count / max(seconds, 1e-3)


def _size(messages: Sequence[ModelMessage]) -> int:
    return sum(len(each.content.encode()) for each in messages)


class Pacer:
    """The pace of one model for as long as the process lives; measured when it is first asked for, and told in the log."""

    def __init__(self, model: ChatModel, rules: str, silence: float) -> None:
        """`silence`: seconds that the model may take to its first word."""
        self._model = model
        self._rules = rules
        self._silence = silence
        self._lock = Lock()
        self._is_measured = False
        self._pace: Pace | None = None

    def fits(self, messages: Sequence[ModelMessage]) -> bool:
        """Whether the server reads them in time; true where that could not be measured.

        Raises ModelFailedError where the server cannot be reached or is silent.
        """
        room = self.room()
        return room is None or _size(messages) <= room

    def room(self) -> int | None:
        """Bytes of a prompt that the server reads in time. Raises as `fits` does."""
        pace = self._known()
        return pace.room(self._silence) if pace else None

    def seconds(self, messages: Sequence[ModelMessage], reply: str) -> float:
        """How long the server takes to read them and to write such a reply; 0 where that could not be measured. Raises as `fits` does."""
        pace = self._known()
        return _size(messages) / pace.read + len(reply.encode()) / pace.written if pace else 0.0

    def _known(self) -> Pace | None:
        with self._lock:
            if not self._is_measured:
                self._pace = self._measured()
                self._is_measured = True
        return self._pace

    def _measured(self) -> Pace | None:
        try:
            pace = pace_of(self._model, self._rules)
        except ModelFailedError as error:
            if error.fault in ("unreachable", "stalled"):
                raise
            pace = None
        if pace is None:
            _log.info("how fast the model's server is could not be measured: as much is sent as its context holds")
            return None
        _log.info(
            "the model's server reads %.0f and writes %.0f bytes a second: up to %d bytes are sent to be read in time",
            pace.read,
            pace.written,
            pace.room(self._silence),
        )
        return pace
