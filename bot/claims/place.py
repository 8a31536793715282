"""Whether a fact stands in the claim where the source has another one: "năm 2025 đạt" for "năm 2024 đạt".

The source may well state 2025 elsewhere; its words around the fact then tell which is meant.
"""

from collections.abc import Sequence
from typing import Protocol

from index.words import fold, tokens

_AROUND = 3
"""Words on each side."""
_LIKE = 3
"""Agreeing neighbours from which two places are taken for the same."""
_FARTHER = 2
"""Agreeing neighbours that the best place with the claim's own fact has less."""


class Spanned(Protocol):
    """A fact at `text[start:end]`."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


Surroundings = tuple[Sequence[str], Sequence[str]]
"""Words before, nearest first, and after."""


def is_displaced(claim: Surroundings, own: Sequence[Surroundings], others: Sequence[Surroundings]) -> bool:
    """Whether the surroundings in the claim are those of another fact of the source, and not those of its own."""
    nearest_other = max((agreement(claim, other) for other in others), default=0)
    nearest_own = max((agreement(claim, each) for each in own), default=0)
    return nearest_other >= _LIKE and nearest_own <= nearest_other - _FARTHER


def around(text: str, fact: Spanned) -> Surroundings:
    """The words around a fact, folded; a figure among them is "#"."""
    before = [_masked(word) for word in tokens(text[max(0, fact.start - 80) : fact.start])][-_AROUND:][::-1]
    after = [_masked(word) for word in tokens(text[fact.end : fact.end + 80])][:_AROUND]
    return before, after


def agreement(one: Surroundings, other: Surroundings) -> int:
    """How many neighbours agree, counted outwards from the fact until the first that does not."""
    return sum(_run(left, right) for left, right in zip(one, other, strict=True))


def _run(one: Sequence[str], other: Sequence[str]) -> int:
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count


def _masked(word: str) -> str:
    return "#" if any(character.isdigit() for character in word) else fold(word)
