"""The letters of Vietnamese: as classes of characters, where capitals and small ones lie mixed, and folded, as people type."""

import unicodedata
from functools import lru_cache

_MARKED = "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ"

SMALL = f"a-z{_MARKED}"
"""Inside of a character class for small letters."""
CAPITAL = f"A-Z{_MARKED.upper()}"
"""Inside of a character class for capitals."""


@lru_cache(maxsize=4096)
def _fold_character(character: str) -> str:
    if character in "đĐ":
        return "d"
    base = unicodedata.normalize("NFD", character)[0].lower()
    return base if len(base) == 1 else character


def fold(text: str) -> str:
    """`text` lower-cased and without diacritics ("Đề án" → "de an"); the same length, so offsets carry over."""
    return "".join(map(_fold_character, text))
