"""Work that is done again and again beside the server, for as long as it serves."""

import logging
import threading
from abc import ABC, abstractmethod

from index.errors import SearchIndexError

_log = logging.getLogger(__name__)


class Repeated(ABC):
    """What fails is tried again, and told once in the log."""

    every: float
    """Seconds between two times."""
    well_again: str
    """What is told after a failure, once it is done."""

    def __init__(self) -> None:
        self._stopped = threading.Event()
        self._told = ""

    def go_on(self) -> None:
        """Until it is stopped."""
        while not self._stopped.wait(self.every):
            self.look()

    def stop(self) -> None:
        self._stopped.set()

    def look(self) -> None:
        """Do it now."""
        told = ""
        try:
            self._do()
        except SearchIndexError as error:
            told = str(error)
        if told != self._told:
            _log.warning("hoidap: %s", told or self.well_again)
        self._told = told

    @abstractmethod
    def _do(self) -> None:
        """Once. Raises SearchIndexError where it cannot be done now."""
