"""Each word and fact of a claim laid to its place in a quote: what is near in the claim is near in the quote, if it is true."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.claims.facts import Fact, Facts, agrees
from bot.claims.layout import Word, distance, words_of
from bot.claims.signals import STOP_WORDS
from corpus.language.calendar_date import CalendarDate
from corpus.language.quantity import PLACE_LABELS, Quantity
from corpus.text.letters import fold

_NEAR = 12.0
"""Words at which two places have lost most of what binds them."""
_NEAR_IN_CLAIM = 6.0


@dataclass(frozen=True, slots=True)
class Laid:
    """A word of the claim, with the places where the quote has it."""

    key: str
    at: float
    start: int
    end: int
    places: tuple[int, ...]
    is_fact: bool
    is_content: bool


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quote's words and facts, worked out once."""

    facts: Facts
    words: tuple[Word, ...]
    keys: tuple[str, ...]
    where: dict[str, tuple[int, ...]]


def quoted(facts: Facts) -> Quoted:
    words = tuple(words_of(facts.text))
    keys = tuple(fold(facts.text[each.start : each.end]) for each in words)
    where: dict[str, list[int]] = {}
    for i, key in enumerate(keys):
        where.setdefault(key, []).append(i)
    return Quoted(facts, words, keys, {key: tuple(found) for key, found in where.items()})


def places_of(quote: Quoted, start: int, end: int) -> tuple[int, ...]:
    """The words that stand in `text[start:end]`."""
    return tuple(i for i, word in enumerate(quote.words) if word.start < end and start < word.end)


def laid(claim: Facts, quote: Quoted, words: Sequence[tuple[str, int, int]] | None = None) -> list[Laid]:
    """The words and facts of a claim in order; a fact is one of them."""
    facts = [each for each in claim.exact if not (isinstance(each, Quantity) and each.unit in PLACE_LABELS)]
    taken = [(each.start, each.end) for each in facts]
    found: list[Laid] = []
    years = quote.facts.all_years
    for fact in facts:
        places = tuple(
            spot
            for each in quote.facts.exact
            if type(each) is type(fact) and agrees(fact, each, years)
            for spot in places_of(quote, each.start, each.end)[:1]
        )
        if isinstance(fact, CalendarDate) and not places and False:
            pass
        found.append(Laid("#", 0, fact.start, fact.end, places, True, True))
    for word in words_of(claim.text):
        if any(word.start < end and start < word.end for start, end in taken):
            continue
        key = fold(claim.text[word.start : word.end])
        found.append(
            Laid(key, word.at, word.start, word.end, quote.where.get(key, ()), False, key not in STOP_WORDS)
        )
    found.sort(key=lambda each: each.start)
    at = 0.0
    placed = []
    for i, each in enumerate(found):
        gap = claim.text[found[i - 1].end if i else 0 : each.start]
        at += 1 + 3 * gap.count(",") + 6 * gap.count(";") + (8 if re.search(r"[.:]\s", gap) else 0)
        placed.append(Laid(each.key, at, each.start, each.end, each.places, each.is_fact, each.is_content))
    return placed


def path(words: Sequence[Laid], quote: Quoted) -> list[int]:
    """Of each word that has places the one that, together, keeps neighbours together (Viterbi)."""
    rows: list[tuple[tuple[int, ...], list[float], list[int]]] = []
    for n, word in enumerate(words):
        if n == 0:
            rows.append((word.places, [0.0] * len(word.places), [-1] * len(word.places)))
            continue
        before, costs, _ = rows[-1]
        best, origin = [], []
        for place in word.places:
            steps = [cost + _step(quote, prior, place) for prior, cost in zip(before, costs, strict=True)]
            least = min(range(len(steps)), key=steps.__getitem__)
            best.append(steps[least])
            origin.append(least)
        rows.append((word.places, best, origin))
    if not rows:
        return []
    at = min(range(len(rows[-1][1])), key=rows[-1][1].__getitem__)
    chosen = []
    for places, _, origin in reversed(rows):
        chosen.append(places[at])
        at = origin[at]
    return chosen[::-1]


def _step(quote: Quoted, prior: int, place: int) -> float:
    far = distance(quote.words[prior], quote.words[place])
    return min(far, 25.0) + (0.0 if place == prior + 1 else 1.5) + (1.0 if place <= prior else 0.0)


def kernel(far: float) -> float:
    return math.exp(-far / _NEAR)


def bindings(claim: Facts, quote: Quoted, words: Sequence[Laid]) -> list[float]:
    """Of each fact how far the words around it speak for its place in the quote, against the best other fact's: -1 to 1."""
    years = quote.facts.all_years
    facts = {each.start: each for each in claim.exact}
    placed = [each for each in words if each.is_fact and each.places]
    content = [each for each in words if each.is_content and each.places]
    found = []
    for me in placed:
        fact, worst = facts[me.start], 1.0
        for other in quote.facts.exact:
            if _is_rival(fact, other) and not (type(other) is type(fact) and agrees(fact, other, years)):
                for spot in places_of(quote, other.start, other.end)[:1]:
                    twin = next((each for each in placed if spot in each.places), None)
                    worst = min(worst, _preferred(quote, content, me, spot, twin))
        found.append(worst)
    return found


def _preferred(quote: Quoted, content: Sequence[Laid], me: Laid, rival: int, twin: Laid | None) -> float:
    """Whether the words around a fact are nearer to its own places than to the rival's; with a rival that the claim names, too, both against both."""
    mine = _leaning(quote, content, me, me.places, (rival,), twin)
    if twin is not None:
        theirs = _leaning(quote, content, twin, twin.places, me.places, me)
        mine = [*mine, *theirs]
    differing = sum(abs(each) for each in mine)
    return sum(mine) / differing * min(1.0, differing / 0.3) if differing else 0.0


def _leaning(
    quote: Quoted, content: Sequence[Laid], me: Laid, own: Sequence[int], rivals: Sequence[int], twin: Laid | None
) -> list[float]:
    return [
        math.exp(-abs(word.at - me.at) / _NEAR_IN_CLAIM) * (_nearest(quote, own, word) - _nearest(quote, rivals, word))
        for word in content
        if word is not me and word is not twin
    ]


def _nearest(quote: Quoted, spots: Sequence[int], word: Laid) -> float:
    return max(kernel(distance(quote.words[spot], quote.words[each])) for spot in spots for each in word.places)


def _is_rival(fact: Fact, other: Fact) -> bool:
    timely = {"CalendarDate", "Year"}
    one, two = type(fact).__name__, type(other).__name__
    if isinstance(fact, Quantity) and isinstance(other, Quantity):
        return other.unit not in PLACE_LABELS and (not fact.unit or not other.unit or fact.unit == other.unit)
    return one == two or (one in timely and two in timely)
