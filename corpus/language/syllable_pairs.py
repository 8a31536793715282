"""How often one syllable follows another in Vietnamese in general: what is likely where the reports of a library are silent.

The counts beside this module are of texts that `syllable_pairs.txt` names; `python -m tests.measures.count_pairs`
counts them again. Loaded once, when first asked for.
"""

import lzma
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from corpus.language.symbols import OTHER
from corpus.text.letters import fold

FILE = Path(__file__).with_suffix(".xz")
_DISCOUNT = 0.75
"""How much less each pair counts, for the pairs that were not met (absolute discounting)."""
_ONE_WORD_FROM = 0.05
"""How likely the second syllable is behind the first: "hội" behind "xã" .49; behind the name of a place a body begins with less than .02."""
_BYTES = 4


@dataclass(frozen=True)
class SyllablePairs:
    """Words in small letters and signs of `corpus.language.symbols`, and how often each follows each."""

    words: Sequence[str]
    """`OTHER` among them stands, as the first of a pair, for every word that is not."""
    totals: NDArray[np.int64]
    """int64[words]: how often each was followed by anything, pairs that are left out included."""
    asked: NDArray[np.int64]
    """int64[words]: how often each stands in the questions among the texts that people asked of official documents."""
    keys: NDArray[np.int64]
    """int64[pairs], ascending: the position of the first word times the number of words, plus that of the second."""
    counts: NDArray[np.int32]
    """int32[pairs]: how often each pair was met."""

    @property
    def total(self) -> int:
        """Number of words and signs counted."""
        return int(self.totals.sum())

    def count(self, first: str, second: str) -> int:
        """How often `second` stood right after `first` among the `total`; 0 where hardly ever."""
        return int(self._counts(self._positions([first]), self._positions([second]))[0, 0])

    def log_probability(self, first: str, second: str) -> float:
        """Natural logarithm of how likely it is that `second` follows `first`; never minus infinity."""
        return float(np.log(self.following([first], [second])[0, 0]))

    def are_one_word(self, first: str, second: str) -> bool:
        """Whether two syllables are, side by side, one word: "xã hội", and not the end of a name with what follows it."""
        return bool(self.following([first], [second])[0, 0] >= _ONE_WORD_FROM)

    def following(self, firsts: Sequence[str], seconds: Sequence[str]) -> NDArray[np.float64]:
        """float64[firsts, seconds] above 0: how likely each second follows each first.

        Interpolated Kneser-Ney smoothing (Kneser and Ney 1995, Chen and Goodman 1999).
        """
        rows, columns = self._positions(firsts), self._positions(seconds)
        counts = np.where(self._known(seconds), self._counts(rows, columns), 0)
        seen = np.maximum(counts - _DISCOUNT, 0) / np.maximum(self.totals[rows, None], 1)
        return np.asarray(seen + self._left_over[rows, None] * self.alone(seconds))

    def frequency(self, words: Sequence[str]) -> NDArray[np.float64]:
        """float64[words] above 0: the share of each among all words and signs."""
        return np.asarray(np.maximum(self._of_each(self.totals, words), 0.5) / self.total)

    def in_questions(self, words: Sequence[str]) -> NDArray[np.int64]:
        """int64[words]: how often each stands in people's questions, of which there are `asked.sum()` words and signs."""
        return self._of_each(self.asked, words)

    def alone(self, words: Sequence[str]) -> NDArray[np.float64]:
        """float64[words] above 0: how likely each is after a word that it was never met after."""
        return np.where(self._known(words), self._spread[self._positions(words)], self._spread.min())

    def spellings(self, folded: str) -> Sequence[str]:
        """The words that are so without their marks."""
        return self._spellings.get(folded, ())

    def packed(self) -> bytes:
        """The counts as a file."""
        steps = np.diff(self.keys, prepend=0)
        numbers = np.concatenate([self.totals, self.asked, steps, self.counts]).astype("<u4")
        planes = numbers.view(np.uint8).reshape(-1, _BYTES).T
        return lzma.compress(" ".join(self.words).encode() + b"\n" + planes.tobytes(), preset=9)

    @classmethod
    def unpacked(cls, packed: bytes) -> Self:
        """The counts that `packed` made a file of."""
        words, _, planes = lzma.decompress(packed).partition(b"\n")
        numbers = np.ascontiguousarray(np.frombuffer(planes, np.uint8).reshape(_BYTES, -1).T).view("<u4").ravel()
        known = words.decode().split(" ")
        totals, asked, pairs = np.split(numbers.astype(np.int64), [len(known), 2 * len(known)])
        steps, counts = np.split(pairs, 2)
        return cls(known, totals, asked, np.cumsum(steps), counts.astype(np.int32))

    def _positions(self, words: Sequence[str]) -> NDArray[np.intp]:
        other = self._position[OTHER]
        return np.array([self._position.get(word, other) for word in words], np.intp)

    def _known(self, words: Sequence[str]) -> list[bool]:
        return [word in self._position for word in words]

    def _of_each(self, numbers: NDArray[np.int64], words: Sequence[str]) -> NDArray[np.int64]:
        return np.where(self._known(words), numbers[self._positions(words)], 0)

    def _counts(self, rows: NDArray[np.intp], columns: NDArray[np.intp]) -> NDArray[np.int32]:
        wanted = rows[:, None] * len(self.words) + columns
        places = np.minimum(np.searchsorted(self.keys, wanted), len(self.keys) - 1)
        return np.where(self.keys[places] == wanted, self.counts[places], 0)

    @cached_property
    def _position(self) -> Mapping[str, int]:
        return {word: position for position, word in enumerate(self.words)}

    @cached_property
    def _left_over(self) -> NDArray[np.float64]:
        """float64[words]: the share of what follows each word that the discounted pairs leave."""
        seen = np.bincount(self.keys // len(self.words), self.counts - _DISCOUNT, len(self.words))
        return np.asarray(1 - seen / np.maximum(self.totals, 1))

    @cached_property
    def _spread(self) -> NDArray[np.float64]:
        """float64[words]: the share of the pairs that each is the second of."""
        followed = np.bincount(self.keys % len(self.words), minlength=len(self.words))
        return np.asarray(np.maximum(followed, 0.5) / len(self.keys))

    @cached_property
    def _spellings(self) -> Mapping[str, Sequence[str]]:
        found: dict[str, list[str]] = {}
        for word in self.words:
            if word.isalpha():
                found.setdefault(fold(word), []).append(word)
        return found


@cache
def general_pairs() -> SyllablePairs:
    """What is counted of Vietnamese in general."""
    return SyllablePairs.unpacked(FILE.read_bytes())
