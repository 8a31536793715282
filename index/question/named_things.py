"""The things that a question names and that an answer must therefore be about: agencies, places, people, codes, numbers, years.

By form where the question is written with capitals, by what is known of names where it is not: agencies of the library,
provinces, and the bodies that every province has. A thing that cannot be told from ordinary words is not named.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import dropwhile, groupby
from typing import Literal

from corpus.language.cldr import territories
from corpus.text.letters import fold
from corpus.text.syllable import is_bare_syllable, is_syllable
from index.glossary.agency_names import FIELDS, agencies_by_english_name
from index.glossary.kind_names import ABBREVIATED
from index.glossary.renamed import ALSO_WORDS, PROVINCE_NAMES
from index.question.agencies import AgencyName
from index.question.numbers import number_spans
from index.words import plain

ThingKind = Literal["agency", "place", "code", "number", "year", "name"]
"""A person, a programme and what is not told from these is a name."""

_WORD = re.compile(r"[^\W\d_]+(?:[&-][^\W\d_]+)*")
_OPENS = re.compile(r"(?:^|[.!?:;…]\s|[\n\"“”'(])\s*$")
"""Before a word that begins a sentence, and has its capital for that."""
_YEAR = re.compile(r"(?<![\w/.,-])(?:19[5-9]|20[0-4])\d(?![\w%]|[.,]\d)")
_NO_CODE = frozenset(map(fold, ABBREVIATED))
"""Short forms that are kinds of document, folded."""


@dataclass(frozen=True, slots=True)
class NamedThing:
    """A thing named at `text[start:end]`."""

    kind: ThingKind
    start: int
    end: int
    forms: tuple[str, ...]
    """Ways of writing it, folded, as words with one space between them; any of them will do."""


def named_things(
    text: str, agencies: Sequence[AgencyName] = (), *, is_translated: bool = False
) -> tuple[NamedThing, ...]:
    """What a question names, in its order, without overlaps; `agencies` is where it names those of the library.

    The years are those written out; a number is that of a document. `is_translated`: the reports are in another language,
    in which only Vietnamese names are written alike.
    """
    found = [NamedThing("agency", each.start, each.end, tuple(map(plain, each.agencies))) for each in agencies]
    found += [NamedThing("number", start, end, (fold(number),)) for start, end, number in number_spans(text)]
    found += [NamedThing("year", *each.span(), (each[0],)) for each in _YEAR.finditer(text)]
    for more in (_known_agencies(text), _provinces(text), _capitalised(text, is_translated=is_translated)):
        for each in more:
            if not any(each.start < other.end and other.start < each.end for other in found):
                found.append(each)
    return tuple(sorted(found, key=lambda each: each.start))


def names_written_in(text: str) -> Iterable[str]:
    """What a text writes as names, folded: two or more words with capitals side by side; none that is in capitals throughout."""
    for run in _runs(text, list(_WORD.finditer(text))):
        for _, words in groupby((word[0] for word in run), key=lambda word: len(word) > 1 and word.isupper()):
            named = list(words)
            if len(named) > 1 and not named[0].isupper():
                yield plain(" ".join(named))


def _known_agencies(text: str) -> Iterable[NamedThing]:
    """Bodies that every province or the government has, in whatever case they are written, and in English."""
    folded = fold(text)
    for match in _bodies().finditer(folded):
        yield NamedThing("agency", *match.span(), (plain(match[0]),))
    for match in _english_bodies().finditer(folded):
        yield NamedThing("agency", *match.span(), (plain(agencies_by_english_name()[match[0]]), plain(match[0])))


@lru_cache(maxsize=1)
def _bodies() -> re.Pattern[str]:
    fields = "|".join(sorted((re.escape(fold(field)) for field in FIELDS), key=len, reverse=True))
    return re.compile(rf"\b(?:so|bo) (?:{fields})\b")


@lru_cache(maxsize=1)
def _english_bodies() -> re.Pattern[str]:
    names = "|".join(sorted(map(re.escape, agencies_by_english_name()), key=len, reverse=True))
    return re.compile(rf"\b(?:{names})\b")


def _provinces(text: str) -> Iterable[NamedThing]:
    """Written as a name, with or without its marks, and without its capitals where it is no other word."""
    for match in _province().finditer(text):
        yield NamedThing("place", *match.span(), (plain(match[0]),))


@lru_cache(maxsize=1)
def _province() -> re.Pattern[str]:
    forms = {form for name in PROVINCE_NAMES for form in (name, fold(name).title())}
    forms |= {name.lower() for name in PROVINCE_NAMES if name not in ALSO_WORDS}
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(forms, key=len, reverse=True)))})\b")


def _capitalised(text: str, *, is_translated: bool) -> Iterable[NamedThing]:
    """Runs of words with capitals; none of a question that has capitals throughout. Of a translated one Vietnamese runs."""
    words = list(_WORD.finditer(text))
    if 2 * sum(word[0].isupper() for word in words) > len(words):
        return
    if is_translated:
        yield from _vietnamese_names(text, words)
        countries = territories("en", "vi")
        for match in re.finditer(rf"\b(?:{'|'.join(map(re.escape, countries))})\b", text):
            yield NamedThing("place", *match.span(), (plain(match[0]), plain(countries[match[0]])))
        return
    for run in _runs(text, words):
        named = list(dropwhile(partial(_only_opens, text), run))
        if named and (thing := _thing(text, named)):
            yield thing


def _vietnamese_names(text: str, words: Sequence[re.Match[str]]) -> Iterable[NamedThing]:
    """Two or more words with capitals side by side that can be Vietnamese syllables typed without marks."""
    for capitals in _runs(text, words):
        run = list(dropwhile(lambda word: not is_bare_syllable(word[0]), capitals))
        if len(run) > 1 and all(is_bare_syllable(word[0]) and not _is_short(word[0]) for word in run):
            start, end = run[0].start(), run[-1].end()
            yield NamedThing("name", start, end, (plain(text[start:end]),))


def _runs(text: str, words: Sequence[re.Match[str]]) -> Iterable[list[re.Match[str]]]:
    """The words with capitals, those together that have nothing but a space between them."""
    run: list[re.Match[str]] = []
    for word in words:
        is_next = run and text[run[-1].end() : word.start()] == " "
        if run and not (word[0][0].isupper() and is_next):
            yield run
            run = []
        if word[0][0].isupper():
            run.append(word)
    if run:
        yield run


def _thing(text: str, run: Sequence[re.Match[str]]) -> NamedThing | None:
    """The name in a run of words with capitals; None for a short form of a kind of document, and for one syllable.

    A slip of the pen is no name: a word with marks that Vietnamese does not have.
    """
    start, end = run[0].start(), run[-1].end()
    name = text[start:end]
    if len(run) == 1 and _is_short(name):
        return None if fold(name) in _NO_CODE else NamedThing("code", start, end, (plain(name),))
    if is_syllable(name) or any(_is_slip(word[0]) for word in run):
        return None
    return NamedThing("name", start, end, (plain(name),))


def _only_opens(text: str, word: re.Match[str]) -> bool:
    """Whether a word has its capital for beginning a sentence."""
    return not _is_short(word[0]) and _OPENS.search(text[: word.start()]) is not None


def _is_slip(word: str) -> bool:
    return fold(word) != word.lower() and not is_syllable(word)


def _is_short(word: str) -> bool:
    """A short form: mostly capitals."""
    letters = [letter for letter in word if letter.isalpha()]
    return len(letters) > 1 and 2 * sum(letter.isupper() for letter in letters) > len(letters)
