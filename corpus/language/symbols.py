"""Text as the row of symbols in which neighbours are counted: its words, and what stands between them by its kind."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

END, ASKED, PAUSE, NUMBER, OTHER = ".", "?", ",", "0", "*"
"""A sentence ends or begins; it ends as a question; a comma, a bracket or a dash; figures; a word that is no syllable."""

_SYMBOL = re.compile(
    r"(?P<word>[^\W\d_]+)|(?P<number>\d+(?:[.,/:-]\d+)*)|(?P<asked>\?+)|(?P<end>[.!;:…\n]+)|(?P<pause>[^\w\s]+|_+)"
)
_KINDS = {"number": NUMBER, "asked": ASKED, "end": END, "pause": PAUSE}


@dataclass(frozen=True, slots=True)
class Symbol:
    """A word as written, or the sign of what stands there; text[start:end] is where."""

    sign: str
    start: int
    end: int
    is_word: bool


def symbols(text: str) -> Iterator[Symbol]:
    """The symbols of a text in their order; what has no length in it (the end of the text) is not among them."""
    for match in _SYMBOL.finditer(text):
        kind = match.lastgroup or ""
        yield Symbol(_KINDS.get(kind, match[0]), match.start(), match.end(), kind == "word")


def sentences(text: str) -> Iterator[list[str]]:
    """The signs of each sentence in small letters, from the END before it to the END or ASKED after it."""
    row = [END]
    for symbol in symbols(unicodedata.normalize("NFC", text)):
        if symbol.sign in (END, ASKED):
            if len(row) > 1:
                yield [*row, symbol.sign]
            row = [END]
        elif symbol.is_word or symbol.sign != row[-1]:
            row.append(symbol.sign.lower())
    if len(row) > 1:
        yield [*row, END]
