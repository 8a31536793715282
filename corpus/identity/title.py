"""Kind and title of a document: the lines "BÁO CÁO" / "Tổng kết công tác năm 2024" (tên loại và trích yếu)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.document.compose import Placed
from corpus.document.letterhead import is_rule
from corpus.document.marker import marker_of
from corpus.document.zones import is_letterhead_line
from corpus.identity.kind import NamedKind, kind_at
from corpus.language.cues import Cues
from corpus.text.letters import fold

_SUBJECT = re.compile(r"(?:V/v|Về việc|v/v)\s*:?\s*", re.IGNORECASE)
_STOPS = Cues(__file__).exactly("stops")
_HEAD_PARAGRAPHS = 25
_LONGEST_TITLE = 600


@dataclass(frozen=True, slots=True)
class Heading:
    """Kind (lower case) and title of a document, and the offset at which its body begins."""

    kind: str | None
    title: str | None
    body: int


def heading_of(placed: Sequence[Placed], letterhead_end: int) -> Heading | None:
    """What the lines behind the letterhead say; None where no kind is named there.

    An official letter (công văn) has no kind line: its subject "V/v …" stands under its number.
    """
    head = placed[:_HEAD_PARAGRAPHS]
    for index, place in enumerate(head):
        if place.start < letterhead_end:
            continue
        found = kind_at(place.paragraph.text)
        first = index == 0 or head[index - 1].start < letterhead_end
        if found and _is_kind_line(place.paragraph.text, found, first=first):
            return _heading(head, index, found)
        if marker_of(place.paragraph.text) or len(place.paragraph.text) > _LONGEST_TITLE:
            break
    return _letter(head, letterhead_end) if letterhead_end else None


def _is_kind_line(text: str, found: NamedKind, *, first: bool) -> bool:
    """The kind alone or in capitals; in running type only as the first line of the file or below its letterhead, no sentence."""
    if found.end == len(text.rstrip(" :")):
        return text[0].isupper()
    if text[: found.end].isupper():
        return True
    return (
        first
        and len(text) <= _LONGEST_TITLE
        and text[-1] not in ";:"
        and not re.search(r"\bsố\s*:?\s*\d", text[found.end : found.end + 8])
    )


def _heading(head: Sequence[Placed], index: int, found: NamedKind) -> Heading:
    place, kind = head[index], found.kind
    if found.end < len(place.paragraph.text.rstrip(" :")):
        title, last = _continued(head, index, place.paragraph.text)
        return Heading(kind, title, head[last].end)
    if index + 1 == len(head) or not _is_title_line(head[index + 1].paragraph.text):
        return Heading(kind, None, place.end)
    title, last = _continued(head, index + 1, head[index + 1].paragraph.text)
    return Heading(kind, title, head[last].end)


def _is_title_line(text: str) -> bool:
    """Whether the line can be (part of) a title: no legal basis, no addressee, no numbered heading."""
    return (
        len(text) <= _LONGEST_TITLE
        and not _STOPS.match(text)
        and marker_of(text) is None
        and not is_letterhead_line(text)
    )


def _continued(head: Sequence[Placed], index: int, title: str) -> tuple[str, int]:
    """`title` with the lines it runs on to, and the index of its last line."""
    bold = head[index].paragraph.bold
    while index + 1 < len(head):
        following = head[index + 1].paragraph
        same_type = bold and following.bold and len(following.text) < 150
        runs_on = following.text[0].islower() or following.text[0].isdigit() or title[-1] in ",-–"
        runs_on = runs_on or (title.isupper() and fold(following.text).startswith("ve viec"))
        if (
            not _is_title_line(following.text)
            or title.endswith(".")
            or not (same_type or (runs_on and len(following.text) < 200))
        ):
            break
        title = f"{title} {following.text}"
        index += 1
    return title.rstrip(" ;"), index


def _letter(head: Sequence[Placed], letterhead_end: int) -> Heading | None:
    """Subject of an official letter; what has a heading in capitals above its addressee is another kind, which has no name here."""
    for index, place in enumerate(head):
        found = _SUBJECT.match(place.paragraph.text)
        if found:
            lines = [place.paragraph.text[found.end() :]]
            last = index
            while last + 1 < len(head) and _runs_on(head[last + 1].paragraph.text):
                last += 1
                lines.append(head[last].paragraph.text)
            return Heading("công văn", " ".join(lines).strip(" ."), head[last].end)
    addressed = next((place for place in head if place.paragraph.text.startswith("Kính gửi")), None)
    if addressed is None:
        return None
    above = [place.paragraph.text for place in head if letterhead_end <= place.start < addressed.start]
    first = next((index for index, text in enumerate(above) if text.isupper() and _is_title_line(text)), None)
    if first is not None:
        return Heading(None, " ".join(above[first:]), addressed.start)
    return Heading("công văn", None, addressed.start)


def _runs_on(text: str) -> bool:
    return not is_rule(text) and text[0].islower() and not is_letterhead_line(text)
