"""What a document calls itself (tên loại văn bản): "BÁO CÁO", "REPORT", and as OCR spells it, "BÁO CAO", "QUYẾT ĐINH"."""

import re
from typing import NamedTuple

from corpus.language.cues import any_of, longest_first
from corpus.language.vocabulary import languages, named
from corpus.text.letters import fold

KINDS = {name: kind for language in languages() for name, kind in named(language, "kinds.printed").items()}
"""Article 7 of Nghị định 30/2020/NĐ-CP, legal acts, and party documents, in small letters; what `Report.kind` has for each."""

_LONG = 7
"""Letters of a kind that is told by them although a mark is wrong; of a shorter one, where nothing else stands on its line."""
_FOLDED = {fold(name): kind for name, kind in KINDS.items()}
_SPACED = {name.replace(" ", ""): kind for name, kind in _FOLDED.items()}
_SPACED_OUT = re.compile(r"(?:\w\s+){4,}\w")


def _pattern(names: dict[str, str]) -> re.Pattern[str]:
    """A name, or "bản" and a name: "Bản quy định"."""
    return re.compile(rf"(?:b[aả]n\s+)?(?P<name>{any_of(longest_first(names))})(?![\w-])", re.IGNORECASE)


_PRINTED, _MISREAD = _pattern(KINDS), _pattern(_FOLDED)


class NamedKind(NamedTuple):
    """A kind, and where its name ends in the line that begins with it."""

    kind: str
    end: int


def kind_at(line: str) -> NamedKind | None:
    """The kind that a line begins with; one in capitals also with wrong marks, or with a space between its letters."""
    found = _PRINTED.match(line)
    if found is not None:
        return NamedKind(KINDS[found["name"].lower()], found.end())
    if not line.isupper():
        return None
    folded = fold(line).replace("0", "o")
    if _SPACED_OUT.fullmatch(folded):
        kind = _SPACED.get("".join(folded.split()))
        return NamedKind(kind, len(line)) if kind else None
    found = _MISREAD.match(folded)
    if found is None or not (found.end() >= _LONG or found.end() == len(line.rstrip(" :"))):
        return None
    return NamedKind(_FOLDED[found["name"]], found.end())
