"""What a model streams, cut into sentences as they are finished, each with the markers that belong to it."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from bot.writing.citation_markers import MARKER, leading_markers, without_open_marker
from corpus.language.sentence import sentences

_THOUGHT = re.compile(r"<think(?:ing)?>.*?(?:</think(?:ing)?>|\Z)", re.DOTALL | re.IGNORECASE)
_OPENING_THOUGHT = "<thinking>"
_WORD = re.compile(r"[^\W_]")


def written_sentences(pieces: Iterable[str]) -> Iterator[str]:
    """The sentences of the text that the pieces make, in order, each as soon as it cannot change any more.

    However the text is cut into pieces, they are those of `split_written`. What is unfinished when the pieces end with
    an error is never given: it may be torn, "3.2" of "3.245".
    """
    text, given = "", 0
    for piece in pieces:
        text += piece
        for sentence in _finished(without_thoughts(text))[given:]:
            given += 1
            yield sentence
    yield from split_written(without_thoughts(text))[given:]


def _finished(text: str) -> list[str]:
    """All sentences before the last one that has begun with a word of its own: no marker can join them any more."""
    for start, end in reversed(sentences(text)):
        if _WORD.search(without_open_marker(MARKER.sub("", text[start:]))):
            return split_written(text[:end])[:-1]
    return []


def split_written(text: str) -> list[str]:
    """The sentences of a whole text. A marker after the full stop belongs to the sentence before it.

    Where a line begins with markers, those on it belong to what follows them; a line of nothing but markers belongs to
    the line before.
    """
    found: list[str] = []
    line_end, leads = -1, False
    for start, end in sentences(text):
        sentence = text[start:end]
        length = leading_markers(sentence)
        rest = sentence[length:].strip()
        if start > line_end:
            leads = bool(length and rest)
            line_end = text.find("\n", start) % (len(text) + 1)
        if length and found and not (leads and rest):
            found[-1] += f" {sentence[:length].strip()}"
            sentence = rest
        if sentence:
            found.append(sentence)
    return [unicodedata.normalize("NFC", sentence) for sentence in found]


def without_thoughts(text: str) -> str:
    """The text without what a reasoning model says to itself; nor what may become the tag that opens that."""
    text = _THOUGHT.sub("", text)
    tail = text.rfind("<")
    return text[:tail] if tail >= 0 and _OPENING_THOUGHT.startswith(text[tail:].lower()) else text
