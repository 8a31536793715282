"""Administrative English to the Vietnamese that reports use, so that an English question also searches by words."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache

from corpus.language.detect import Language
from index.glossary.word_files import translations

_ENDINGS = (("ies", "y"), ("es", ""), ("s", ""), ("ed", ""), ("ed", "e"), ("d", ""))
_WORD = re.compile(r"[A-Za-z]+(?:['’-][A-Za-z]+)*")


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


def translate(question: str, language: Language = "en") -> Translation:
    """The administrative terms of a question in Vietnamese, and what is left of it; all of it in a language without a file of terms."""
    known = _known(language)
    written = _WORD.findall(question.replace("’", "'"))
    words = [word.lower() for word in written]
    found: dict[int, tuple[str, ...]] = {}
    taken: set[int] = set()
    for length in range(known.longest, 0, -1):
        for first in range(len(words) - length + 1):
            places = range(first, first + length)
            terms = known.lookup(" ".join(words[first : first + length]))
            if terms and not taken.intersection(places):
                taken.update(places)
                found[first] = terms
    left = [place for place, word in enumerate(words) if place not in taken and word not in known.binding]
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


@dataclass(frozen=True, slots=True)
class _KnownTerms:
    """What is known of one language."""

    terms: Mapping[str, tuple[str, ...]]
    binding: frozenset[str]
    """Words that only bind others."""
    longest: int
    """Words of the longest term."""

    def lookup(self, phrase: str) -> tuple[str, ...]:
        """A term as listed, or in its singular or base form."""
        forms = [phrase, *(phrase.removesuffix(end) + base for end, base in _ENDINGS if phrase.endswith(end))]
        return next((self.terms[form] for form in forms if form in self.terms), ())


@cache
def _known(language: Language) -> _KnownTerms:
    file = translations(language)
    terms = {term: tuple(meant) for term, meant in file.get("terms", {}).items()}
    binding = frozenset(file.get("binding", {}).get("words", ()))
    return _KnownTerms(terms, binding, max((len(term.split()) for term in terms), default=0))
