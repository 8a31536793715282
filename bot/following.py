"""Follows a record that other servers change as well: what they added, corrected or took out is found here soon after."""

from bot.repeated import Repeated
from index.library import Library


class Following(Repeated):
    """Of a record that is shared."""

    every = 1.0
    well_again = "the record answers again"

    def __init__(self, library: Library) -> None:
        super().__init__()
        self._library = library

    def _do(self) -> None:
        self._library.follow()
