"""Texts that make a pattern slow, out of the pattern itself: what leads to a repeat, the repeat many times, what ends it wrongly."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from re import _constants as sre  # isort: skip
from re import _parser as parser  # isort: skip

_MANY = 60
"""A repeat that may go on for so long counts as one without an end."""
_MOST = 16
"""Attacks on one pattern."""
_LONGEST = 100
"""Characters of what is repeated."""
_ENDS = ("\x00", "!x")
_ANYWHERE = (" ", "a", "1", "\n", "1.", "ngày ", "a ", "A ", "1 ", "(", "I")
"""What texts may repeat, whatever the pattern."""
_CANDIDATES = "a1 A.-,;:/()“”\"'ăĐđ_%\n\tVI|#*[]<>+=&"
_CATEGORIES = {
    sre.CATEGORY_DIGIT: "1", sre.CATEGORY_NOT_DIGIT: "a ", sre.CATEGORY_SPACE: " \n", sre.CATEGORY_NOT_SPACE: "a1.",
    sre.CATEGORY_WORD: "a1", sre.CATEGORY_NOT_WORD: " .",
}  # fmt: skip

Attack = tuple[str, str, str]
"""Before, what is repeated, behind."""


def attacks(pattern: str, flags: int) -> Iterator[Attack]:
    """Each once; those out of the pattern first."""
    repeats = [*islice(dict.fromkeys(_repeats(parser.parse(pattern, flags & ~re.UNICODE), "")), _MOST)]
    if repeats:  # without a repeat that may go on, each place of a text costs no more in a longer one
        for before, pumped in [*repeats, *(("", each) for each in _ANYWHERE)]:
            for end in _ENDS:
                yield before, pumped, end


def begins_with_anything(pattern: str, flags: int) -> bool:
    """Whether it begins with a repeat that may be empty or endless: nobody searches a text for that."""
    kind, value = next(iter(parser.parse(pattern, flags & ~re.UNICODE)), (None, None))
    return kind in (sre.MAX_REPEAT, sre.MIN_REPEAT) and value[0] == 0 and value[1] >= _MANY


def _repeats(tree: Sequence[Any], before: str) -> Iterator[tuple[str, str]]:
    """What may be repeated in the part of a pattern, with what leads there."""
    for kind, value in tree:
        if kind in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
            _, most, body = value
            if most >= _MANY:
                for pumped in _samples(body):
                    if 0 < len(pumped) < _LONGEST:
                        yield before, pumped
                        yield "", pumped
            yield from _repeats(body, before)
        for inner in _inside(kind, value):
            yield from _repeats(inner, before)
        before += next(iter(_samples([(kind, value)])), "")


def _inside(kind: Any, value: Any) -> list[Sequence[Any]]:
    if kind is sre.SUBPATTERN:
        return [value[3]]
    if kind is sre.BRANCH:
        return list(value[1])
    if kind in (sre.ASSERT, sre.ASSERT_NOT):
        return [value[1]]
    return [value] if kind is sre.ATOMIC_GROUP else []


def _samples(tree: Sequence[Any]) -> list[str]:
    """Some texts that the part of a pattern matches, the shortest kind of each."""
    found = [""]
    for kind, value in tree:
        options = _options(kind, value)
        found = [one + other for one in found[:3] for other in options[:8]] if options else found
    return found[:12]


def _options(kind: Any, value: Any) -> list[str]:
    match kind:
        case sre.LITERAL:
            return [chr(value)]
        case sre.NOT_LITERAL:
            return [each for each in _CANDIDATES if each != chr(value)][:3]
        case sre.ANY:
            return ["a", " ", "1"]
        case sre.IN:
            return _of_class(value)
        case sre.BRANCH:
            return [sample for branch in value[1] for sample in _samples(branch)[:1]]
        case sre.SUBPATTERN:
            return _samples(value[3])
        case sre.ATOMIC_GROUP:
            return _samples(value)
        case sre.MAX_REPEAT | sre.MIN_REPEAT | sre.POSSESSIVE_REPEAT:
            return [sample * max(value[0], 1) for sample in _samples(value[2])] + ([""] if not value[0] else [])
    return []


def _of_class(members: Sequence[Any]) -> list[str]:
    """Some characters of a class; of `[^…]` some that it does not name."""
    negated = members[0][0] is sre.NEGATE
    named: list[str] = []
    for kind, value in members:
        if kind is sre.LITERAL:
            named.append(chr(value))
        elif kind is sre.RANGE:
            named += [each for each in _CANDIDATES if value[0] <= ord(each) <= value[1]] or [chr(value[0])]
        elif kind is sre.CATEGORY:
            named += _CATEGORIES.get(value, "")
    if negated:
        return [each for each in _CANDIDATES if each not in named][:4]
    return list(dict.fromkeys(named))[:4]
