"""What a reader is told of the question beside the answer: what no passage names of it, what a filter leaves out of it."""

from collections.abc import Sequence
from dataclasses import replace

from bot.answer import Answered
from bot.quoting.found import Found
from bot.quoting.missing import unnamed_things
from bot.wording.wording import wording
from index.question.query import Query
from index.search.hit import Hit
from index.words import plain

_OWN_COUNTRY = frozenset(map(plain, ("Việt Nam", "Vietnam")))
"""That of the documents: what they say is of it without naming it."""


def unnamed_note(found: Found, hits: Sequence[Hit]) -> tuple[str, ...]:
    """That none of these passages names what the question names, if so: what they say is of something else."""
    things = unnamed_things(found.query, hits, found.inquiry.register)
    named = [found.query.typed[each.start : each.end] for each in things if _OWN_COUNTRY.isdisjoint(each.forms)]
    return (wording(found.inquiry.language).unnamed.format(what="; ".join(named)),) if named else ()


def overruled_noted(answer: Answered, query: Query) -> Answered:
    """The answer with what a filter has left out of its question."""
    if not query.overruled_years:
        return answer
    asked, searched = (", ".join(map(str, years)) for years in (query.overruled_years, query.filters.years))
    note = wording(answer.asked.language).year_overruled.format(asked=asked, searched=searched)
    return replace(answer, notes=(note, *answer.notes))
