"""Administrative English to the Vietnamese that reports use, so that an English question also searches by words."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from index.glossary.bilingual_terms import VIETNAMESE

_ENDINGS = (("ies", "y"), ("es", ""), ("s", ""), ("ed", ""), ("ed", "e"), ("d", ""))
_LONGEST = max(len(term.split()) for term in VIETNAMESE)
_WORD = re.compile(r"[A-Za-z]+(?:['’-][A-Za-z]+)*")


_FUNCTION_WORDS = frozenset(
    re.findall(
        r"\w+",
        "a about according after against all also am an and any are as at be been before being between both but by can could did "
        "do does  doing during each every for from had has have having he her his how however i if in into is it its let long many "
        "may me might more  most much must my no not of off on once one only or other our out over please say said "
        "shall she should show since so some  such tell than that the their them then there these they this those to too two "
        "under until up us very was we were what  when where which while who whom whose why will with within without "
        "would you your ",
    )
)


@dataclass(frozen=True, slots=True)
class Translation:
    """What is known in Vietnamese of an English question."""

    terms: tuple[str, ...]
    """Vietnamese terms, each once; of one English term all its translations, the usual one first."""
    gloss: str
    """The usual translations strung together; where English terms stand side by side ("reform index") the last comes
    first, as in Vietnamese ("chỉ số cải cách"). Names and figures stay."""
    known: float
    """Share, 0 to 1, of the question's terms that are translated; names, and words that only bind others, do not count."""
    untranslated: tuple[str, ...]
    """Words that carry meaning and have no settled translation, in lower case, in order."""
    alternatives: tuple[tuple[str, ...], ...]
    """The same terms, those together that translate one English term."""


def translate(question: str) -> Translation:
    """The administrative English of the question in Vietnamese, and what is left of it."""
    written = _WORD.findall(question.replace("’", "'"))
    words = [word.lower() for word in written]
    found: dict[int, tuple[str, ...]] = {}
    taken: set[int] = set()
    for length in range(_LONGEST, 0, -1):
        for first in range(len(words) - length + 1):
            places = range(first, first + length)
            terms = _lookup(" ".join(words[first : first + length]))
            if terms and not taken.intersection(places):
                taken.update(places)
                found[first] = terms
    left = [place for place, word in enumerate(words) if place not in taken and word not in _FUNCTION_WORDS]
    names = {place for place in left if written[place][0].isupper() and place}
    in_order = [found[place] for place in sorted(found)]
    return Translation(
        terms=tuple(dict.fromkeys(term for terms in in_order for term in terms)),
        gloss=_gloss(words, found, {place: written[place] for place in names}, taken),
        known=len(found) / max(1, len(found) + len(left) - len(names)),
        untranslated=tuple(dict.fromkeys(words[place] for place in left)),
        alternatives=tuple(dict.fromkeys(in_order)),
    )


def _gloss(
    words: list[str], found: Mapping[int, tuple[str, ...]], names: Mapping[int, str], taken: Collection[int]
) -> str:
    runs: list[list[str]] = [[]]
    for place in range(len(words)):
        if place in found:
            runs[-1].insert(0, found[place][0])
        elif place in names:
            runs += [[names[place]], []]
        elif place not in taken:
            runs.append([])
    return " ".join(term for run in runs for term in run)


def _lookup(phrase: str) -> tuple[str, ...]:
    """A term as listed, or in its singular or base form."""
    forms = [phrase, *(phrase.removesuffix(end) + base for end, base in _ENDINGS if phrase.endswith(end))]
    return next((VIETNAMESE[form] for form in forms if form in VIETNAMESE), ())
