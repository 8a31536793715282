"""The mark that numbers a paragraph: Phần, Chương, Mục, Điều, "A.", "I.", "1.", "1.1.", "a)", "-"."""

import re
from dataclasses import dataclass
from typing import Literal

from corpus.language.number_words import ordinal
from corpus.text.letters import CAPITAL, SMALL

MarkerKind = Literal[
    "part", "chapter", "section", "subsection", "article", "annex",
    "letter", "roman", "arabic", "decimal", "alpha", "paren", "dash",
]  # fmt: skip

_ORDINAL = rf"(?:thứ\s+{ordinal('vi')}|[IVXLC]+|\d+|[A-ZĐ])\b"
_PATTERNS: tuple[tuple[MarkerKind, re.Pattern[str]], ...] = (
    ("part", re.compile(rf"(?:PHẦN|Phần)\s+(?i:{_ORDINAL})[.:]?(?=\s|$)|(?:PART|Part)\s+(?:[IVXLC]+|\d+)[.:]?(?=\s|$)")),
    ("chapter", re.compile(rf"(?:CHƯƠNG|Chương)\s+(?i:{_ORDINAL})[.:]?(?=\s|$)|(?:CHAPTER|Chapter)\s+(?:[IVXLC]+|\d+)[.:]?(?=\s|$)")),
    ("section", re.compile(r"(?:MỤC|Mục)\s+(?:\d+|[IVXLC]+|[A-ZĐ])[.:]?(?=\s|$)")),
    ("subsection", re.compile(r"(?:TIỂU MỤC|Tiểu mục)\s+(?:\d+|[IVXLC]+|[A-ZĐ])[.:]?(?=\s|$)")),
    ("article", re.compile(r"(?:ĐIỀU|Điều|Article|ARTICLE)\s+\d+[a-zđ]?\s?[.:](?=\s|$)|(?:ĐIỀU|Điều)\s+\d+[a-zđ]?(?=$)")),
    ("annex", re.compile(r"(?:PHỤ LỤC|Phụ lục|ANNEX|Annex|APPENDIX|Appendix|BIỂU SỐ|Biểu số|MẪU SỐ|Mẫu số)(?:\s+(?:SỐ|số))?(?:\s+[\dIVXLCA-H]+)?\s*[.:]?(?=\s|$)")),
    ("decimal", re.compile(r"(\d{1,2}(?:\.\d{1,2}){1,4})[.)]?(?=\s)")),
    ("arabic", re.compile(rf"(\d{{1,2}})(?:[.)/](?:\s?-)?(?=\s)|[.)](?=[{CAPITAL}][{SMALL}]))")),
    ("roman", re.compile(r"((?:X{0,2}(?:IX|IV|V?I{0,3}))(?<=[IVX]))\s?(?:[.)/]|-|–)(?=\s)")),
    ("roman", re.compile(rf"(I{{1,3}}|IV|VII|VIII|IX)(?=\s+[{CAPITAL}]{{2}}[^{SMALL}]*$)")),
    ("letter", re.compile(r"([A-ZĐ])\s?[.)/](?=\s)")),
    ("alpha", re.compile(rf"([a-zđ])(?:\s?[.)](?=\s)|\)(?=[{CAPITAL}{SMALL}]))")),
    ("paren", re.compile(r"\((\d{1,2}|[a-zđ]|[ivx]{1,4})\)(?=\s)")),
    ("dash", re.compile(r"[-–—+*•●○▪✓](?=\s)|[-–+•](?=[^\W\d_])")),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Marker:
    """`kind` of the mark, its text as written, and for "1.1." the number of its parts in `depth`."""

    kind: MarkerKind
    text: str
    depth: int = 1


def marker_of(paragraph: str) -> Marker | None:
    """The mark that `paragraph` begins with, or None."""
    for kind, pattern in _PATTERNS:
        found = pattern.match(paragraph)
        if found is not None and found.group():
            return _marker(kind, found, paragraph)
    return None


def _marker(kind: MarkerKind, found: re.Match[str], paragraph: str) -> Marker | None:
    """The marker, unless it is a sentence that happens to begin so ("Phụ lục kèm theo …", "Mục 3 của …")."""
    rest = paragraph[found.end() :].strip()
    if kind in ("part", "chapter", "section", "subsection", "annex") and not _heads(found.group(), rest):
        return None
    depth = found.group(1).count(".") + 1 if kind == "decimal" else 1
    return Marker(kind, found.group().strip(), depth)


def _heads(mark: str, rest: str) -> bool:
    """Whether `rest` can follow the mark of a part, chapter or annex: nothing, capitals, or a title after "." or ":"."""
    if not rest or mark.rstrip().endswith((".", ":")):
        return True
    return rest[0] in "(-–—" or (rest[0].isupper() and len(rest) <= 250)
