"""Who issued a document, under which number, where and when, what it is called, who signed it.

The form follows Nghị định 30/2020/NĐ-CP; what the text does not state is None. A number cited in the body
("Căn cứ Quyết định số …") is never the report's own.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from corpus.document.agency import BEGINS, agency_of
from corpus.document.compose import Composition, Placed
from corpus.document.dated_title import dated_title_of
from corpus.document.effective import effective_on, passed_on
from corpus.document.letterhead import MOTTO, PLACE_AND_DATE, SLOGAN
from corpus.document.marker import marker_of
from corpus.document.number import NUMBER, PREFIX, normalise_number
from corpus.document.signer import signer_of
from corpus.document.title import heading_of
from corpus.document.zones import Zones
from corpus.language.calendar_date import date_of
from corpus.paragraph import ParsedFile

_NUMBER_LINE = re.compile(rf"{PREFIX}\s*:?\s*({NUMBER})(?![\w/])", re.IGNORECASE)
_BLANK = re.compile(r"(?<=\d)[\s.…_]+(?=[/-])|(?<=[:\s])[.…_]+\s*(?=\d)")
"""What is left of the dots that a number was written on: "Số: 3070. /KH-UBND"."""
_NUMBER_START = re.compile(rf"{PREFIX}\s*[:\d]", re.IGNORECASE)
_RULE = re.compile(r"\s*[-_–—*=]{3,}\s*(?=\S)")
"""A drawn rule between the agency and the number, where a file sets both on one line."""
_DATE = r"(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*((?:19|20)\d\d)"
_DATE_LINE = re.compile(
    rf"(?:(?:Thứ\s+\w+|Chủ nhật|Cập nhật|Đăng ngày|Ngày đăng|Ngày)\s*[,:]?\s*)*(?:ngày\s*)?{_DATE}\b.{{0,40}}",
    re.IGNORECASE,
)
_DATE_LEAD = re.compile(
    rf"^.{{0,40}}?\b(?:sáng|trưa|chiều|tối|ngày|hôm nay)\s*,?\s*(?:ngày\s*)?\(?{_DATE}", re.IGNORECASE
)
_ISSUES = re.compile(
    r"(?:Ủy ban|Uỷ ban|UBND|Hội đồng|HĐND|Quốc hội|Thủ tướng|Chính phủ|Bộ trưởng|Thống đốc|Chủ tịch|Tổng cục|Giám đốc)\b",
    re.IGNORECASE,
)
_BASIS = re.compile(r"\W*(?:Căn cứ|Khóa|Khoá|Theo đề nghị|Xét)\b", re.IGNORECASE)
"""What follows the agency where there is no letterhead: the session of a council, the legal bases."""
_LONGEST_HEADLINE = 120


@dataclass(frozen=True, slots=True)
class Identity:
    """The fields of `Report` that say which document it is; `body` is the offset where its body begins."""

    title: str | None
    kind: str | None
    number: str | None
    agency: str | None
    place: str | None
    issued: date | None
    effective: date | None
    signer: str | None
    body: int


def identity_of(parsed: ParsedFile, composition: Composition, zones: Zones) -> Identity:
    """The identity that letterhead, title lines and signature block state."""
    placed = composition.placed
    end = zones.letterhead[1] if zones.letterhead else 0
    head = [place for place in placed if place.start < end]
    heading = heading_of(placed, end)
    if heading is None and not head:
        return _article(parsed, composition)
    place, issued = _place_and_date(head)
    issued = issued or passed_on(composition.text, heading.kind if heading else None)
    title = heading.title if heading else None
    number = _number(head)
    lines = _agency_lines(head)
    stated = dated_title_of(title, heading.kind) if heading and heading.kind and title and not number else None
    if stated is not None:
        number, title = stated.number, stated.subject
        issued = issued or stated.issued
        lines = lines or ([stated.agency] if stated.agency else [])
    if not lines and heading is not None and not head:
        lines = _agency_under(placed, heading.body)
    return Identity(
        title=title or parsed.headline,
        kind=heading.kind if heading else None,
        number=number,
        agency=agency_of(lines, composition.text[heading.body if heading else end :]),
        place=place,
        issued=issued or parsed.published,
        effective=effective_on(composition.text, issued),
        signer=signer_of(composition.text, zones),
        body=heading.body if heading else end,
    )


def _number(head: Sequence[Placed]) -> str | None:
    for place in head:
        found = _NUMBER_LINE.match(_BLANK.sub("", _RULE.split(place.paragraph.text)[-1]))
        if found:
            return normalise_number(found.group(1))
    return None


def _agency_lines(head: Sequence[Placed]) -> list[str]:
    """The lines above the number that are neither quốc hiệu, tiêu ngữ nor date."""
    lines = []
    for place in head:
        text = _RULE.split(place.paragraph.text)[0].strip(" -_*")
        if _NUMBER_START.match(text):
            break
        form = MOTTO.search(text) or SLOGAN.search(text) or PLACE_AND_DATE.fullmatch(text)
        if text and not form and len(text) <= 120 and re.search(r"[^\W\d_]{2}", text):
            lines.append(text)
    return lines


def _agency_under(placed: Sequence[Placed], body: int) -> list[str]:
    """A file without letterhead may name the agency on the line below its title, before the legal bases."""
    below = [place.paragraph.text for place in placed if place.start >= body][:2]
    if not below or len(below[0]) > 100 or below[0][-1] in ".;:," or not BEGINS.match(below[0]):
        return []
    named = _ISSUES.match(below[0]) or (len(below) > 1 and _BASIS.match(below[1]))
    return [re.split(r"\s+kh[óo][áa]\s+", below[0])[0]] if named else []


def _place_and_date(head: Sequence[Placed]) -> tuple[str | None, date | None]:
    for place in head:
        found = PLACE_AND_DATE.fullmatch(place.paragraph.text)
        if found:
            return (found["place"] or "").strip() or None, date_of(found["day"], found["month"], found["year"])
    return None, None


def _article(parsed: ParsedFile, composition: Composition) -> Identity:
    """A news article: headline, date line; no agency, no number."""
    lines = [place.paragraph.text for place in composition.placed[:5]]
    issued = parsed.published or _article_date(lines)
    kind = "bài báo" if issued or parsed.headline else None
    title = parsed.headline or _declared_title(composition.placed)
    body = composition.placed[0].end if composition.placed and title == lines[0] else 0
    return Identity(title, kind, None, None, None, issued, None, None, body)


def _article_date(lines: Sequence[str]) -> date | None:
    for pattern in (_DATE_LINE.fullmatch, _DATE_LEAD.match):
        for line in lines:
            found = pattern(line)
            if found and (issued := date_of(*found.groups()[:3])):
                return issued
    return None


def _declared_title(placed: Sequence[Placed]) -> str | None:
    """The first paragraph where it stands like a headline: declared, bold, or short without a full stop."""
    if len(placed) < 2:
        return None
    first = placed[0].paragraph
    if marker_of(first.text) or len(first.text) > _LONGEST_HEADLINE * 2 or first.text.endswith((".", ";", ",")):
        return None
    return first.text if first.level or first.bold or len(first.text) <= _LONGEST_HEADLINE else None
