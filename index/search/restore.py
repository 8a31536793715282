"""Put back the diacritics that a question was typed without.

Viterbi over the spellings of each syllable, scored by how likely they follow each other (`neighbours.py`). A mark that
was typed is kept, and a question typed with its marks is left alone but for what is no Vietnamese ("đươc"). Dense search
loses most of its strength without diacritics, so a question is always looked through. docs/decisions/0012-typed-marks.md
"""

import math
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus.language.symbols import ASKED, END, symbols
from corpus.text.syllable import is_bare_syllable, is_syllable, lacks_tone
from index.record.word_counts import WordCounts
from index.search.neighbours import Neighbours
from index.words import fold

_LEFT_OUT = math.log(0.5)
"""Logarithm of how likely a mark is left out in a question that was typed with some of its marks."""
_SLIP = math.log(1e-3)
"""The same of one left out by mistake."""
_RARE = math.log(1000)
"""Logarithm of how many times likelier it must be that some marks were left out than that none were."""
_FEWEST_LEFT_OUT = 2
_FEWEST_SHARE = 1 / 3
"""One syllable without a mark among more than three marked ones is a word of its own, however rare."""
Candidates = Sequence[tuple[str, float]]
"""Spellings of a syllable, each with the logarithm of how likely it is typed as it was."""


@dataclass(frozen=True, slots=True)
class _Reading:
    """The likeliest spellings, with the logarithm of how likely they are and are typed as they were."""

    words: Sequence[str]
    score: float


class Restorer:
    """Restores questions from the reports in some collections (None: all) and from Vietnamese in general."""

    def __init__(self, counts: WordCounts, collections: Sequence[str] | None) -> None:
        self._neighbours = Neighbours(counts, collections)

    def restore(self, question: str) -> str:
        """The question, in composed letters, with the likeliest diacritics; words that nobody knows stay as typed."""
        question = unicodedata.normalize("NFC", question)
        row = list(symbols(question))
        typed = [symbol.sign.lower() if question.isupper() else symbol.sign for symbol in row]
        pieces, position = [], 0
        for symbol, word in zip(row, self._spelled(typed), strict=True):
            pieces += [question[position : symbol.start], _in_case_of(question[symbol.start : symbol.end], word)]
            position = symbol.end
        return "".join(pieces) + question[position:]

    def _spelled(self, typed: Sequence[str]) -> Sequence[str]:
        """The likeliest spelling of each, as the question seems to be typed: with its marks, or with some of them or none."""
        if not any(map(_is_marked, typed)):
            return self._likeliest([self._restored(word, 0.0) for word in typed]).words
        restored = self._likeliest([self._restored(word, _LEFT_OUT) for word in typed])
        mended = self._likeliest([self._mended(word) for word in typed])
        return restored.words if _is_half_typed(typed, restored, mended) else mended.words

    def _restored(self, typed: str, left_out: float) -> Candidates:
        """All spellings of what is typed without marks; those that have some with how likely they are left out."""
        if _is_marked(typed) or not typed.isalpha():
            return self._mended(typed)
        return [(word, 0.0 if word == typed.lower() else left_out) for word in self._spellings(typed)]

    def _mended(self, typed: str) -> Candidates:
        """The word itself, and where it is no Vietnamese syllable those that have its marks and more."""
        word = typed.lower()
        if not word.isalpha() or not _is_amiss(typed):
            return [(word, 0.0)]
        marks = _marks(word)
        return [(word, 0.0), *((other, _SLIP) for other in self._spellings(typed) if marks < _marks(other))]

    def _spellings(self, typed: str) -> Sequence[str]:
        """The words that are so without their marks; of an abbreviation ("QD", "BOT") those that are no syllables."""
        found = self._neighbours.spellings(fold(typed))
        if len(typed) > 1 and typed.isupper():
            found = [word for word in found if not is_syllable(word)]
        is_label = len(typed) == 1 and not is_bare_syllable(typed)  # "điểm d"
        return [typed.lower()] if is_label or not found else found

    def _likeliest(self, row: Sequence[Candidates]) -> _Reading:
        """Of each candidates one, so that they follow each other most likely (Viterbi)."""
        before, scores, origins = [END], np.zeros(1), []
        for candidates in [*row, [(ASKED, 0.0)]]:
            words = [word for word, _ in candidates]
            priors = [prior for _, prior in candidates]
            paths = scores[:, None] + self._neighbours.scores(before, words) + priors
            origins.append(paths.argmax(axis=0))
            before, scores = [END] if words == [ASKED] else words, paths.max(axis=0)
        return _Reading(_traced(row, origins), float(scores[0]))


def _is_half_typed(typed: Sequence[str], restored: _Reading, mended: _Reading) -> bool:
    """Whether the restored reading explains the typing better than one that takes all for typed with its marks.

    A share of the marks was left out, and before the typing is seen any share is as likely (beta-binomial); a word that
    comes again is one choice.
    """
    marked = len({word.lower() for word in typed if _is_marked(word)})
    changed = [
        not _is_marked(word) and word.lower() != spelled for word, spelled in zip(typed, restored.words, strict=True)
    ]
    left_out = len({word.lower() for word, is_changed in zip(typed, changed, strict=True) if is_changed})
    chance = math.lgamma(left_out + 1) + math.lgamma(marked + 1) - math.lgamma(left_out + marked + 2)
    evidence = restored.score - sum(changed) * _LEFT_OUT + chance - mended.score
    return left_out >= min(_FEWEST_LEFT_OUT, marked * _FEWEST_SHARE) and evidence > _RARE


def _traced(row: Sequence[Candidates], origins: Sequence[NDArray[np.intp]]) -> list[str]:
    """The words of the best path to the end, back through where each candidate came from."""
    words, position = [], 0
    for candidates, origin in zip(reversed(row), reversed(origins), strict=False):
        position = int(origin[position])
        words.append(candidates[position][0])
    return words[::-1]


def _is_amiss(typed: str) -> bool:
    """Whether it is no Vietnamese syllable: "tièn", "đươc", "hoach"; but "Mac" is somebody's name."""
    return not is_syllable(typed) or (lacks_tone(typed) and (_is_marked(typed) or typed.islower()))


def _is_marked(word: str) -> bool:
    return fold(word) != word.lower()


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


def _in_case_of(typed: str, word: str) -> str:
    if fold(typed) != fold(word) or typed.lower() == word:
        return typed
    if typed.isupper() and len(typed) > 1:
        return word.upper()
    return word.capitalize() if typed[0].isupper() else word
