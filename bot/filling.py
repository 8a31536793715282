"""A search engine that is a server of its own comes back without what it held: it is filled in while readers are served."""

import logging
import threading

from index.engines.seal import CHROMA
from index.errors import DamagedLibraryError, EngineAwayError, NotKeptError
from index.library import Library

_LOOKED_EVERY = 2.0
"""Seconds."""
_log = logging.getLogger(__name__)


class Filling:
    """Looks again and again whether the engines hold what the record says, and has them filled in; nothing is encoded."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._stopped = threading.Event()
        self._told = ""

    def go_on(self) -> None:
        """Until it is stopped."""
        while not self._stopped.wait(_LOOKED_EVERY):
            self.look()

    def stop(self) -> None:
        self._stopped.set()

    def look(self) -> None:
        """Once. What is wrong newly is told in the log."""
        try:
            if CHROMA in self._library.indexing.lacking():
                _log.warning("hoidap: Chroma lacks passages: they are filled in from the record")
                with self._library.writing:
                    self._library.indexing.heal()
            line = ""
        except (EngineAwayError, DamagedLibraryError, NotKeptError) as error:
            line = str(error)
        if line != self._told:
            _log.warning("hoidap: %s", line or "Chroma answers again, and holds all of the library")
        self._told = line
