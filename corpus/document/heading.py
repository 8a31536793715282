"""Which paragraphs are headings, and how high each ranks."""

import re

from corpus.document.compose import Placed
from corpus.document.marker import Marker, marker_of
from corpus.language.cues import Cues
from corpus.report import Unit

_RANKS = {"part": 10, "annex": 10, "chapter": 20, "section": 30, "subsection": 40, "article": 50,
          "letter": 60, "roman": 70, "arabic": 80, "decimal": 80, "alpha": 90, "paren": 95}  # fmt: skip
_UNITS: dict[str, Unit] = {"part": "part", "annex": "heading", "chapter": "chapter", "section": "section",
                           "subsection": "subsection", "article": "article", "letter": "heading", "roman": "heading",
                           "arabic": "heading", "decimal": "heading", "alpha": "heading", "paren": "heading"}  # fmt: skip
ATTACHED = 5
"""Rank of an attached document and of the title of the whole: above all parts."""
CAPITALS = 58
BOLD = 85
CAPTION = 99
"""Rank of the title of a table or figure: below all, so that it holds nothing but the table."""
_CUES = Cues(__file__)
_CAPTION = _CUES.pattern("caption", behind=r"\s+(?:số\s+)?[\dIVX]")
_DECLARED = 54
_LONGEST_BARE_HEADING = 180
_ENACTS = _CUES.exactly("enacts", behind=r"\s*:?")
_ATTACHED = _CUES.exactly("attached", behind=r"(?:\s.*)?")
_AUTHORITY = _CUES.exactly("authority")


def unit_of(marker: Marker | None, *, in_article: bool) -> Unit:
    """The legal name of what a marker numbers; khoản and điểm exist only inside an article (Điều)."""
    if marker is None:
        return "heading"
    if in_article and marker.kind in ("arabic", "decimal"):
        return "clause"
    if in_article and marker.kind == "alpha":
        return "point"
    return _UNITS[marker.kind]


def rank_of(place: Placed, *, letter_inside_roman: bool) -> tuple[int, Marker | None] | None:
    """(rank, marker) of a heading or numbered item; a smaller rank stands higher. None for other paragraphs."""
    paragraph = place.paragraph
    marker = None if paragraph.role == "row" else marker_of(paragraph.text)
    if marker is not None and marker.kind != "dash":
        rank = _RANKS[marker.kind] + (marker.depth - 1 if marker.kind == "decimal" else 0)
        return (75 if marker.kind == "letter" and letter_inside_roman else rank), marker
    if marker is not None or paragraph.role != "body":
        return None
    rank_of_bare = _rank_of_bare(paragraph.text, paragraph.level, bold=paragraph.bold)
    return None if rank_of_bare is None else (rank_of_bare, None)


def _rank_of_bare(text: str, level: int | None, *, bold: bool) -> int | None:
    """The rank of a heading without a number: declared by the format, in capitals, or in bold type."""
    if _ENACTS.fullmatch(text) or not re.search(r"[^\W\d_]{2}", text):
        return None
    if _CAPTION.match(text):
        return CAPTION if bold or level is not None else None
    if level is not None:
        return _DECLARED + 3 * level
    if len(text) > _LONGEST_BARE_HEADING or text.endswith((".", ";", ",", "./")):
        return None
    if text.isupper() and len(text) > 5 and not _AUTHORITY.match(text):
        return ATTACHED if _ATTACHED.fullmatch(text) else CAPITALS
    return BOLD if bold else None
