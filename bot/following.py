"""Follows a record that other servers change as well: what they added, corrected or took out is found here soon after."""

import logging
import threading

from index.errors import SearchIndexError
from index.library import Library

_EVERY = 1.0
"""Seconds."""
_log = logging.getLogger(__name__)


class Following:
    """Nothing where the record is this server's alone."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._stopped = threading.Event()
        self._told = ""

    def go_on(self) -> None:
        """Until it is stopped; what fails is tried again, and told once."""
        while self._library.shared and not self._stopped.wait(_EVERY):
            told = ""
            try:
                self._library.follow()
            except SearchIndexError as error:
                told = str(error)
            if told != self._told:
                self._told = told
                _log.warning("hoidap: %s", told or "the record answers again")

    def stop(self) -> None:
        self._stopped.set()
