"""Whether what would be said tells what is asked of the very thing that the question names, and not of another one beside it.

"Huyện Yên Hoài có bao nhiêu trạm 5G?" is not answered by the province's number, though the passage names the district further on.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache, partial

from bot.quoting.inquiry import Inquiry
from bot.quoting.missing import identity_of, is_in
from corpus.language.sentence import is_table_row, sentences
from index.question.named_things import names_written_in
from index.search.hit import Hit
from index.words import plain

_PARTICULAR = ("place", "name")
"""Agencies stand in the heads of their documents, and go by many names."""
_CLAUSE = "; "
IsNamedIn = Callable[[str], bool]


def is_tied(said: Sequence[tuple[Hit, str]], hits: Sequence[Hit], inquiry: Inquiry) -> bool:
    """Whether each place, person or other name of the question is told of what it asks.

    That is to say that the name stands no later than the clause that holds such a thing as is asked for, in the row of a table, or in what
    stands over it: its heading, what its report says of itself. `said` is each text with its passage. What a question names is told by its
    capitals, and by those of the passages found: people type without.
    """
    return all(any(_tells_of(is_named_in, *each, inquiry) for each in said) for is_named_in in _named(hits, inquiry))


def _named(hits: Sequence[Hit], inquiry: Inquiry) -> Iterator[IsNamedIn]:
    query, question = inquiry.query, f" {plain(inquiry.query.text)} "
    for thing in query.things:
        question = question.replace(f" {plain(query.typed[thing.start : thing.end])} ", "  ")
        if thing.kind in _PARTICULAR:
            yield partial(is_in, thing=thing, query=query)
    for name in sorted(frozenset().union(*(_names_in(hit.chunk.text) for hit in hits))):
        if f" {name} " in question:
            yield partial(_holds, name=name)


def _holds(words: str, name: str) -> bool:
    return f" {name} " in words


@lru_cache(maxsize=1_000)
def _names_in(text: str) -> frozenset[str]:
    """Each and what is left of it without the words before, two at least: "huyện Yên Hoài" goes by "Yên Hoài"."""
    names = map(str.split, names_written_in(text))
    return frozenset(" ".join(words[first:]) for words in names for first in range(len(words) - 1))


def _tells_of(is_named_in: IsNamedIn, hit: Hit, text: str, inquiry: Inquiry) -> bool:
    asked = inquiry.asked_for
    if is_named_in(identity_of(hit, inquiry.register)):
        return True
    if asked is None:
        return is_named_in(f" {plain(text)} ")
    for start, end in sentences(text):
        sentence = text[start:end]
        clauses = [sentence] if is_table_row(sentence) else sentence.split(_CLAUSE)
        is_held = asked.may_be_answered_by if is_table_row(sentence) else asked.answered_by
        for place, clause in enumerate(clauses):  # what the clauses before name is spoken of still
            if is_held(clause) and is_named_in(f" {plain(_CLAUSE.join(clauses[: place + 1]))} "):
                return True
    return False
