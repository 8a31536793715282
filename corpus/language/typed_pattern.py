"""Patterns over Vietnamese as it is typed: with its marks or without any."""

import re
from collections.abc import Iterator
from functools import cached_property

from corpus.text.letters import fold

_WORDS = re.compile(r"\\.|[^\W\d_]+")


class Typed:
    """A pattern written with marks, which a text without any mark matches without them.

    In a text that has marks "con" is not "còn"; in one that has none it may be. A match tells offsets in the text.
    """

    def __init__(self, pattern: str) -> None:
        self._pattern = pattern

    def search(self, text: str) -> re.Match[str] | None:
        return self._for(text).search(text)

    def match(self, text: str) -> re.Match[str] | None:
        return self._for(text).match(text)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        return self._for(text).fullmatch(text)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        return self._for(text).finditer(text)

    def sub(self, replacement: str, text: str) -> str:
        return self._for(text).sub(replacement, text)

    def _for(self, text: str) -> re.Pattern[str]:
        return self._marked if is_marked(text) else self._bare

    @cached_property
    def _marked(self) -> re.Pattern[str]:
        return re.compile(self._pattern, re.IGNORECASE)

    @cached_property
    def _bare(self) -> re.Pattern[str]:
        return re.compile(bare(self._pattern), re.IGNORECASE)


def bare(pattern: str) -> str:
    """The pattern for a text without marks."""
    return _WORDS.sub(lambda match: match[0] if match[0][0] == "\\" else fold_keeping_case(match[0]), pattern)


def is_marked(text: str) -> bool:
    """Whether any letter carries a Vietnamese mark."""
    return fold(text) != text.lower()


def fold_keeping_case(word: str) -> str:
    """The word without marks; capitals of a pattern's own syntax stay."""
    return word if word.isascii() else fold(word)
