"""The stretch of a passage that is shown around a sentence of it: whole sentences, as much as is read at a glance."""

from collections.abc import Sequence

from index.search.hit import Hit

LONGEST = 500
"""Characters of a stretch, unless the sentence alone is longer. On people's questions over documents that were not learned
from, three stretches of 300 characters hold the answer for .67 of them, of 450 for .70, of 600 for .73."""

Span = tuple[int, int]
"""Offsets in a text."""


def window_of(hit: Hit, place: int, longest: int = LONGEST) -> Span:
    """The sentence at this place of the passage with its neighbours, one behind and one before it in turn."""
    sentences = hit.sentences
    first = last = place
    grows = True
    while grows:
        grows = False
        if last + 1 < len(sentences) and sentences[last + 1].end - sentences[first].start <= longest:
            last, grows = last + 1, True
        if first > 0 and sentences[last].end - sentences[first - 1].start <= longest:
            first, grows = first - 1, True
    return sentences[first].start, sentences[last].end


def overlaps(span: Span, others: Sequence[Span]) -> bool:
    """Whether it shares a character with one of the others, of the same text."""
    return any(span[0] < end and start < span[1] for start, end in others)
