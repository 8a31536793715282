"""Kinds of document that a question names: "kế hoạch", "các quyết định", "which decisions"."""

import re

from corpus.text.letters import fold
from index.glossary.kind_names import ABBREVIATED, ENGLISH, VIETNAMESE

_NAMES = "|".join(VIETNAMESE)
_ENGLISH_NAMES = "|".join(ENGLISH)
_NAMED = re.compile(
    rf"(?<!\w)(?P<counted>(?:(?!(?:19|20)\d\d\s)\d+|bao nhiêu|mấy|số|số lượng|how many)\s+)?"
    rf"(?:(?P<name>{_NAMES})|(?P<english>{_ENGLISH_NAMES})s?|(?P<short>{'|'.join((*ABBREVIATED, 'qđ', 'nđ', 'đa'))})(?=\s+(?:số\s*)?\d|\s*-?\s*$))(?!\w)",
    re.IGNORECASE,
)
_NO_KIND = re.compile(
    # A ministry, a measure of results, a statement or a handing over: no document.
    r"(?:sở|bộ|ngành|phòng|ban)\s+kế hoạch|kế hoạch hóa|kế hoạch hoá"
    r"|(?:đạt|vượt|so với|hoàn thành)\s+(?:được\s+)?(?:các\s+)?kế hoạch|(?:%|phần trăm)\s+kế hoạch"
    r"|chương trình mục tiêu|plans? to\b|số báo cáo",
    re.IGNORECASE,
)
_ONLY_AMONG = re.compile(
    rf"(?:trong|chỉ)\s+(?:số\s+)?(?:tất cả\s+)?(?:các|những)\s+(?P<name>{_NAMES})(?!\w)"
    rf"|\b(?:in|among|within)\s+(?:all\s+)?(?:of\s+)?(?:the|these|those)\s+(?:\w+\s+)?(?P<english>{_ENGLISH_NAMES})s\b",
    re.IGNORECASE,
)
"""Confines the search to documents of a kind."""


def kinds_in(question: str) -> tuple[tuple[str, ...], bool]:
    """Kinds that the question names, in Vietnamese and lower case, each once; whether it looks in no other kind.

    "57 quyết định" and "bao nhiêu nghị quyết" count documents: the answer stands in another one. Plans never
    confine, because plans also stand in reports ("kế hoạch năm 2025").
    """
    text = _NO_KIND.sub(" ", question)
    kinds = dict.fromkeys(_kind(match) for match in _NAMED.finditer(text) if not match["counted"])
    only = [_kind(match) for match in _ONLY_AMONG.finditer(text)]
    return tuple(kinds), bool(only) and set(only) == set(kinds) and "kế hoạch" not in kinds


def _kind(match: re.Match[str]) -> str:
    found = match.groupdict()
    if english := found["english"]:
        return ENGLISH[english.lower()]
    if short := found.get("short"):
        return ABBREVIATED[fold(short)]
    return str(found["name"]).lower()
