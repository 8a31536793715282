"""What a question names and the sources lack: in none of the passages found, and in nothing that their reports say of themselves."""

import re
from collections.abc import Callable, Sequence

from index.glossary.renamed import since
from index.question.named_things import NamedThing
from index.question.query import Query
from index.record.entry import Entry
from index.record.register import Register
from index.search.hit import Hit
from index.words import plain

_SLASH = re.compile(r"\s*/\s*")


def missing_things(
    query: Query, hits: Sequence[Hit], register: Register, is_written: Callable[[str], bool]
) -> tuple[NamedThing, ...]:
    """Those that no hit holds, and nothing else in the library either; a year need only be far from what was found.

    `is_written` tells of a form whether any report has it.
    """
    return tuple(
        thing
        for thing in unnamed_things(query, hits, register)
        if thing.kind == "year" or not any(map(is_written, thing.forms))
    )


def unnamed_things(query: Query, hits: Sequence[Hit], register: Register) -> tuple[NamedThing, ...]:
    """What the question names that no hit holds, nor what its report says of itself."""
    held = [words_of(hit, register) for hit in hits]
    return tuple(thing for thing in query.things if not any(is_in(words, thing, query) for words in held))


def is_in(words: str, thing: NamedThing, query: Query) -> bool:
    """Whether the folded words name the thing, in any of its forms; a short form also by the words whose initials it is."""
    forms = [*thing.forms, *(plain(each.other) for each in query.expansions if plain(each.term) in thing.forms)]
    end = "" if thing.kind == "number" else " "
    if any(f" {form}{end}" in words for form in forms):
        return True
    return thing.kind == "code" and (not query.same_language or _has_initials(words, thing.forms[0]))


def is_before_merger(hit: Hit, query: Query, register: Register) -> bool:
    """Whether the hit is of a body or place that is one with what the question names only since a later day."""
    words, entry = words_of(hit, register), register.entries[hit.chunk.report_id]
    written = entry.issued or f"{max(entry.years, default='9999')}-12-31"
    for thing in query.things:
        if not any(f" {form} " in words for form in thing.forms):
            for each in query.expansions:
                day = since(each.term, each.other) if plain(each.term) in thing.forms else None
                if day and written < day.isoformat() and f" {plain(each.other)} " in words:
                    return True
    return False


def words_of(hit: Hit, register: Register) -> str:
    """The folded words of the passage, its place and what its report says of itself, a space on both sides of each."""
    return f" {plain(_SLASH.sub('/', hit.chunk.text))}{identity_of(hit, register)}"


def identity_of(hit: Hit, register: Register) -> str:
    """The same without the passage."""
    years = " ".join(map(str, hit.chunk.years))
    return f" {plain(hit.chunk.path)} {years} {_identity(register.entries[hit.chunk.report_id])} "


def _identity(entry: Entry) -> str:
    years = {*entry.years, *([int(entry.issued[:4])] if entry.issued else [])}
    return " ".join((plain(entry.title), plain(entry.agency), entry.kind, entry.number, " ".join(map(str, years))))


def _has_initials(words: str, code: str) -> bool:
    initials = "".join(word[0] for word in words.split())
    return "".join(filter(str.isalnum, code)) in initials
