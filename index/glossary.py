"""Short forms and what they stand for: "Sở Thông tin và Truyền thông (TT&TT)" teaches TT&TT both ways.

Harvested from the reports of a collection, over the common ones of `index.abbreviations`; the administrator's file wins.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from index.abbreviations import ABBREVIATIONS
from index.words import fold, tokens

_INTRODUCED = re.compile(
    r"(?P<long>(?:[^\W\d_]+(?:\s*[-–]\s*|,?\s+)){1,14}[^\W\d_]+)\s*"
    r"\((?:sau đây (?:gọi|viết)(?: tắt)? là:?\s*|viết tắt(?: là)?:?\s*|gọi tắt(?: là)?:?\s*)?[“\"]?"
    r"(?P<short>(?:[^\W\d_a-zđ][^\W\d_]*\s)?[A-ZĐƯƠÂÊÔĂ][A-ZĐƯƠÂÊÔĂ&\-]{1,11})[”\"]?\)"
)
_LINKS = frozenset(("và", "của", "các", "với", "cho", "về", "do", "theo"))
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Expansion:
    """A term of a question and another way of writing it."""

    term: str
    other: str


def harvest(text: str) -> Counter[tuple[str, str]]:
    """How often the text introduces (short, long): only where the letters are the initials of the words."""
    return Counter(pair for found in _INTRODUCED.finditer(text) if (pair := _pair(found["short"], found["long"])))


def _pair(short: str, words: str) -> tuple[str, str] | None:
    """The short form without the words it shares with the long one, and the last words that it abbreviates."""
    whole = list(_WORD.finditer(words))
    short = short.rsplit(maxsplit=1)[-1]
    letters = [fold(letter) for letter in short if letter.isalpha()]
    for place in range(len(whole) - 1, -1, -1):
        word = whole[place].group()
        if letters and fold(word[0]) == letters[-1]:
            letters.pop()
            if not letters:
                return short, words[whole[place].start() :]
        elif word.lower() not in _LINKS:
            return None
    return None


@dataclass(frozen=True, slots=True)
class Glossary:
    """Short forms with their long ones, likeliest first."""

    entries: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Short form as written to long forms; over those that every office uses."""

    def expansions(self, question: str) -> list[Expansion]:
        """Other ways of writing what the question says: long for each short form, short for each long one."""
        known = {short: (long,) for short, long in ABBREVIATIONS.items()} | dict(self.entries)
        written = tokens(question)
        spoken = f" {' '.join(map(fold, written))} "
        found = [Expansion(short, long) for short, longs in known.items() if short in written for long in longs[:1]]
        found += [
            Expansion(long, short)
            for short, longs in known.items()
            for long in longs
            if len(long.split()) > 1 and f" {' '.join(map(fold, tokens(long)))} " in spoken
        ]
        return found


def glossary_of(counts: Iterable[tuple[str, str, int]]) -> Glossary:
    """The glossary of harvested (short, long, count), most frequent long form first; spellings that differ in case are one."""
    by_short: dict[str, Counter[str]] = {}
    for short, long, count in counts:
        if count > 0:
            by_short.setdefault(short, Counter())[long[0].lower() + long[1:]] += count
    return Glossary({short: tuple(long for long, _ in longs.most_common()) for short, longs in by_short.items()})
