"""Words that a line end has divided, put together again."""

import re

from corpus.printed.glyph import HYPHEN

_LAST = re.compile(r"[^\W\d_]+$")
_FIRST = re.compile(r"[^\W\d_]+")
_VOWELS = frozenset("aeiouyăâêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ")


def rejoin(left: str, right: str, vocabulary: frozenset[str]) -> str:
    """`left` and `right` as one text: a space between, or none where a hyphen ends `left`.

    The hyphen itself goes only where it divides a word: the whole word occurs elsewhere (`vocabulary`, in
    lower case), or the second half cannot be a syllable of its own. It stays in "QĐ-" + "UBND", "Mê-" + "kông".
    """
    if not left.endswith(("-", HYPHEN, "‐")):
        return f"{left} {right}"
    stem = left[:-1]
    if stem.endswith(" ") or not stem:
        return f"{stem}- {right}"
    head, tail = _LAST.search(stem), _FIRST.match(right)
    if head and tail and tail.group().islower() and _divides(head.group(), tail.group(), vocabulary):
        return stem + right
    return f"{stem}-{right}"


def _divides(head: str, tail: str, vocabulary: frozenset[str]) -> bool:
    if (head + tail).lower() in vocabulary:
        return True
    if f"{head}-{tail}".lower() in vocabulary:
        return False
    ascii_only = (head + tail).isascii()
    headless = not any(letter in _VOWELS for letter in head.lower())
    return headless or tail[0] in _VOWELS or (ascii_only and len(head + tail) > 7)
