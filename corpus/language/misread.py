"""Words that OCR is likely to have read wrongly, told by what Vietnamese writes: no picture is looked at."""

import re
import unicodedata
from functools import cache

from corpus.language.detect import language_written
from corpus.language.syllable_pairs import general_pairs
from corpus.text.letters import fold

DOUBTFUL = 0.92
"""A page read with a lower mean confidence has wrong letters in most lines."""
_WORD = re.compile(r"\w+")
_FIGURE_IN_WORD = re.compile(r"[a-zđ]\d|\d[a-zđ]{2}", re.IGNORECASE)


def is_doubtful(text: str, confidence: float | None) -> bool:
    """Whether words of a text that OCR read with this mean confidence (None: not by OCR) may well be wrong."""
    return confidence is not None and (confidence < DOUBTFUL or bool(misread_words(text)))


def misread_words(text: str) -> tuple[str, ...]:
    """Words of a Vietnamese `text` that hardly anybody writes, each once, in order; none of a text in another language.

    They have marks and are no syllable that was met among millions (`syllable_pairs`: "giẳm"), or figures between small
    letters ("th1nh"). Of 238,000 words that were never scanned 93 are told so, most of them run together; in the scanned
    sample report 15 of 934, all of them wrong. A word without marks may be a foreign name, and a syllable may be the wrong
    one: what is not named here is not proven right.
    """
    if language_written(text) != "vi":
        return ()
    words = _WORD.findall(unicodedata.normalize("NFC", text))
    return tuple(dict.fromkeys(word for word in words if _is_misread(word)))


def _is_misread(word: str) -> bool:
    if word.isdigit():
        return False
    if any(letter.isdigit() for letter in word):
        return not word.isupper() and bool(_FIGURE_IN_WORD.search(word)) and sum(map(str.isalpha, word)) > 3
    vowels_marked = fold(word) != word.lower().replace("đ", "d")
    return vowels_marked and word.lower() not in _written()


@cache
def _written() -> frozenset[str]:
    return frozenset(general_pairs().words)
