"""The stretch of a passage that is shown around a sentence of it: whole sentences, as much as is read at a glance."""

from collections.abc import Sequence

from corpus.language.sentence import is_bare_heading, is_table_row, numbering
from index.search.hit import Hit, ScoredSentence

LONGEST = 500
"""Characters of a stretch, unless the sentence alone is longer. On people's questions over documents that were not learned
from, three stretches of 300 characters hold the answer for .67 of them, of 450 for .70, of 600 for .73."""

_ENDS = tuple('.;!?…”)"')
"""What a line ends with that no line goes on."""

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


def shown_of(hit: Hit, place: int) -> Span:
    """The same without the headings, bylines and announcements at its end of which nothing follows there."""
    start, end = window_of(hit, place)
    last = max(i for i, sentence in enumerate(hit.sentences) if sentence.end <= end)
    while last > place and _only_trails(hit, last):
        last -= 1
    return start, hit.sentences[last].end


def _only_trails(hit: Hit, place: int) -> bool:
    """Whether it is a line that announces what comes behind it, without a figure, or names who wrote what stands before; no item of a list is."""
    above, line, below = _lines_around(hit, hit.sentences[place])
    if not line or not is_bare_heading(line) or is_table_row(line) or line[0].islower() or line.endswith(","):
        return False
    kind, told = numbering(line)
    if line.endswith(":"):
        return not any(map(str.isdigit, told))
    return kind not in (numbering(above)[0], numbering(below)[0]) if kind else line.isupper() or above.endswith(_ENDS)


def _lines_around(hit: Hit, sentence: ScoredSentence) -> tuple[str, str, str]:
    """The line above the sentence, the sentence itself, empty where it is not a line of its own, and the line below."""
    before, text, after = hit.context.before, hit.chunk.text, hit.context.after
    start, end = sentence.start - hit.chunk.start, sentence.end - hit.chunk.start
    above = f"{before.text if before else ''}{text[:start]}".rstrip(" ")
    below = f"{text[end:]}{after.text if after else ''}".lstrip(" ")
    is_own = above[-1:] in ("", "\n") and below[:1] in ("", "\n")
    line = text[start:end] if is_own else ""
    return above.rstrip().rpartition("\n")[2], line, below.lstrip().partition("\n")[0]


def overlaps(span: Span, others: Sequence[Span]) -> bool:
    """Whether it shares a character with one of the others, of the same text."""
    return any(span[0] < end and start < span[1] for start, end in others)
