"""Put back the diacritics that a question was typed without, as the reports spell the words.

Viterbi over the spellings of each folded syllable, scored by how often the library's own text has them next
to each other. A mark that was typed is kept; so "ke hoạch nam 2025" becomes "kế hoạch năm 2025".
Dense search loses most of its strength without diacritics, so a question is always restored.
"""

import itertools
import math
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from corpus.language.cues import Cues
from index.record.word_counts import WordCounts
from index.words import fold

_WORD = re.compile(r"[^\W\d_]+")
_PAIR_WEIGHT = 0.85
"""Share of a word's probability that comes from its left neighbour (Jelinek-Mercer smoothing)."""
_FLOOR = 1e-9
_ASKING = Cues(__file__).words("asking")
_ASKING_COUNT = 5
"""How often each phrase of a question counts as read; reports hardly ever ask."""


_MARKED = 0.75
"""Share of the syllables of Vietnamese text that carry a mark."""
_FEWEST_LEFT_OUT = 0.002
_ADDED_MARK = 1e-3
"""Probability that a syllable typed with some of its marks lacks another ("hơp" for "hợp")."""


@dataclass(frozen=True, slots=True)
class _Path:
    score: float
    words: tuple[str, ...]


class Restorer:
    """Restores questions from the words of the reports in some collections (None: all)."""

    def __init__(self, counts: WordCounts, collections: Sequence[str] | None) -> None:
        collections = counts.collections() if collections is None else collections
        self._total = counts.total(collections) + sum(_asking_words().values())
        self._pairs = lru_cache(maxsize=20_000)(lambda first, word: _with_asking(counts, first, word, collections))

    def restore(self, question: str) -> str:
        """The question with the likeliest diacritics; words the reports do not know stay as typed."""
        matches = list(_WORD.finditer(question))
        words = self._best_words([match[0].lower() for match in matches])
        pieces, position = [], 0
        for match, word in zip(matches, words, strict=True):
            pieces += [question[position : match.start()], _in_case_of(match[0], word)]
            position = match.end()
        return "".join(pieces) + question[position:]

    def _best_words(self, typed: Sequence[str]) -> tuple[str, ...]:
        paths = [_Path(0.0, ())]
        before = ""
        left_out = _marks_left_out(typed)
        for word in typed:
            folded = fold(word)
            pairs = self._pairs(before, folded)
            paths = [
                max((self._step(path, spelling, prior, pairs) for path in paths), key=_by_score)
                for spelling, prior in self._candidates(word, folded, left_out)
            ]
            before = folded
        return max(paths, key=_by_score).words

    def _candidates(self, typed: str, folded: str, left_out: float) -> list[tuple[str, float]]:
        """Spellings that keep every mark that was typed, with how likely it is that the others were left out."""
        spellings = [word for _, word in self._pairs("", folded)]
        if typed == folded:
            return [(word, 1.0 if word == typed else left_out) for word in sorted(spellings)] or [(typed, 1.0)]
        marks = _marks(typed)
        return [(typed, 1.0), *((word, _ADDED_MARK) for word in sorted(spellings) if marks < _marks(word))]

    def _step(self, path: _Path, word: str, prior: float, pairs: Mapping[tuple[str, str], int]) -> _Path:
        """The path continued by the word: interpolated bigram and unigram probability."""
        first = path.words[-1] if path.words else ""
        before = self._count(first) if first else 0
        pair = pairs.get((first, word), 0) / before if before else 0.0
        alone = self._count(word) / self._total
        probability = _PAIR_WEIGHT * pair + (1 - _PAIR_WEIGHT) * alone
        return _Path(path.score + math.log(prior * (probability + _FLOOR)), (*path.words, word))

    def _count(self, word: str) -> int:
        return self._pairs("", fold(word)).get(("", word), 0)


def _with_asking(
    counts: WordCounts, first: str, word: str, collections: Sequence[str] | None
) -> Mapping[tuple[str, str], int]:
    return Counter(counts.pairs(first, word, collections)) + _asking().get((first, word), Counter())


def _marks_left_out(typed: Sequence[str]) -> float:
    """The share of its marks that a question seems to be typed without, as many as Vietnamese text has on average."""
    marked = sum(fold(word) != word for word in typed) / max(len(typed), 1)
    return max(1 - marked / _MARKED, _FEWEST_LEFT_OUT)


def _marks(word: str) -> frozenset[tuple[int, str]]:
    """Which mark stands on which letter of the folded word; the stroke of đ is one."""
    found, letter = set(), -1
    for char in unicodedata.normalize("NFD", word):
        if unicodedata.combining(char):
            found.add((letter, char))
            continue
        letter += 1
        if char == "đ":
            found.add((letter, char))
    return frozenset(found)


def _by_score(path: _Path) -> float:
    return path.score


@cache
def _asking() -> Mapping[tuple[str, str], Counter[tuple[str, str]]]:
    """What the phrases of questions add to the counts, by folded neighbours."""
    found: dict[tuple[str, str], Counter[tuple[str, str]]] = {}
    for phrase in _ASKING:
        words = phrase.split()
        for first, word in [*(("", word) for word in words), *itertools.pairwise(words)]:
            found.setdefault((fold(first), fold(word)), Counter())[first, word] += _ASKING_COUNT
    return found


@cache
def _asking_words() -> Counter[tuple[str, str]]:
    return sum((counts for (first, _), counts in _asking().items() if not first), Counter())


def _in_case_of(typed: str, word: str) -> str:
    if fold(typed) != fold(word) or typed.lower() == word:
        return typed
    if typed.isupper() and len(typed) > 1:
        return word.upper()
    return word.capitalize() if typed[0].isupper() else word
