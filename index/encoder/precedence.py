"""Questions before passages: who waits for an answer is not to wait for a sync, which uses every core for minutes."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

_LONGEST = 0.3
"""Seconds that a sync waits at once; it then does one more batch of a tenth of that, so that it comes to an end however many ask."""

_LATELY = 10.0
"""Seconds after a question in which another is likely."""


class Precedence:
    """Safe to use from several threads."""

    def __init__(self, longest: float = _LONGEST) -> None:
        self._longest = longest
        self._asked = 0
        self._latest = float("-inf")
        self._changed = threading.Condition()
        self._mine = threading.local()

    @contextmanager
    def question(self) -> Iterator[None]:
        """This thread answers a question until the block ends."""
        before, self._mine.is_asked = self._is_mine, True
        with self._changed:
            self._asked += 1
            self._latest = time.monotonic()
        try:
            yield
        finally:
            self._mine.is_asked = before
            with self._changed:
                self._asked -= 1
                self._changed.notify_all()

    @property
    def is_wanted(self) -> bool:
        """Whether others asked of late, and may again; not where this thread answers a question itself."""
        return not self._is_mine and time.monotonic() - self._latest < _LATELY

    def give_way(self) -> None:
        """Wait while others answer questions, but not for long; who answers one does not wait at all."""
        if self._is_mine:
            return
        with self._changed:
            self._changed.wait_for(lambda: not self._asked, self._longest)

    @property
    def _is_mine(self) -> bool:
        return getattr(self._mine, "is_asked", False)


PRECEDENCE = Precedence()
"""Of this process: its libraries share the cores."""
