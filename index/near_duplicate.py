"""The same paragraph in several reports: which of the passages found say the same.

Passages are near-duplicates when their figures, years and aspect are equal and their words overlap almost wholly:
Jaccard's index of folded three-word shingles (Broder, "On the resemblance and containment of documents", 1997).
A paragraph repeated with another year's figures is another paragraph.
"""

import re
from collections.abc import Sequence

from corpus.chunk import Chunk
from index.words import fold, tokens

RESEMBLANCE = 0.8
"""Least Jaccard index of two near-duplicates."""
_SHINGLE = 3
_LIST_NUMBER = re.compile(r"^\s*(?:[\divxlc]{1,4}(?:\.\d+)*[.)]|[a-zđ]\))\s", re.IGNORECASE | re.MULTILINE)

_Shingles = frozenset[tuple[str, ...]]


def near_duplicates(chunks: Sequence[Chunk]) -> list[list[int]]:
    """Positions in `chunks`, grouped; groups and their members in the order of `chunks`."""
    groups: dict[tuple[object, ...], list[tuple[_Shingles, list[int]]]] = {}
    found: list[list[int]] = []
    for position, chunk in enumerate(chunks):
        words = [fold(token) for token in tokens(_LIST_NUMBER.sub("", chunk.text))]
        shingles = frozenset(zip(*(words[i:] for i in range(min(_SHINGLE, len(words)))), strict=False))
        alike = groups.setdefault((_figures(words), chunk.years, chunk.aspect), [])
        group = next((members for other, members in alike if _resemblance(shingles, other) >= RESEMBLANCE), None)
        if group is None:
            group = []
            alike.append((shingles, group))
            found.append(group)
        group.append(position)
    return found


def _figures(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(sorted(word for word in words if any(char.isdigit() for char in word)))


def _resemblance(one: _Shingles, other: _Shingles) -> float:
    union = len(one | other)
    return len(one & other) / union if union else 1.0
