"""What a question says beside what was read of it for its kind: a limit that nobody reads changes what is asked for."""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from bot.classifying.example import ORDINARY, Example, examples
from bot.classifying.possible_kinds import possible_kind
from corpus.text.letters import fold
from index.question.query import Query

_LIMITED = ("list", "count", "heading", "article")
"""Labels of which every word counts."""
_ANY_KIND = 2
"""Kinds in whose examples a word stands that only asks, whatever is asked."""
_WORD = re.compile(r"[^\W\d_]+")
_OPENING = re.compile(r"(?:^|[.?!:]\s)\W*\w")


def leaves_unread(rest: str) -> bool:
    """Whether the rest of a question has a word with which nobody asks for what has limits, or a name."""
    return not _asking().issuperset(words_in(rest))


def words_in(text: str) -> Iterator[str]:
    """In small letters but for the capital of a name."""
    for word in _WORD.findall(_OPENING.sub(lambda match: match[0].lower(), text)):
        yield word if word.istitle() and len(word) > 1 else word.lower()


@cache
def _asking() -> frozenset[str]:
    """The words of examples without what is read of them: of those that have limits, and those of several kinds, as they are typed."""
    labels: dict[str, set[str]] = defaultdict(set)
    for each in examples():
        if rest := rest_of(each):
            for word in words_in(rest):
                labels[word].add(each.label)
    asking = {word for word, of in labels.items() if len(of) >= _ANY_KIND or of.intersection(_LIMITED)}
    return frozenset(form for word in asking if word.islower() for form in (word, fold(word)))


def rest_of(each: Example) -> str | None:
    """An example without what is read of it for its label, all of it where nothing is; None where it is of no kind."""
    found = None if each.label == ORDINARY else possible_kind(each.label, _query(each))
    return (found.rest or each.question) if found else None


def _query(each: Example) -> Query:
    return Query(each.question, each.question, language=each.language)
