"""Whether a claim puts together what its quote keeps apart: across clauses, across rows, counted as another thing."""

import itertools
import re
from collections.abc import Sequence

from bot.claims.alignment import Laid, Quoted
from bot.claims.facts import Facts
from corpus.language.cues import Cues

_CUES = Cues(__file__)
_PART = re.compile(rf"[,;]\s|\b(?:{_CUES.expression('contrast')})\b", re.IGNORECASE)
_MOST = 4


def crossed(claim: str, quote: Quoted, words: Sequence[Laid]) -> int:
    """Words, at most four, that one part of the claim takes from a second clause or row, the rest being only in the first."""
    most = 0
    for part in _parts(claim, words):
        units: dict[int, set[int]] = {}
        for word in part:
            for place in word.places:
                units.setdefault(_unit(quote, place), set()).add(word.start)
        if not units:
            continue
        first = max(units, key=lambda unit: (len(units[unit]), -abs(unit)))
        rest = {word.start for word in part} - units[first]
        for unit, held in units.items():
            if unit != first and not _is_headed(quote, part, first, unit):
                most = max(most, min(len(held & rest), len(units[first] - held)))
    return min(most, _MOST)


def _parts(claim: str, words: Sequence[Laid]) -> list[list[Laid]]:
    parts: list[list[Laid]] = [[]]
    for word in words:
        if parts[-1] and _PART.search(claim, parts[-1][-1].end, word.start):
            parts.append([])
        parts[-1].append(word)
    return parts


def _unit(quote: Quoted, place: int) -> int:
    """The clause, or, below zero, the row."""
    word = quote.words[place]
    return word.clause if word.row < 0 else -1 - word.row


def _is_headed(quote: Quoted, part: Sequence[Laid], one: int, other: int) -> bool:
    """Whether one of the two is the heading of the other."""
    first, second = (
        next(quote.words[place] for word in part for place in word.places if _unit(quote, place) == unit)
        for unit in (one, other)
    )
    return first.heading == second.line or second.heading == first.line


def is_miscounted(claim: Facts, quote: Quoted, words: Sequence[Laid]) -> bool:
    """Whether a figure counts what in the quote only other figures count: "120 phòng" for "120 giường, 70 phòng"."""
    figures = {each.start for each in claim.quantities}
    for word, noun in itertools.pairwise(words):
        if word.start not in figures or noun.is_fact or not noun.is_content or noun.start - word.end > 1:
            continue
        counting = [
            each
            for place in noun.places
            for each in quote.facts.quantities
            if 0 <= quote.words[place].start - each.end <= 1
        ]
        own = {quote.words[place].start for place in word.places}
        if word.places and counting and not any(each.start <= start < each.end for each in counting for start in own):
            return True
    return False
