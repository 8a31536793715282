"""The same paragraph in several reports: which of the passages found say the same.

Passages are near-duplicates when their figures, years and aspect are equal and their words overlap almost wholly:
Jaccard's index of folded three-word shingles (Broder, "On the resemblance and containment of documents", 1997).
A paragraph repeated with another year's figures is another paragraph.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from corpus.chunk import Chunk
from index.words import fold, tokens

RESEMBLANCE = 0.8
"""Least Jaccard index of two near-duplicates."""
_SHINGLE = 3
_LIST_NUMBER = re.compile(r"^\s*(?:[\divxlc]{1,4}(?:\.\d+)*[.)]|[a-zđ]\))\s", re.IGNORECASE | re.MULTILINE)

_FIGURE = re.compile(r"\d+(?:[.,/]\d+)*")
_LONGER = 1 / RESEMBLANCE
"""How much longer one of two near-duplicates can be."""


def near_duplicates(chunks: Sequence[Chunk]) -> list[list[int]]:
    """Positions in `chunks`, grouped; groups and their members in the order of `chunks`."""
    alike: dict[tuple[object, ...], list[tuple[str, list[int]]]] = {}
    found: list[list[int]] = []
    for position, chunk in enumerate(chunks):
        text = _LIST_NUMBER.sub("", chunk.text)
        # What costs least comes first: the words are compared only where figures, years and aspect are equal.
        groups = alike.setdefault((tuple(sorted(_FIGURE.findall(text))), chunk.years, chunk.aspect), [])
        group = next((members for other, members in groups if _are_alike(text, other)), None)
        if group is None:
            group = []
            groups.append((text, group))
            found.append(group)
        group.append(position)
    return found


def _are_alike(one: str, other: str) -> bool:
    if one == other:
        return True
    shorter, longer = sorted((len(one), len(other)))
    if longer > shorter * _LONGER * _LONGER:
        return False
    ours, theirs = _shingles(one), _shingles(other)
    union = len(ours | theirs)
    return not union or len(ours & theirs) / union >= RESEMBLANCE


@lru_cache(maxsize=512)
def _shingles(text: str) -> frozenset[tuple[str, ...]]:
    words = [fold(token) for token in tokens(text)]
    return frozenset(zip(*(words[i:] for i in range(min(_SHINGLE, len(words)))), strict=False))
