"""Kinds of document that a question names: "kế hoạch", "các quyết định", "which decisions"."""

import re

from corpus.language.cues import Cues, any_of
from corpus.text.letters import fold
from index.glossary.kind_names import ABBREVIATED, ENGLISH, PRESS, VIETNAMESE

_CUES = Cues(__file__)
_NAMED = re.compile(
    rf"(?<!\w)(?P<counted>(?:(?!(?:19|20)\d\d\s)\d+|{_CUES.expression('counting')})\s+)?"
    rf"(?:(?P<name>{any_of(VIETNAMESE)})|(?P<foreign>{any_of(ENGLISH)})s?|(?P<short>{any_of((*ABBREVIATED, 'qđ', 'nđ', 'đa'))})(?=\s+(?:số\s*)?\d|\s*-?\s*$))(?!\w)",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\s+\d")
_NO_KIND = _CUES.pattern("no_kind")
_ONLY_AMONG = _CUES.patterns("only_among")
"""Confines the search to documents of a kind."""


def kinds_in(question: str) -> tuple[tuple[str, ...], bool]:
    """Kinds that the question names, in Vietnamese and lower case, each once; whether it looks in no other kind.

    "57 quyết định" and "bao nhiêu nghị quyết" count documents: the answer stands in another one. Plans never
    confine, because plans also stand in reports ("kế hoạch năm 2025").
    """
    text = _NO_KIND.sub(" ", question)
    named = (match for match in _NAMED.finditer(text) if not match["counted"] and not _is_part(match))
    kinds = dict.fromkeys(map(_kind, named))
    only = [_kind(match) for pattern in _ONLY_AMONG for match in pattern.finditer(text)]
    return tuple(kinds), bool(only) and set(only) == set(kinds) and "kế hoạch" not in kinds


def _is_part(match: re.Match[str]) -> bool:
    """Whether it is a part of a document, "Article 6", and none of the press, which has no number."""
    return _kind(match) == PRESS and _NUMBER.match(match.string, match.end()) is not None


def _kind(match: re.Match[str]) -> str:
    found = match.groupdict()
    if foreign := found.get("foreign"):
        return ENGLISH[foreign.lower()]
    if short := found.get("short"):
        return ABBREVIATED[fold(short)]
    return str(found["name"]).lower()
