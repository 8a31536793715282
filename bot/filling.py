"""A search engine that is a server of its own comes back without what it held: it is filled in while readers are served."""

import logging

from bot.repeated import Repeated
from index.engines.seal import CHROMA
from index.library import Library

_log = logging.getLogger(__name__)


class Filling(Repeated):
    """Looks whether the engines hold what the record says, and has them filled in; nothing is encoded."""

    every = 2.0
    well_again = "Chroma answers again, and holds all of the library"

    def __init__(self, library: Library) -> None:
        super().__init__()
        self._library = library

    def _do(self) -> None:
        if CHROMA in self._library.indexing.lacking():
            _log.warning("hoidap: Chroma lacks passages: they are filled in from the record")
            with self._library.writing:
                self._library.indexing.heal()
