"""A server that was told to stop: who looks whether it is well is told, and what would never end by itself is ended."""

from collections.abc import Callable


class Stopping:
    """For the event loop alone."""

    def __init__(self) -> None:
        self.has_begun = False
        """From when other servers are to be asked."""
        self._endless: list[Callable[[], None]] = []

    def ends(self, end: Callable[[], None]) -> None:
        """`end` ends answers that else last as long as somebody listens, and which a server waits for as for all others."""
        self._endless.append(end)

    def end(self) -> None:
        """Nothing new is answered from now on."""
        for each in self._endless:
            each()
