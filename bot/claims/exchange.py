"""Whether a claim puts together what its quote keeps apart: turned round, across clauses, across rows, counted as another thing."""

import itertools
import re
from collections.abc import Callable, Sequence

from bot.claims.alignment import Laid, Quoted
from bot.claims.facts import Facts
from corpus.language.cues import Cues

_CUES = Cues(__file__)
_VOICE, _OF = _CUES.pattern("voice"), _CUES.pattern("of")
_PART = re.compile(rf"[,;]\s|\b(?:{_CUES.expression('contrast')})\b", re.IGNORECASE)
_GAP, _AWAY, _MOST = 3, 30, 4
Step = tuple[Laid, int]


def is_reversed(claim: str, quote: Quoted, words: Sequence[Laid], path: Sequence[int]) -> bool:
    """Whether three phrases in a row stand the other way round in one line of the quote: "A gửi B" for "B gửi A"."""
    phrases = _phrases(quote, words, path)
    for one, two, three in itertools.combinations(phrases, 3):
        lines = {quote.words[phrase[0][1]].line for phrase in (one, two, three)}
        middles = [sum(place for _, place in phrase) / len(phrase) for phrase in (one, two, three)]
        between = claim[one[-1][0].end : three[0][0].start]
        if (
            len(lines) == 1
            and middles[0] > middles[1] > middles[2] > middles[0] - _AWAY
            and quote.words[one[0][1]].row < 0
            and not any(len(phrase) == 1 and phrase[0][0].is_fact for phrase in (one, three))
            and not re.search(r"[,;]\s", between)
            and not _VOICE.search(between)
            and not _OF.search(between)
        ):
            return True
    return False


def _phrases(quote: Quoted, words: Sequence[Laid], path: Sequence[int]) -> list[list[Step]]:
    """Words that stand side by side in the claim and in the quote."""
    found: list[list[Step]] = []
    for word, place in zip(words, path, strict=True):
        last = found[-1][-1] if found else None
        if (
            last
            and 0 < place - last[1] <= _GAP
            and quote.words[place].clause == quote.words[last[1]].clause
            and word.at - last[0].at <= _GAP + 1
        ):
            found[-1].append((word, place))
        else:
            found.append([(word, place)])
    return found


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


def is_split(quote: Quoted, words: Sequence[Laid]) -> bool:
    """Whether the claim takes one cell of a row, or one line beneath a heading, to what it says of another."""
    found = [word for word in words if word.places]
    is_table = len({word.row for word in quote.words if word.row >= 0}) > 1
    if not is_table and len({word.heading for word in quote.words if word.heading >= 0}) <= 1:
        return False
    group: Callable[[int], int] = (lambda i: quote.words[i].row) if is_table else (lambda i: quote.words[i].heading)
    cell: Callable[[int], int] = (lambda i: quote.words[i].cell) if is_table else (lambda i: quote.words[i].line)
    held = [{group(place) for place in word.places} for word in found]
    groups = set().union(*held)
    if len(groups) <= 1:
        return False
    first = max(sorted(groups), key=lambda each: sum(each in groups_ for groups_ in held))
    rest = [word for word, groups_ in zip(found, held, strict=True) if first not in groups_]
    if not rest:
        return False
    second = max(sorted(groups - {first}), key=lambda each: sum(any(group(p) == each for p in w.places) for w in rest))
    theirs = {cell(place) for word in rest for place in word.places if group(place) == second}
    ours = {
        cell(place)
        for word, groups_ in zip(found, held, strict=True)
        if second not in groups_
        for place in word.places
        if group(place) == first
    }
    return min(len(ours), len(theirs)) <= 1 and not (theirs <= ours or ours <= theirs)


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
