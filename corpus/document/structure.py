"""The sections of a report: parts, chapters, articles, and the A., I., 1., a) of reports, nested.

Nghị định 30/2020/NĐ-CP, article 8: Phần, Chương, Mục, Tiểu mục, Điều, khoản, điểm.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.document.compose import Placed
from corpus.document.heading import rank_of, unit_of
from corpus.document.marker import Marker, marker_of
from corpus.document.quoted_provisions import quoted_spans
from corpus.report import Section

_TITLED_BELOW = ("part", "chapter", "section", "subsection", "annex")
_LONGEST_LABEL = 80
_LONGEST_HEADING = 200
"""A numbered paragraph beyond this many characters is an item: its path shows the number alone."""


@dataclass(slots=True)
class _Open:
    """A section whose end is not known yet."""

    rank: int
    index: int
    label: str
    article: bool


def sections_of(
    text: str, placed: Sequence[Placed], breaks: Sequence[tuple[int, int]], first: int
) -> tuple[Section, ...]:
    """The sections in document order, the root (the whole text) first.

    `breaks` are spans that belong to no section but the root (signature blocks); headings are looked for
    from the offset `first` on, behind letterhead and title.
    """
    sections = [Section(0, "", 0, len(text), "")]
    stack: list[_Open] = []
    closing = sorted(breaks)
    silent = [*breaks, *quoted_spans(text)]
    body = _with_titles([place for place in placed if place.start >= first])
    letter_inside_roman = _letter_inside_roman(body)
    for place in body:
        while closing and closing[0][0] <= place.start:
            _close(sections, stack, 0, closing.pop(0)[0])
        if any(start <= place.start < end for start, end in silent):
            continue
        ranked = rank_of(place, letter_inside_roman=letter_inside_roman)
        if ranked is not None:
            _open(sections, stack, place, *ranked)
    _close(sections, stack, 0, len(text))
    return tuple(_trimmed(section, text) for section in sections)


def _with_titles(placed: list[Placed]) -> list[Placed]:
    """The number of a chapter ("Chương I") and the title on the line below it, as one heading."""
    joined: list[Placed] = []
    for place in placed:
        marker = marker_of(joined[-1].paragraph.text) if joined else None
        bare = marker is not None and marker.kind in _TITLED_BELOW and marker.text == joined[-1].paragraph.text
        if bare and _is_title(place.paragraph.text):
            heading = f"{joined[-1].paragraph.text} {place.paragraph.text}"
            paragraph = replace(joined[-1].paragraph, text=heading)
            joined[-1] = Placed(joined[-1].start, place.end, paragraph)
        else:
            joined.append(place)
    return joined


def _is_title(text: str) -> bool:
    return len(text) <= _LONGEST_HEADING and marker_of(text) is None and not text.endswith((".", ";"))


def _letter_inside_roman(placed: Sequence[Placed]) -> bool:
    """Whether "A." stands below "I." here: the usual order is the other way round."""
    for place in placed:
        ranked = rank_of(place, letter_inside_roman=False)
        if ranked and ranked[1] and ranked[1].kind in ("letter", "roman"):
            return ranked[1].kind == "roman"
    return False


def _close(sections: list[Section], stack: list[_Open], rank: int, end: int) -> None:
    """Ends at `end` all open sections that rank no higher than `rank`."""
    while stack and stack[-1].rank >= rank:
        index = stack.pop().index
        sections[index] = replace(sections[index], end=end)


def _open(sections: list[Section], stack: list[_Open], place: Placed, rank: int, marker: Marker | None) -> None:
    _close(sections, stack, rank, place.start)
    label = _label(place.paragraph.text, marker)
    in_article = any(opened.article for opened in stack)
    article = marker is not None and marker.kind == "article"
    path = " › ".join([*(opened.label for opened in stack), label])
    stack.append(_Open(rank, len(sections), label, article))
    unit = unit_of(marker, in_article=in_article)
    sections.append(Section(len(stack), place.paragraph.text, place.start, place.start, path, unit))


def _label(text: str, marker: Marker | None) -> str:
    """The heading for a path: shortened, or its number alone where the paragraph is an item of the body."""
    if marker is not None and _is_item(text, marker):
        return marker.text.strip(" .)/:-–(")
    return shortened(text, _LONGEST_LABEL)


def _is_item(text: str, marker: Marker) -> bool:
    if marker.kind in _TITLED_BELOW:
        return False
    if len(text) > _LONGEST_HEADING or (len(text) > _LONGEST_LABEL and text.endswith(":")):
        return True
    return text.endswith((".", ";", "/")) and len(text) > len(marker.text) + 1


def shortened(text: str, longest: int) -> str:
    """`text` cut at a space to at most `longest` characters, with "…" where something was cut."""
    text = text.strip().rstrip(":").rstrip()
    if len(text) <= longest:
        return text
    return text[: longest - 1].rsplit(" ", 1)[0].rstrip(" ,;:-–") + "…"


def _trimmed(section: Section, text: str) -> Section:
    """Without the blank line that stands before the next heading; the root keeps all."""
    if section.level == 0:
        return section
    return replace(section, end=section.start + len(text[section.start : section.end].rstrip()))
