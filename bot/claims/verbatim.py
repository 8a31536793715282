"""Whether a claim is nothing but sentences, or whole clauses, of the quotes it cites; or a piece torn out of one."""

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


def is_torn(claim: str, quote: str) -> bool:
    """Whether the claim stands word by word in the quote, but nowhere begins and ends there as a clause does."""
    return _is_within(_words(claim), normalise_line(quote)) and not is_verbatim(claim, [quote])


def _words(sentence: str) -> list[str]:
    return normalise_line(sentence).strip(_EDGE).split()


def _is_within(words: Sequence[str], quote: str) -> bool:
    return bool(words) and " ".join(words).casefold() in " ".join(quote.split()).casefold()


def _stands(sentence: str, quote: str) -> bool:
    words = _words(sentence)
    if not _is_within(words, quote):
        return False
    pattern = r"\s+".join(map(re.escape, words))
    return any(_is_whole(quote, match) for match in re.finditer(pattern, quote, re.IGNORECASE))


def _is_whole(quote: str, match: re.Match[str]) -> bool:
    before, after = quote[: match.start()].rstrip(" "), quote[match.end() :]
    if before and before[-1] not in _BEGINS:
        return False
    follows = after.lstrip(" ")
    return not follows or (follows[0] in _ENDS and not re.match(r"[.,]\d", after) and not _EXCEPTION.match(follows))
