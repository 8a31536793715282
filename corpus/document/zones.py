"""The parts of an official document that are form, not content: letterhead, signature block, nơi nhận."""

import re
from dataclasses import dataclass
from functools import lru_cache

from corpus.document.letterhead import CITATION, MOTTO, SLOGAN, dated, dated_lines
from corpus.document.marker import marker_of
from corpus.document.number import PREFIX
from corpus.language.cues import Cues
from corpus.text.letters import CAPITAL

_LINE = re.compile(r"[^\n]+")
_HEAD_LINES = 15
_NUMBER_LINE = re.compile(rf"{PREFIX}\s*(?::|\d+[\w/-]*/?[A-ZĐ])", re.IGNORECASE)
_CUES = Cues(__file__)
_RECIPIENTS = _CUES.pattern("recipients", behind=r"\s*(?::|$)")
_BY_AUTHORITY = r"(?:TM|T/M|KT|K/T|TL|T/L|TUQ)"
_HOLDS = rf"(?:PHÓ |QUYỀN |Q\. )?{_CUES.expression('office')}"
_AUTHORITY = re.compile(
    rf"{_BY_AUTHORITY}\s?[./]\s*[{CAPITAL}]|(?:TUN|Q)\s?[./]\s*[{CAPITAL}]{{2}}|{_BY_AUTHORITY}\s+(?={_HOLDS})"
)
_OFFICE = re.compile(rf"{_HOLDS}(?: [{CAPITAL}]+){{0,6}}")
_POST = re.compile(
    rf"(?:(?P<by>{_BY_AUTHORITY})\s?[./]?\s*)?(?P<office>{_HOLDS})(?!\w)|(?P<for>{_BY_AUTHORITY})\s?[./]\s*(?=[{CAPITAL}])"
)
_OFFICE_ALONE = re.compile(rf"{_HOLDS}(?: \w+){{0,6}}", re.IGNORECASE)
_SIGNED, _SUBJECT = map(_CUES.pattern, ("signed", "subject"))
_FOLLOWS_CLOSING = _CUES.exactly("follows_closing", behind=r"\b")
_MAX_CLOSING_LINE = 130


@dataclass(frozen=True, slots=True)
class Zones:
    """Spans of characters of a report's text; what lies in none of them is content."""

    letterhead: tuple[int, int] | None
    """Agency, number, quốc hiệu, place and date: from 0 to the end of its last line."""
    closings: tuple[tuple[int, int], ...]
    """Signature blocks with nơi nhận, in order."""

    @property
    def form(self) -> tuple[tuple[int, int], ...]:
        """All of them."""
        return (self.letterhead, *self.closings) if self.letterhead else self.closings


def text_lines(text: str) -> list[tuple[int, int]]:
    """Spans of the lines of `text` that are not empty."""
    return [line.span() for line in _LINE.finditer(text)]


def zones_of(text: str) -> Zones:
    """The zones of a report's text."""
    lines = text_lines(text)
    head = _letterhead_length(text, lines)
    letterhead = (0, lines[head - 1][1]) if head else None
    return Zones(letterhead, tuple(_closings(text, lines, head)))


def _letterhead_length(text: str, lines: list[tuple[int, int]]) -> int:
    """How many lines the letterhead has; 0 where there is none."""
    top = [text[start:end] for start, end in lines[:_HEAD_LINES]]
    of_date = dated_lines(top)
    anchors = [index for index, line in enumerate(top) if index in of_date or is_letterhead_line(line)]
    if not anchors or (len(anchors) == 1 and anchors[0] > 6):
        return 0
    end = anchors[0]
    for anchor in anchors[1:]:
        between = top[end + 1 : anchor]
        if len(between) > 4 or any(_ends_letterhead(line) for line in between):
            break
        end = anchor
    return end + 1


def _ends_letterhead(line: str) -> bool:
    """Whether `line` cannot stand between two lines of a letterhead; the subject of a công văn can, however long."""
    return not _SUBJECT.match(line) and (len(line) > 160 or marker_of(line) is not None)


@lru_cache(maxsize=10_000)
def is_letterhead_line(line: str) -> bool:
    """Whether `line` is quốc hiệu, tiêu ngữ, the number line, or place and date."""
    if len(line) > 160 or CITATION.match(line):
        return False
    motto = MOTTO.search(line)
    if motto is not None and (motto.start() == 0 or motto.group().isupper()):
        return True
    return bool(SLOGAN.search(line) or _NUMBER_LINE.match(line) or dated(line))


def _closings(text: str, lines: list[tuple[int, int]], first: int) -> list[tuple[int, int]]:
    closings = []
    index = max(first, 2)
    while index < len(lines):
        if not _starts_closing(text, lines, index):
            index += 1
            continue
        begin = index
        while index < len(lines) and (index == begin or _continues_closing(text[slice(*lines[index])])):
            index += 1
        closings.append((lines[begin][0], lines[index - 1][1]))
    return closings


def begins_closing(line: str) -> bool:
    """Whether `line` can begin a signature block: nơi nhận, an authority ("TM.", "KT."), an office in capitals."""
    return bool(_RECIPIENTS.match(line) or _AUTHORITY.match(line) or _SIGNED.fullmatch(line) or _OFFICE.fullmatch(line))


def is_signed_mark(line: str) -> bool:
    """Whether a line says that somebody signed, and not in which post: "(Đã ký)"."""
    return _SIGNED.fullmatch(line) is not None


def post_in(line: str) -> str | None:
    """Authority and office that a line of a signature block names, without the body: "KT. BỘ TRƯỞNG", "TM."."""
    found = _POST.search(line)
    if found is not None:
        return f"{found['by'] or ''}. {found['office']}" if found["office"] else f"{found['for']}."
    return line.upper() if _OFFICE_ALONE.fullmatch(line) else None


def own_post(line: str) -> int:
    """Where the post of who signs begins in a line that may name first for whom: "KT. BỘ TRƯỞNG THỨ TRƯỞNG"."""
    offices = [found.start("office") for found in _POST.finditer(line) if found["office"]]
    return offices[-1] if offices else 0


def _starts_closing(text: str, lines: list[tuple[int, int]], index: int) -> bool:
    line = text[slice(*lines[index])]
    if len(line) > _MAX_CLOSING_LINE:
        return False
    if _RECIPIENTS.match(line) or _AUTHORITY.match(line) or _SIGNED.fullmatch(line):
        return True
    following = text[slice(*lines[index + 1])] if index + 1 < len(lines) else ""
    return bool(_OFFICE.fullmatch(line)) and len(following) < 60 and not following.startswith("Căn cứ")


def _continues_closing(line: str) -> bool:
    if len(line) > _MAX_CLOSING_LINE:
        return False
    marker = marker_of(line)
    if marker is not None:
        return marker.kind == "dash" or (marker.kind == "letter" and line[0] in "QT")
    return not _FOLLOWS_CLOSING.match(line)
