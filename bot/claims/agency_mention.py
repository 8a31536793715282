"""Departments and ministries that a Vietnamese text names, in full or short: "Sở Khoa học và Công nghệ" = "Sở KH&CN"."""

import re
from dataclasses import dataclass
from functools import lru_cache

from corpus.text.letters import fold
from index.glossary.agency_names import agencies_by_english_name
from index.glossary.word_files import own_words

_LONG_OF = {fold(short): fold(long) for short, long in own_words("abbreviations").items()}


@dataclass(frozen=True, slots=True)
class Agency:
    """An agency at `text[start:end]`, by its folded name without locality."""

    name: str
    start: int
    end: int


def agency_mentions(text: str) -> list[Agency]:
    """Those with a known field, in the text's order."""
    return [
        Agency(f"{match[1]} {_LONG_OF.get(match[2], match[2])}", match.start(), match.end())
        for match in _pattern().finditer(fold(text))
        if text[match.start()].isupper()
    ]


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    fields = {name.split(" ", 1)[1] for name in agencies_by_english_name().values() if name.startswith(("so ", "bo "))}
    shorts = {short for short, long in _LONG_OF.items() if long in fields}
    names = sorted(fields | shorts, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(so|bo) ({'|'.join(map(re.escape, names))})(?![\w&])")
