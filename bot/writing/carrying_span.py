"""Which sentences of a text carry a statement: what its citation quotes of a passage, or its value of a quote."""

from collections.abc import Sequence

from corpus.text.letters import fold
from index.words import terms

_FIGURE = 3.0
"""Weight of a figure beside a word: a quote without the statement's figures carries nothing."""
_WORTH = 0.15
"""Share of the statement's words that a neighbouring sentence must add to be quoted, too."""


def carrying_span(statement: str, sentences: Sequence[str], likeness: Sequence[float]) -> tuple[int, int]:
    """The first and the last of the run of sentences, of which there are some, that says what the statement says.

    `likeness` has one number a sentence, 0 to 1: how near it is in meaning, across languages too. The run begins with
    the best sentence and grows to the nearest ones that hold what is still missing.
    """
    said = [_terms(each) for each in sentences]
    wanted = _terms(statement)
    first = last = max(range(len(said)), key=lambda i: (_share(wanted, said[i]) + likeness[i], -i))
    while (grown := _grown(wanted, said, first, last)) is not None:
        first, last = grown
    return first, last


def _grown(wanted: frozenset[str], said: Sequence[frozenset[str]], first: int, last: int) -> tuple[int, int] | None:
    """The run with the nearest sentence that adds a figure, or else a neighbour that adds enough words."""
    missing = wanted - frozenset().union(*said[first : last + 1])
    figures = {term for term in missing if _is_figure(term)}
    outside = sorted(
        (i for i in range(len(said)) if not first <= i <= last), key=lambda i: (max(first - i, i - last), i)
    )
    for i in outside:
        is_next = first - 1 <= i <= last + 1
        if figures & said[i] or (is_next and _weight(missing & said[i]) >= _WORTH * _weight(wanted)):
            return min(first, i), max(last, i)
    return None


def _share(wanted: frozenset[str], present: frozenset[str]) -> float:
    return _weight(wanted & present) / (_weight(wanted) or 1.0)


def _weight(found: frozenset[str]) -> float:
    return sum(_FIGURE if _is_figure(term) else 1.0 for term in found)


def _is_figure(term: str) -> bool:
    return any(character.isdigit() for character in term) and "_" not in term


def _terms(text: str) -> frozenset[str]:
    return frozenset(terms(fold(text)))
