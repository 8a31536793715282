"""Other ways of writing what a question says: short and long forms, old and new names of agencies and places.

Known from three sources, each over the one before: what every office uses (`abbreviations`, `renamed`), what the
reports introduce (`short_forms`), what the administrator wrote (`glossary_file`).
"""

import itertools
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from corpus.text.letters import fold
from corpus.text.syllable import is_syllable
from index.glossary.renamed import ALSO_WORDS, bare_names, full_names
from index.glossary.term import Term, TermWord, term_identity, term_of, term_words
from index.glossary.word_files import own_words

ExpansionKind = Literal["abbreviation", "renamed", "file"]
_MOST_NAMES = 60


@dataclass(frozen=True, slots=True)
class Expansion:
    """A term as the question writes it, and another way of writing it."""

    term: str
    other: str
    kind: ExpansionKind


class _Link(NamedTuple):
    """One way; the other way is a link of its own."""

    term: str
    other: str
    kind: ExpansionKind


class _Entry(NamedTuple):
    term: Term
    others: tuple[_Link, ...]


@dataclass(frozen=True, slots=True)
class Glossary:
    """Made by `glossary_of`."""

    entries: Mapping[str, tuple[_Entry, ...]]
    """By the first word of the term, folded; longest first."""

    def expansions(self, question: str) -> list[Expansion]:
        """Other ways of writing the terms of the question, in its order; of terms that overlap, the first and longest."""
        question = unicodedata.normalize("NFC", question)
        found = (
            Expansion(question[start:end], link.other, link.kind)
            for start, end, links in self._found(question)
            for link in links
        )
        return list(dict.fromkeys(found))

    def names_of(self, name: str) -> tuple[str, ...]:
        """All names of the agency or place, itself first: "Sở GTVT tỉnh X" is "Sở Xây dựng tỉnh X", too."""
        name = unicodedata.normalize("NFC", name)
        pieces: list[list[str]] = []
        position = 0
        for start, end, links in self._found(name):
            pieces += [[name[position:start]], [name[start:end], *self._others(links)]]
            position = end
        whole = ("".join(choice) for choice in itertools.product(*pieces, [name[position:]]))
        return tuple(dict.fromkeys(itertools.islice(whole, _MOST_NAMES)))

    def _others(self, links: Iterable[_Link]) -> list[str]:
        """The other names with their short forms."""
        direct = [link.other for link in links]
        whole = (
            found for other in direct for start, end, found in self._found(other) if (start, end) == (0, len(other))
        )
        return direct + [link.other for found in whole for link in found if link.kind != "renamed"]

    def _found(self, text: str) -> Iterator[tuple[int, int, tuple[_Link, ...]]]:
        """(start, end, links) of each term, from left to right."""
        words = term_words(text)
        folded = tuple(fold(word.text) for word in words)
        position = 0
        while position < len(words):
            size, links = self._at(words, folded, position, shouted=text.isupper())
            if links:
                yield words[position].start, words[position + size - 1].end, links
            position += size

    def _at(
        self, words: list[TermWord], folded: tuple[str, ...], position: int, *, shouted: bool
    ) -> tuple[int, tuple[_Link, ...]]:
        """The number of words of the longest term that begins here, and its links; (1, ()) where none does."""
        before = words[position - 1].text if position else ""
        found: list[_Link] = []
        length = 1
        for term, others in self.entries.get(folded[position], ()):
            size = len(term.key)
            if found and size < length:
                break
            typed = [word.text for word in words[position : position + size]]
            if folded[position : position + size] == term.key and term.is_meant(typed, before, shouted=shouted):
                found += others
                length = size
        return length, tuple(found)


def glossary_of(
    harvested: Iterable[tuple[str, str, int]] = (), file: Mapping[str, tuple[str, ...]] | None = None
) -> Glossary:
    """The glossary of (short, long, count) from reports and of the administrator's file.

    The file's terms are all that is known of them; a term without meanings is forgotten.
    """
    written = file or {}
    ours = {term_identity(term) for term in written}
    own = [_Link(term, mean, "file") for term, means in written.items() for mean in means]
    short = [link for link in _abbreviations(harvested) if term_identity(link.term) not in ours]
    likeliest = {term_identity(link.term): link for link in reversed(short)}
    full, bare = (
        [_Link(old, new, "renamed") for old, new in names if term_identity(old) not in ours]
        for names in (full_names(), bare_names())
    )
    names = [*own, *full]
    links = [*own, *likeliest.values(), *map(_back, own + short), *_shortened(names, own + short)]
    links += [*full, *map(_back, full), *bare, *map(_back, bare)]
    return _indexed(link for link in links if link.kind == "file" or term_identity(link.term) not in ours)


def _abbreviations(harvested: Iterable[tuple[str, str, int]]) -> list[_Link]:
    """Harvested forms, the most frequent long one first, over those that every office uses."""
    counts: dict[tuple[str, tuple[str, ...]], Counter[str]] = {}
    for short, long, count in harvested:
        counts.setdefault((short, term_identity(long)), Counter())[long] += count
    likeliest_first = sorted(counts.items(), key=lambda item: -item[1].total())
    learnt = [_Link(short, spelled.most_common(1)[0][0], "abbreviation") for (short, _), spelled in likeliest_first]
    return learnt + [_Link(short, long, "abbreviation") for short, long in own_words("abbreviations").items()]


def _back(link: _Link) -> _Link:
    return _Link(link.other, link.term, link.kind)


def _shortened(renamed: Iterable[_Link], short: Iterable[_Link]) -> Iterator[_Link]:
    """Agencies with their subject shortened, "Sở GTVT": to the full name and back, and to what it is called now."""
    by_long: dict[tuple[str, ...], list[_Link]] = {}
    for link in short:
        by_long.setdefault(term_of(link.other).key, []).append(link)
    called: dict[str, list[_Link]] = {}
    for link in renamed:
        called.setdefault(link.term, []).append(link)
        called.setdefault(link.other, []).append(_back(link))
    for name, links in called.items():
        for written, kind in _with_short_forms(name, by_long):
            there = _Link(written, name, kind)
            yield from (there, _back(there), *(_Link(written, link.other, link.kind) for link in links))


def _with_short_forms(
    name: str, by_long: Mapping[tuple[str, ...], Iterable[_Link]]
) -> Iterator[tuple[str, ExpansionKind]]:
    """The name with its end ("Sở GTVT"), or its beginning ("TP Huế"), shortened."""
    words, key = term_words(name), term_of(name).key
    for place, word in enumerate(words):
        for link in by_long.get(key[place:], ()):
            yield name[: word.start] + link.term, link.kind
        for link in by_long.get(key[:place], ()):
            yield f"{link.term} {name[word.start :]}", link.kind


def _indexed(links: Iterable[_Link]) -> Glossary:
    places = {term_identity(name) for pair in bare_names() for name in pair}
    also_words = {term_identity(name) for name in ALSO_WORDS}
    found: dict[tuple[str, ...], dict[tuple[str, ...], _Link]] = {}
    for link in links:
        term, other = term_identity(link.term), term_identity(link.other)
        if term != other and _is_telling(link.term):
            found.setdefault(term, {}).setdefault(other, link)
    entries: dict[str, list[_Entry]] = {}
    for identity, others in found.items():
        written = next(iter(others.values())).term
        term_ = term_of(written, place=identity in places, also_word=identity in also_words)
        entries.setdefault(term_.key[0], []).append(_Entry(term_, tuple(others.values())))
    return Glossary(
        {first: tuple(sorted(each, key=lambda entry: -len(entry.term.key))) for first, each in entries.items()}
    )


def _is_telling(term: str) -> bool:
    """Not a single syllable, which means too much."""
    words = [word.text for word in term_words(term)]
    return len(words) > 1 or (len(words) == 1 and (term.isupper() or not is_syllable(term)))
