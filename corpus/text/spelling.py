"""How a word is spelled: its letters and its marks, wherever a tone is set."""

import unicodedata
from functools import lru_cache

from corpus.text.letters import fold


def is_bare(text: str) -> bool:
    """Whether it is typed without any mark."""
    return fold(text) == text.lower()


@lru_cache(50_000)
def spelling(word: str) -> str:
    """Letters in order, then marks in order, so that a tone may stand on either vowel."""
    apart = unicodedata.normalize("NFD", word.lower())
    marks = sorted(character for character in apart if unicodedata.combining(character))
    return "".join([character for character in apart if not unicodedata.combining(character)] + marks)
