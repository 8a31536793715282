"""What a reader is told of the question beside the answer: what no passage names of it, what a filter leaves out of it."""

from collections.abc import Sequence
from dataclasses import replace

from bot.answer import Answered
from bot.quoting.found import Found
from bot.quoting.missing import unnamed_things, words_of
from bot.wording.wording import wording
from index.question.query import Query
from index.search.hit import Hit
from index.words import plain

_OWN_COUNTRY = frozenset(map(plain, ("Việt Nam", "Vietnam")))
"""That of the documents: what they say is of it without naming it."""


def unnamed_note(found: Found, hits: Sequence[Hit]) -> tuple[str, ...]:
    """That none of these passages names what the question names, if so: what they say is of something else."""
    register, query = found.inquiry.register, found.query
    held = [words_of(hit, register) for hit in hits]
    things = [each for each in unnamed_things(query, hits, register) if _OWN_COUNTRY.isdisjoint(each.forms)]
    written = [query.typed[each.start : each.end] for each in things]
    named = [
        name for name in written if not any(f" {form} " in words for form in _forms_of(name, query) for words in held)
    ]
    return (wording(found.inquiry.language).unnamed.format(what="; ".join(dict.fromkeys(named))),) if named else ()


def _forms_of(name: str, query: Query) -> list[str]:
    """As it is written, and otherwise: an agency is known by its whole name, and by short ones."""
    return [plain(name), *(plain(each.other) for each in query.expansions if plain(each.term) == plain(name))]


def overruled_noted(answer: Answered, query: Query) -> Answered:
    """The answer with what a filter has left out of its question."""
    if not query.overruled_years:
        return answer
    asked, searched = (", ".join(map(str, years)) for years in (query.overruled_years, query.filters.years))
    note = wording(answer.asked.language).year_overruled.format(asked=asked, searched=searched)
    return replace(answer, notes=(note, *answer.notes))
