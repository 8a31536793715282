"""The things that a question names and that an answer must therefore be about: agencies, places, people, codes, numbers, years.

By form where the question is written with capitals, by what is known of names where it is not: agencies of the library,
provinces, and the bodies that every province has. A thing that cannot be told from ordinary words is not named.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import dropwhile
from typing import Literal

from corpus.language.cldr import territories
from corpus.language.cues import Cues
from corpus.text.letters import fold
from corpus.text.syllable import is_bare_syllable, is_syllable
from index.glossary.agency_names import FIELDS, agencies_by_english_name
from index.glossary.kind_names import ABBREVIATED
from index.glossary.renamed import ALSO_WORDS, PROVINCE_NAMES
from index.question.agencies import AgencyName
from index.question.numbers import number_spans
from index.words import plain

ThingKind = Literal["agency", "place", "person", "code", "number", "year", "name"]

_WORD = re.compile(r"[^\W\d_]+(?:[&-][^\W\d_]+)*")
_OPENS = re.compile(r"(?:^|[.!?:;…]\s|[\n\"“”'(])\s*$")
"""Before a word that begins a sentence, and has its capital for that."""
_YEAR = re.compile(r"(?<![\w/.,-])(?:19[5-9]|20[0-4])\d(?![\w%]|[.,]\d)")
_CUES = Cues(__file__, folded=True)
_HEADS: dict[str, ThingKind] = {word: kind for kind in ("agency", "place", "person") for word in _CUES.words(kind)}
"""Words that stand before a name and tell what bears it, folded."""
_NO_NAME = frozenset((*_CUES.words("no_name"), *map(fold, ABBREVIATED)))
"""Words that are written with a capital and name nothing by themselves, folded."""
_OPENING = _NO_NAME | {syllable for phrase in (*_HEADS, *_NO_NAME) for syllable in phrase.split()}
"""What a run may begin with that is no part of a name."""
_LONGEST_HEAD = max(len(head.split()) for head in _HEADS)
_AGENCY_SYLLABLES = 3
"""Of the name of an agency that is written with one capital only: "Sở Y tế" and as far as it tells it from others."""


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
    """Written as a name, or behind a word that stands before provinces in any case, with or without marks."""
    for match in _province().finditer(text):
        yield NamedThing("place", *match.span("name"), (plain(match["name"]),))
    for match in _province_in_any_case().finditer(fold(text)):
        yield NamedThing("place", *match.span("name"), (plain(match["name"]),))


@lru_cache(maxsize=1)
def _province() -> re.Pattern[str]:
    forms = {
        form
        for name in PROVINCE_NAMES
        for form in (name, fold(name).title(), "" if name in ALSO_WORDS else name.lower())
    }
    written = "|".join(map(re.escape, sorted(forms - {""}, key=len, reverse=True)))
    return re.compile(rf"\b(?P<name>{written})\b")


@lru_cache(maxsize=1)
def _province_in_any_case() -> re.Pattern[str]:
    names = "|".join(re.escape(fold(name)) for name in PROVINCE_NAMES)
    return re.compile(rf"\b{_CUES.expression('before_province')}\s+(?P<name>{names})\b")


def _capitalised(text: str, *, is_translated: bool) -> Iterable[NamedThing]:
    """Runs of words with capitals; none of a question that has capitals throughout. Of a translated one Vietnamese runs."""
    words = list(_WORD.finditer(text))
    if 2 * sum(word[0].isupper() for word in words) > len(words):
        return
    if is_translated:
        yield from _vietnamese_names(text)
        countries = territories("en", "vi")
        for match in re.finditer(rf"\b(?:{'|'.join(map(re.escape, countries))})\b", text):
            yield NamedThing("place", *match.span(), (plain(match[0]), plain(countries[match[0]])))
        return
    for first, last in _runs(text, words):
        if thing := _thing(text, words, first, last):
            yield thing


def _vietnamese_names(text: str) -> Iterable[NamedThing]:
    """Two or more words with capitals side by side that can be Vietnamese syllables typed without marks."""
    words = list(_WORD.finditer(text))
    for first, last in _runs(text, words):
        run = list(dropwhile(lambda word: not is_bare_syllable(word[0]), words[first : last + 1]))
        if len(run) > 1 and all(is_bare_syllable(word[0]) and not _is_short(word[0]) for word in run):
            start, end = run[0].start(), run[-1].end()
            yield NamedThing("name", start, end, (plain(text[start:end]),))


def _runs(text: str, words: Sequence[re.Match[str]]) -> Iterable[tuple[int, int]]:
    """(first, last) word of each run with nothing but a space between them."""
    first: int | None = None
    for place, word in enumerate(words):
        if not word[0][0].isupper():
            first = None
            continue
        first = place if first is None else first
        follows = words[place + 1] if place + 1 < len(words) else None
        if not (follows and follows[0][0].isupper() and text[word.end() : follows.start()] == " "):
            yield first, place
            first = None


def _thing(text: str, words: Sequence[re.Match[str]], first: int, last: int) -> NamedThing | None:
    """The name in a run: without what only opens the sentence, with what its kind of agency needs to be told.

    A slip of the pen is no name: a word with marks that Vietnamese does not have.
    """
    while first <= last and _only_opens(text, words[first]):
        first += 1
    if first > last:
        return None
    is_code = first == last and _is_short(words[first][0])
    kind: ThingKind = "code" if is_code else _kind_before(text, words, first) or "name"
    if kind == "agency":
        while last + 1 < len(words) and last - first + 1 < _AGENCY_SYLLABLES - 1:
            if text[words[last].end() : words[last + 1].start()] != " ":
                break
            last += 1
    start, end = words[first].start(), words[last].end()
    if kind == "name" and (is_syllable(text[start:end]) or any(_is_slip(word[0]) for word in words[first : last + 1])):
        return None
    return NamedThing(kind, start, end, (plain(text[start:end]),))


def _only_opens(text: str, word: re.Match[str]) -> bool:
    """Whether a word has its capital for beginning a sentence, or names a kind of thing."""
    folded = fold(word[0])
    if _is_short(word[0]):
        return folded in _NO_NAME or folded in _HEADS
    return folded in _OPENING or _OPENS.search(text[: word.start()]) is not None


def _is_slip(word: str) -> bool:
    return fold(word) != word.lower() and not is_syllable(word)


def _kind_before(text: str, words: Sequence[re.Match[str]], first: int) -> ThingKind | None:
    """By the word or two right before a name."""
    for length in range(min(_LONGEST_HEAD, first), 0, -1):
        before = text[words[first - length].start() : words[first].start()]
        if fold(before.removesuffix(" ")) in _HEADS:
            return _HEADS[fold(before.removesuffix(" "))]
    return None


def _is_short(word: str) -> bool:
    """A short form: mostly capitals."""
    letters = [letter for letter in word if letter.isalpha()]
    return len(letters) > 1 and 2 * sum(letter.isupper() for letter in letters) > len(letters)
