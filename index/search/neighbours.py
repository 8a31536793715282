"""How well words stand side by side in a library: by what its reports write, and by Vietnamese in general where they are silent."""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from corpus.language.syllable_pairs import general_pairs
from index.record.word_counts import WordCounts
from index.words import fold

_PAIRS = 300
"""What is likely after a word in general weighs as much as so many times that the reports write the word."""
_WORDS = 10_000
"""How common words are in general weighs as much as so many words of the reports."""
_ADAPTED = 0.5
"""How far a word that reports and questions have oftener than texts in general gains wherever it stands; 1: wholly."""
_COMMON = 0.2
"""How much more than in its probability after another a word's own counts: few neighbours of rare words are known."""


class Neighbours:
    """Over the reports of some collections (None: all). All words are in small letters.

    Weights are fitted on questions of two development libraries (docs/decisions/0012-typed-marks.md).
    """

    def __init__(self, counts: WordCounts, collections: Sequence[str] | None) -> None:
        collections = counts.collections() if collections is None else collections
        self._general = general_pairs()
        self._total = counts.total(collections) + int(self._general.asked.sum())
        self._followed = lru_cache(maxsize=20_000)(lambda first: counts.followed(first, collections))
        self._own = lru_cache(maxsize=20_000)(self._own_scores)
        self._pairs = lru_cache(maxsize=20_000)(lambda first, word: counts.pairs(first, word, collections))

    def spellings(self, folded: str) -> list[str]:
        """The words that are so without their marks, in the reports or in general, in alphabetical order."""
        return sorted({word for _, word in self._pairs("", folded)} | set(self._general.spellings(folded)))

    def scores(self, firsts: Sequence[str], seconds: Sequence[str]) -> NDArray[np.float64]:
        """float64[firsts, seconds], logarithms: how well each second stands after each first.

        The firsts differ by their marks alone, the seconds also.
        """
        return np.asarray(np.log(self._following(firsts, seconds)) + self._own(tuple(seconds)))

    def _own_scores(self, words: Sequence[str]) -> NDArray[np.float64]:
        """float64[words], logarithms: what each adds wherever it stands."""
        return np.asarray(_COMMON * np.log(self._general.alone(words)) + _ADAPTED * self._gained(words))

    def _following(self, firsts: Sequence[str], seconds: Sequence[str]) -> NDArray[np.float64]:
        """The mean of a Dirichlet distribution around what is likely in general (MacKay and Peto 1995)."""
        general = self._general.following(firsts, seconds)
        if not (firsts[0].isalpha() and seconds[0].isalpha()):
            return general  # what is no word is not counted in the reports
        found, followed = self._pairs(fold(firsts[0]), fold(seconds[0])), self._followed(fold(firsts[0]))
        counts = np.array([[found.get((first, second), 0) for second in seconds] for first in firsts])
        often = np.array([[followed.get(first, 0)] for first in firsts])
        return np.asarray((counts + _PAIRS * general) / (often + _PAIRS))

    def _gained(self, words: Sequence[str]) -> NDArray[np.float64]:
        """float64[words], logarithms: how much oftener reports and questions have them (Kneser, Peters and Klakow 1997)."""
        if not words[0].isalpha():
            return np.zeros(len(words))
        found, frequency = self._pairs("", fold(words[0])), self._general.frequency(words)
        counts = np.array([found.get(("", word), 0) for word in words]) + self._general.in_questions(words)
        return np.asarray(np.log((counts / frequency + _WORDS) / (self._total + _WORDS)))
