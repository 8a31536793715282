"""The short forms that a text introduces: "Sở Thông tin và Truyền thông (TT&TT)" teaches TT&TT."""

import re
from collections import Counter

from corpus.language.cues import Cues
from corpus.text.letters import fold

_SHORT = re.compile(
    r"\(\s*(?:sau đây (?:gọi|viết)(?: tắt)? là:?\s*|viết tắt(?: là)?:?\s*|gọi tắt(?: là)?:?\s*)?[“\"]?"
    r"(?:[^\W\d_a-zđ][^\W\d_]*\s)?(?P<short>[A-ZĐƯƠÂÊÔĂ][A-ZĐƯƠÂÊÔĂ&\-]{1,11})[”\"]?\s*\)"
)
_BREAK = re.compile(r"[^\w\s,–-]|[\d_]")
_WORD = re.compile(r"[^\W\d_]+")
_LINKS = frozenset(Cues(__file__).words("links"))
_LONGEST = 160
"""Characters before the parenthesis in which the long form must lie."""


def harvest(text: str) -> Counter[tuple[str, str]]:
    """How often the text introduces (short, long): only where the letters are the initials of the words."""
    found: Counter[tuple[str, str]] = Counter()
    for introduced in _SHORT.finditer(text):
        before = text[max(0, introduced.start() - _LONGEST) : introduced.start()]
        long = _long_form(introduced["short"], _BREAK.split(before)[-1])
        if long is not None:
            found[introduced["short"], long] += 1
    return found


def _long_form(short: str, before: str) -> str | None:
    """The last words of `before` if `short` abbreviates them; words that only link may be left out of it."""
    letters = [fold(letter) for letter in short if letter.isalpha()]
    for word in reversed(list(_WORD.finditer(before))):
        if fold(word[0][0]) == letters[-1]:
            letters.pop()
            if not letters:
                return " ".join(before[word.start() :].split())
        elif word[0].lower() not in _LINKS:
            return None
    return None
