"""How likely a word follows another in a library: by what its reports write, and by Vietnamese in general where they are silent."""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from corpus.language.syllable_pairs import general_pairs
from index.record.word_counts import WordCounts
from index.words import fold

_AS_MANY = 300
"""What is likely after a word in general weighs as much as so many times that the reports write the word."""


class Neighbours:
    """Over the reports of some collections (None: all). All words are in small letters."""

    def __init__(self, counts: WordCounts, collections: Sequence[str] | None) -> None:
        collections = counts.collections() if collections is None else collections
        self._general = general_pairs()
        self._followed = lru_cache(maxsize=20_000)(lambda first: counts.followed(first, collections))
        self._pairs = lru_cache(maxsize=20_000)(lambda first, word: counts.pairs(first, word, collections))

    def spellings(self, folded: str) -> list[str]:
        """The words that are so without their marks, in the reports or in general, in alphabetical order."""
        return sorted({word for _, word in self._pairs("", folded)} | set(self._general.spellings(folded)))

    def following(self, firsts: Sequence[str], seconds: Sequence[str]) -> NDArray[np.float64]:
        """float64[firsts, seconds] above 0: how likely each second follows each first.

        The firsts differ by their marks alone, the seconds also. The mean of a Dirichlet distribution around what is
        likely in general (MacKay and Peto 1995).
        """
        general = self._general.following(firsts, seconds)
        if not (firsts[0].isalpha() and seconds[0].isalpha()):
            return general  # what is no word is not counted in the reports
        found, followed = self._pairs(fold(firsts[0]), fold(seconds[0])), self._followed(fold(firsts[0]))
        counts = np.array([[found.get((first, second), 0) for second in seconds] for first in firsts])
        often = np.array([[followed.get(first, 0)] for first in firsts])
        return np.asarray((counts + _AS_MANY * general) / (often + _AS_MANY))

    def alone(self, words: Sequence[str]) -> NDArray[np.float64]:
        """float64[words] above 0: how likely each is whatever stands before it, in general."""
        return self._general.alone(words)
