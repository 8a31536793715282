"""Letters without their marks, in lower case, one character for one: for comparing what people typed."""

import unicodedata
from functools import lru_cache


@lru_cache(maxsize=4096)
def _fold_character(character: str) -> str:
    if character in "đĐ":
        return "d"
    base = unicodedata.normalize("NFD", character)[0].lower()
    return base if len(base) == 1 else character


def fold(text: str) -> str:
    """`text` lower-cased and without diacritics ("Đề án" → "de an"); the same length, so offsets carry over."""
    return "".join(map(_fold_character, text))
