"""Who may change reports: one thread of one process, of all that have the record."""

import threading
from collections.abc import Callable
from contextlib import ExitStack

from index.database.database import Database


class Writing:
    """A context manager; inside itself, the same. Waits for others of this process as long as it takes, of another a minute."""

    def __init__(self, database: Database, follow: Callable[[], None]) -> None:
        """`follow` brings what this process knows in line with the record, before it changes it."""
        self.here = threading.RLock()
        """Held by whoever changes what this process searches in."""
        self._database = database
        self._follow = follow
        self._depth = 0
        self._lease = ExitStack()

    def __enter__(self) -> None:
        """Raises LibraryInUseError where another process changes reports all the time."""
        with ExitStack() as undo:
            undo.enter_context(self.here)
            if self._depth == 0:
                with ExitStack() as lease:
                    lease.enter_context(self._database.lease())
                    self._follow()
                    self._lease = lease.pop_all()
            self._depth += 1
            undo.pop_all()

    def __exit__(self, *_: object) -> None:
        self._depth -= 1
        try:
            if self._depth == 0:
                self._lease.close()
        finally:
            self.here.release()
