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

_PARTICULAR = ("agency", "place", "name")
_CLAUSE = "; "
IsNamedIn = Callable[[str], bool]


def is_tied(said: Sequence[tuple[Hit, str]], hits: Sequence[Hit], inquiry: Inquiry) -> bool:
    """Whether each thing that the question names stands in a clause of what would be said that holds such a thing as is asked for.

    Or in a row of a table, or in what stands over it: its heading, what its report says of itself. `said` is each text with its passage. What
    a question names is told by its capitals, and by those of the passages found: people type without.
    """
    return all(any(_tells_of(is_named_in, *each, inquiry) for each in said) for is_named_in in _named(hits, inquiry))


def _named(hits: Sequence[Hit], inquiry: Inquiry) -> Iterator[IsNamedIn]:
    query, question = inquiry.query, f" {plain(inquiry.query.text)} "
    things = [each for each in query.things if each.kind in _PARTICULAR]
    for thing in things:
        yield partial(is_in, thing=thing, query=query)
        question = question.replace(f" {thing.forms[0]} ", "  ")
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
    said = [text[start:end] for start, end in sentences(text)]
    rows = [(each, asked.may_be_answered_by(each)) for each in said if is_table_row(each)]
    others = [
        (part, asked.answered_by(part) > 0) for each in said if not is_table_row(each) for part in each.split(_CLAUSE)
    ]
    return any(is_held and is_named_in(f" {plain(each)} ") for each, is_held in (*rows, *others))
