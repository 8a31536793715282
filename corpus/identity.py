"""Who issued a document, under which number, where and when, what it is called, who signed it.

The form follows Nghị định 30/2020/NĐ-CP; what the text does not state is None. A number cited in the body
("Căn cứ Quyết định số …") is never the report's own.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from corpus.agency import agency_of
from corpus.compose import Composition, Placed
from corpus.document_number import NUMBER, PREFIX, normalise_number
from corpus.draft import Draft
from corpus.letterhead import MOTTO, PLACE_AND_DATE, SLOGAN
from corpus.letters import CAPITAL, SMALL
from corpus.marker import marker_of
from corpus.title import heading_of
from corpus.zone import Zones

_NUMBER_LINE = re.compile(rf"{PREFIX}\s*:?\s*({NUMBER})(?![\w/])", re.IGNORECASE)
_NUMBER_START = re.compile(rf"{PREFIX}\s*[:\d]", re.IGNORECASE)
_DATE = r"(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*((?:19|20)\d\d)"
_DATE_LINE = re.compile(
    rf"(?:(?:Thứ\s+\w+|Chủ nhật|Cập nhật|Đăng ngày|Ngày đăng|Ngày)\s*[,:]?\s*)*(?:ngày\s*)?{_DATE}\b.{{0,40}}",
    re.IGNORECASE,
)
_DATE_LEAD = re.compile(
    rf"^.{{0,40}}?\b(?:sáng|trưa|chiều|tối|ngày|hôm nay)\s*,?\s*(?:ngày\s*)?\(?{_DATE}", re.IGNORECASE
)
_EFFECTIVE = re.compile(
    r"(?:này|văn bản)\s+có hiệu lực(?:\s+thi hành)?\s*,?\s*(?:(?P<after>(?:sau\s+)?\(?(?P<days>\d{1,3})\)?\s+ngày\s*,?\s*)|sau\s+\w+\s*\((?P<spelled>\d{1,3})\)\s*ngày\s*,?\s*)?"
    r"(?:kể\s+)?từ\s+ngày\s+(?:(?P<signing>ký|ban hành)|(?P<day>\d{1,2})\s*(?:tháng|[/.-])\s*(?P<month>\d{1,2})\s*(?:năm|[/.-])\s*(?P<year>\d{4}))",
    re.IGNORECASE,
)
_NAME = re.compile(
    r"(?:(?:GS|PGS|TS|ThS|Ths|BS|KS|CN|Ông|Bà)\.?\s*)*"
    rf"([{CAPITAL}][{SMALL}]+(?:\s+[{CAPITAL}][{SMALL}]*\.?){{1,5}})"
)
_SIGNED_BY = re.compile(r"\(?(?:đã ký|signed)\)?\s*:?\s*(.*)", re.IGNORECASE)
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


def identity_of(draft: Draft, composition: Composition, zones: Zones) -> Identity:
    """The identity that letterhead, title lines and signature block state."""
    placed = composition.placed
    end = zones.letterhead[1] if zones.letterhead else 0
    head = [place for place in placed if place.start < end]
    heading = heading_of(placed, end)
    if heading is None and not head:
        return _article(draft, composition)
    place, issued = _place_and_date(head)
    title = heading.title if heading else None
    lines = _agency_lines(head)
    if not lines and heading is not None and not head:
        lines = _agency_under(placed, heading.body)
    return Identity(
        title=title or draft.headline,
        kind=heading.kind if heading else None,
        number=_number(head),
        agency=agency_of(lines, composition.text[heading.body if heading else end :]),
        place=place,
        issued=issued or draft.published,
        effective=_effective(composition.text, issued),
        signer=_signer(composition.text, zones),
        body=heading.body if heading else end,
    )


def _number(head: Sequence[Placed]) -> str | None:
    for place in head:
        found = _NUMBER_LINE.match(place.paragraph.text)
        if found:
            return normalise_number(found.group(1))
    return None


def _agency_lines(head: Sequence[Placed]) -> list[str]:
    """The lines above the number that are neither quốc hiệu, tiêu ngữ nor date."""
    lines = []
    for place in head:
        text = place.paragraph.text.strip(" -_*")
        if _NUMBER_START.match(text):
            break
        form = MOTTO.search(text) or SLOGAN.search(text) or PLACE_AND_DATE.fullmatch(text)
        if text and not form and len(text) <= 120 and re.search(r"[^\W\d_]{2}", text):
            lines.append(text)
    return lines


def _agency_under(placed: Sequence[Placed], body: int) -> list[str]:
    """A file without letterhead may name the agency on the line below its title, before the legal bases."""
    following = next((place.paragraph.text for place in placed if place.start >= body), "")
    named = re.match(
        r"(?:Ủy ban|Uỷ ban|Hội đồng|Thủ tướng|Chính phủ|Bộ trưởng|Chủ tịch|Tổng cục|UBND|Giám đốc)\b",
        following,
        re.IGNORECASE,
    )
    return (
        [following.split(" khóa ")[0].split(" khoá ")[0]]
        if named and len(following) <= 100 and following[-1] not in ".;:,"
        else []
    )


def _place_and_date(head: Sequence[Placed]) -> tuple[str | None, date | None]:
    for place in head:
        found = PLACE_AND_DATE.fullmatch(place.paragraph.text)
        if found:
            return (found["place"] or "").strip() or None, _date(found["day"], found["month"], found["year"])
    return None, None


def _date(day: str | None, month: str | None, year: str | None) -> date | None:
    if not (day and month and year):
        return None
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _effective(text: str, issued: date | None) -> date | None:
    found = _EFFECTIVE.search(text)
    if found is None:
        return None
    if not found["signing"]:
        return _date(found["day"], found["month"], found["year"])
    days = found["days"] or found["spelled"]
    return issued and issued + timedelta(days=int(days or 0))


def _signer(text: str, zones: Zones) -> str | None:
    """The last personal name of the first signature block."""
    for start, end in zones.closings:
        names = []
        for line in text[start:end].split("\n"):
            signed = _SIGNED_BY.fullmatch(line)
            found = _NAME.fullmatch(signed.group(1) if signed else line)
            if found and not line.startswith(("-", "Nơi", "Lưu", "Như")):
                names.append(found.group(1))
        if names:
            return names[-1]
    return None


def _article(draft: Draft, composition: Composition) -> Identity:
    """A news article: headline, date line; no agency, no number."""
    lines = [place.paragraph.text for place in composition.placed[:5]]
    issued = draft.published or _article_date(lines)
    kind = "bài báo" if issued or draft.headline else None
    title = draft.headline or _declared_title(composition.placed)
    body = composition.placed[0].end if composition.placed and title == lines[0] else 0
    return Identity(title, kind, None, None, None, issued, None, None, body)


def _article_date(lines: Sequence[str]) -> date | None:
    for pattern in (_DATE_LINE.fullmatch, _DATE_LEAD.match):
        for line in lines:
            found = pattern(line)
            if found and (issued := _date(*found.groups()[:3])):
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
