"""Whether a claim is nothing but sentences, or whole clauses, of the quotes it cites."""

import re
from collections.abc import Sequence

from corpus.language.sentence import sentences
from corpus.text.normalise import normalise_line

_EDGE = " \t.,;:!?…\"'“”‘’()[]-–•*+"
_BEGINS = '.;:!?\n•–-(“"'
_ENDS = '.;:!?,\n)]”"…'
_EXCEPTION = re.compile(r"\W*(?:trừ|ngoại trừ|nếu|khi|với điều kiện|except|unless|if|provided)\b", re.IGNORECASE)
"""What follows changes what was said."""


def is_verbatim(claim: str, quotes: Sequence[str]) -> bool:
    """Whether every sentence of the claim stands word by word in a quote and begins and ends there as a clause does."""
    if any(character.isalnum() for character in claim) and normalise_line(claim) in map(normalise_line, quotes):
        return True
    spoken = [claim[start:end] for start, end in sentences(claim)]
    lines = ["\n".join(map(normalise_line, quote.split("\n"))) for quote in quotes]
    return any(_stands(claim, line) for line in lines) or (
        bool(spoken) and all(any(_stands(sentence, line) for line in lines) for sentence in spoken)
    )


def _stands(sentence: str, quote: str) -> bool:
    words = normalise_line(sentence).strip(_EDGE).split()
    if not words or " ".join(words).casefold() not in " ".join(quote.split()).casefold():
        return False
    pattern = r"\s+".join(map(re.escape, words))
    return any(_is_whole(quote, match) for match in re.finditer(pattern, quote, re.IGNORECASE))


def _is_whole(quote: str, match: re.Match[str]) -> bool:
    before, after = quote[: match.start()].rstrip(" "), quote[match.end() :]
    if before and before[-1] not in _BEGINS:
        return False
    follows = after.lstrip(" ")
    return not follows or (follows[0] in _ENDS and not re.match(r"[.,]\d", after) and not _EXCEPTION.match(follows))
