"""A term of the glossary, and whether words that somebody typed mean it."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from corpus.text.letters import fold
from corpus.text.spelling import is_bare, spelling
from corpus.text.syllable import is_syllable

_WORD = re.compile(
    r"\d[\w/-]*(?:[.,]\d[\w/-]*)*"  # figures and document numbers stay whole: 173/KH-UBND says nothing of KH
    r"|[^\W\d_]\w*"
    r"|[;:?!()“”\"]"  # no term runs across these
)
_FEWEST_LETTERS = 3
_OTHER_UNITS = frozenset(("phố", "pho", "tp", "huyện", "huyen", "quận", "xã", "phường", "đường"))
"""Before the name of a province they make it that of a town, a commune or a street."""


class TermWord(NamedTuple):
    """A word of a text and where it stands, text[start:end]."""

    text: str
    start: int
    end: int


def term_words(text: str) -> list[TermWord]:
    """Words, figures and marks that end a phrase; "TT&TT" and "KT-XH" are two words each."""
    return [TermWord(found[0], found.start(), found.end()) for found in _WORD.finditer(text)]


@lru_cache(maxsize=4096)
def term_identity(text: str) -> tuple[str, ...]:
    """The same for spellings that differ in case, in the place of a tone ("hoà", "hòa") or in punctuation."""
    return tuple(spelling(word.text) for word in term_words(unicodedata.normalize("NFC", text)))


@dataclass(frozen=True, slots=True)
class Term:
    """A short form, a long one or a name."""

    words: tuple[str, ...]
    key: tuple[str, ...]
    """The words folded."""
    exact: bool
    """Meant only when typed just so: a short form that in small letters could be a word ("AN", "KH")."""
    place: bool = False
    """The bare name of a place: meant when typed with its capitals or its marks."""
    also_word: bool = False
    """A place that is meant only when typed with capitals."""

    def is_meant(self, typed: Sequence[str], before: str, *, shouted: bool) -> bool:
        """Whether `typed`, which folds to `key` and stands after the word `before`, means this term.

        `shouted`: the whole question is in capitals, so that they tell nothing.
        """
        if self.exact:
            return tuple(typed) == self.words and not (shouted and all(map(is_syllable, self.words)))
        if self.place and (before.lower() in _OTHER_UNITS or not self._is_name(typed, shouted=shouted)):
            return False
        return all(_agree(word, meant) for word, meant in zip(typed, self.words, strict=True))

    def _is_name(self, typed: Sequence[str], *, shouted: bool) -> bool:
        if not shouted and all(word[0].isupper() for word in typed):
            return True
        return not self.also_word and not all(map(is_bare, typed))


@lru_cache(maxsize=4096)
def term_of(text: str, *, place: bool = False, also_word: bool = False) -> Term:
    words = tuple(word.text for word in term_words(unicodedata.normalize("NFC", text)))
    few = sum(map(len, words)) < _FEWEST_LETTERS
    exact = few or (text.isupper() and all(map(is_syllable, words)))
    return Term(words, tuple(map(fold, words)), exact, place, also_word)


def _agree(typed: str, meant: str) -> bool:
    """Whether one can be the other: the same marks, or none typed at all."""
    return is_bare(typed) or spelling(typed) == spelling(meant)
