"""Words that OCR is likely to have read wrongly, told by how Vietnamese spells: no picture is looked at."""

import re
import unicodedata

from corpus.text.letters import fold
from corpus.text.syllable import is_syllable

DOUBTFUL = 0.92
"""A page read with a lower mean confidence has wrong letters in most lines."""
_WORD = re.compile(r"\w+")
_FIGURE_IN_WORD = re.compile(r"[a-zđ]\d|\d[a-zđ]{2}", re.IGNORECASE)


def is_doubtful(text: str, confidence: float | None) -> bool:
    """Whether words of a text that OCR read with this mean confidence (None: not by OCR) may well be wrong."""
    return confidence is not None and (confidence < DOUBTFUL or bool(misread_words(text)))


def misread_words(text: str) -> tuple[str, ...]:
    """Words of `text` that nobody writes, each once, in order.

    They have Vietnamese marks on what is no syllable ("ngàỷ"), or figures between small letters ("th1nh"). A word without
    marks may be a foreign name, and a syllable may be the wrong one: what is not named here is not proven right.
    """
    words = _WORD.findall(unicodedata.normalize("NFC", text))
    return tuple(dict.fromkeys(word for word in words if _is_misread(word)))


def _is_misread(word: str) -> bool:
    if word.isdigit():
        return False
    if any(letter.isdigit() for letter in word):
        return not word.isupper() and bool(_FIGURE_IN_WORD.search(word)) and sum(map(str.isalpha, word)) > 3
    vowels_marked = fold(word) != word.lower().replace("đ", "d")
    return vowels_marked and not is_syllable(word)
