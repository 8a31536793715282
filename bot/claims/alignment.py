"""Each word and fact of a claim laid to its place in a quote: what is near in the claim is near in the quote, if it is true."""

import itertools
import math
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache, partial

from bot.claims.facts import Fact, Facts, Year, agrees
from bot.claims.layout import Word, distance, words_of
from bot.claims.signals import STOP_WORDS
from corpus.language.calendar_date import CalendarDate
from corpus.language.quantity import PLACE_LABELS, Quantity
from corpus.text.letters import fold

_NEAR, _NEAR_IN_CLAIM = 12.0, 6.0
"""Words at which two places, in the quote and in the claim, have lost most of what binds them."""
_ENOUGH = 0.3
"""Difference of nearness, in words, from which it tells."""
_FARTHEST, _APART, _BACK = 25.0, 1.5, 1.0
_PLACES = 12
"""Places of one word that are looked at."""
_COMMA, _CLAUSE, _SENTENCE = 3, 6, 8
_KEPT = 64
"""Quotes kept: the claims of one answer are laid to the same."""
_Places = tuple[int, ...]
_Nearness = Callable[[_Places, _Places], float]


@dataclass(frozen=True, slots=True)
class Laid:
    """A word or fact of the claim, `text[start:end]`, with the numbers of the quote's words that it may be laid to."""

    at: float
    """Words from the beginning, with what commas, clauses and sentences set apart."""
    start: int
    end: int
    places: tuple[int, ...]
    is_fact: bool
    is_content: bool


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quote's words and facts."""

    facts: Facts
    words: tuple[Word, ...]
    where: dict[str, tuple[int, ...]]
    """The places of each word, folded."""

    def place_of(self, fact: Fact) -> tuple[int, ...]:
        """That of the fact's first word; none where it is no evidence."""
        return next(((i,) for i, word in enumerate(self.words) if word.start < fact.end and fact.start < word.end), ())


@lru_cache(maxsize=_KEPT)
def quoted(facts: Facts) -> Quoted:
    """A quote made ready for claims to be laid to it."""
    words = tuple(words_of(facts.text))
    where: dict[str, list[int]] = {}
    for i, word in enumerate(words):
        where.setdefault(fold(facts.text[word.start : word.end]), []).append(i)
    return Quoted(facts, words, {key: tuple(places[:_PLACES]) for key, places in where.items()})


def laid(claim: Facts, quote: Quoted) -> list[Laid]:
    """The words and facts of a claim, in order."""
    found = [*_facts_laid(claim, quote), *_words_laid(claim, quote)]
    found.sort(key=lambda each: each.start)
    return list(_spaced(claim.text, found))


def _facts_laid(claim: Facts, quote: Quoted) -> Iterator[Laid]:
    years = quote.facts.all_years
    for fact in _facts(claim):
        stated = (each for each in quote.facts.exact if type(each) is type(fact) and agrees(fact, each, years))
        yield Laid(
            0, fact.start, fact.end, tuple(place for each in stated for place in quote.place_of(each)), True, True
        )


def _words_laid(claim: Facts, quote: Quoted) -> Iterator[Laid]:
    taken = [(each.start, each.end) for each in _facts(claim)]
    for word in words_of(claim.text):
        if not any(word.start < end and start < word.end for start, end in taken):
            key = fold(claim.text[word.start : word.end])
            yield Laid(0, word.start, word.end, quote.where.get(key, ()), False, key not in STOP_WORDS)


def _facts(claim: Facts) -> list[Fact]:
    return [each for each in claim.exact if not (isinstance(each, Quantity) and each.unit in PLACE_LABELS)]


def _spaced(text: str, found: Sequence[Laid]) -> Iterator[Laid]:
    at, end = 0.0, 0
    for each in found:
        gap = text[end : each.start]
        stops = _SENTENCE if re.search(r"[.:]\s", gap) else 0
        at += 1 + _COMMA * gap.count(",") + _CLAUSE * gap.count(";") + stops
        end = each.end
        yield Laid(at, each.start, each.end, each.places, each.is_fact, each.is_content)


def path_of(words: Sequence[Laid], quote: Quoted) -> list[int]:
    """Of each word, all having places, the one that together keep neighbours together (Viterbi 1967)."""
    if not words:
        return []
    costs, origins = [0.0] * len(words[0].places), []
    for before, word in itertools.pairwise(words):
        steps = [
            [cost + _step(quote, prior, place) for prior, cost in zip(before.places, costs, strict=True)]
            for place in word.places
        ]
        origins.append([min(range(len(each)), key=each.__getitem__) for each in steps])
        costs = [min(each) for each in steps]
    at = min(range(len(costs)), key=costs.__getitem__)
    chosen = [words[-1].places[at]]
    for word, origin in zip(words[-2::-1], origins[::-1], strict=True):
        at = origin[at]
        chosen.append(word.places[at])
    return chosen[::-1]


def _step(quote: Quoted, prior: int, place: int) -> float:
    far = min(distance(quote.words[prior], quote.words[place]), _FARTHEST)
    return far + (0 if place == prior + 1 else _APART) + (_BACK if place <= prior else 0)


def displacement(claim: Facts, quote: Quoted, words: Sequence[Laid]) -> float:
    """How far the words around one of the facts speak for another fact of the quote, 0 to 1; of the fact with most."""
    years = quote.facts.all_years
    facts = {each.start: each for each in claim.exact}
    placed = [each for each in words if each.is_fact and each.places]
    content = [each for each in words if each.is_content and each.places]
    nearness = cache(partial(_nearness, quote))
    worst = 0.0
    for me in placed:
        fact = facts[me.start]
        for other in quote.facts.exact:
            if _is_rival(fact, other) and not (type(other) is type(fact) and agrees(fact, other, years)):
                for place in quote.place_of(other):
                    twin = next((each for each in placed if place in each.places), None)
                    worst = max(worst, -_preferred(nearness, content, me, place, twin))
    return worst


def _preferred(nearness: _Nearness, content: Sequence[Laid], me: Laid, rival: int, twin: Laid | None) -> float:
    """-1 to 1, from the rival's place to the fact's own; with a rival that the claim names, too, of both at once."""
    leanings = _leanings(nearness, content, (me, twin), me.places, (rival,))
    if twin is not None:
        leanings += _leanings(nearness, content, (twin, me), twin.places, me.places)
    differing = sum(map(abs, leanings))
    return sum(leanings) / differing * min(1.0, differing / _ENOUGH) if differing else 0.0


def _leanings(
    nearness: _Nearness, content: Sequence[Laid], facts: tuple[Laid, Laid | None], own: _Places, rivals: _Places
) -> list[float]:
    """Of each word around the first of the facts: how much nearer it is to its own places than to the rivals."""
    return [
        math.exp(-abs(word.at - facts[0].at) / _NEAR_IN_CLAIM)
        * (nearness(own, word.places) - nearness(rivals, word.places))
        for word in content
        if all(word is not fact for fact in facts)
    ]


def _nearness(quote: Quoted, ones: _Places, others: _Places) -> float:
    nearest = min(distance(quote.words[one], quote.words[other]) for one in ones for other in others)
    return math.exp(-nearest / _NEAR)


def _is_rival(fact: Fact, other: Fact) -> bool:
    if isinstance(fact, Quantity) and isinstance(other, Quantity):
        return other.unit not in PLACE_LABELS and (not fact.unit or not other.unit or fact.unit == other.unit)
    return type(fact) is type(other) or (
        isinstance(fact, CalendarDate | Year) and isinstance(other, CalendarDate | Year)
    )


def aligned_text(quote: Quoted, path: Sequence[int]) -> str:
    """The clauses and cells of the quote that at least two words of the claim are laid to, or any cell."""
    held: dict[tuple[int, int], list[int]] = {}
    for i, word in enumerate(quote.words):
        held.setdefault((-1, word.clause) if word.row < 0 else (word.row, word.cell), []).append(i)
    used = set(path)
    spans = [
        (quote.words[places[0]].start, quote.words[places[-1]].end)
        for (row, _), places in held.items()
        if len(used.intersection(places)) >= (1 if row >= 0 or len(path) < _FEW else 2)
    ]
    return " ".join(quote.facts.text[start:end] for start, end in sorted(spans))


_FEW = 4
"""Words of a claim so short that one is enough."""
