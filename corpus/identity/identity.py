"""Who issued a document, under which number, where and when, what it is called, who signed it.

The form follows Nghị định 30/2020/NĐ-CP; what the text does not state is None. A number cited in the body
("Căn cứ Quyết định số …") is never the report's own.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from corpus.document.agency import BEGINS, agency_of
from corpus.document.compose import Composition, Placed
from corpus.document.letterhead import CITATION, MOTTO, SLOGAN, dated, dated_lines
from corpus.document.marker import marker_of
from corpus.document.number import NUMBER, PREFIX, normalise_number
from corpus.document.zones import Zones
from corpus.identity.dated_title import dated_title_of
from corpus.identity.effective import effective_on, passed_on
from corpus.identity.kind import kind_at
from corpus.identity.own_mention import own_mentions
from corpus.identity.signer import signer_of
from corpus.identity.title import heading_of
from corpus.identity.title_page import TitlePage, title_page_of
from corpus.language.calendar_date import date_of, dates_in
from corpus.language.detect import language_of
from corpus.paragraph import ParsedFile
from corpus.text.letters import fold

Stated = TypeVar("Stated")
_NUMBER_LINE = re.compile(rf"{PREFIX}\s*:?\s*({NUMBER})(?![\w/])", re.IGNORECASE)
_NUMBER_START = re.compile(rf"{PREFIX}\s*[:\d/.…_-]", re.IGNORECASE)
_RULE = re.compile(r"\s*[-_–—*=]{3,}\s*(?=\S)")
"""A drawn rule between the agency and the number, where a file sets both on one line."""
_DATE = r"(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*((?:19|20)\d\d)"
_DATE_LINE = re.compile(
    rf"(?:(?:Thứ\s+\w+|Chủ nhật|Cập nhật|Đăng ngày|Ngày đăng|Ngày)\s*(?:[,:]\s*)?)*(?:ngày\s*)?{_DATE}\b.{{0,40}}",
    re.IGNORECASE,
)
_DATE_LEAD = re.compile(
    rf"^.{{0,40}}?\b(?:sáng|trưa|chiều|tối|ngày|hôm nay)\s*,?\s*(?:ngày\s*)?\(?{_DATE}", re.IGNORECASE
)
_ISSUES = re.compile(
    r"(?:Ủy ban|Uỷ ban|UBND|Hội đồng|HĐND|Quốc hội|Thủ tướng|Chính phủ|Bộ trưởng|Thống đốc|Chủ tịch|Tổng cục|Giám đốc)\b",
    re.IGNORECASE,
)
_FILLED_IN = re.compile(r"(?<=\d)[\s.…_]+(?=[/-])|(?<=[:\s])[.…_]+\s*(?=\d)")
"""What is left of the dots that a number was written on: "Số: 3070. /KH-UBND"."""
_COUNTRY = re.compile(f"{MOTTO.pattern}|{SLOGAN.pattern}", re.IGNORECASE)
_NO_NAME = re.compile(r":\s*$|\.{3}|…|^\W*tên\s|\(\d+\)", re.IGNORECASE)
"""A label or a blank to fill in: "TÊN TỔ CHỨC (1)"."""
_BASIS = re.compile(r"\W*(?:Căn cứ|Khóa|Khoá|Theo đề nghị|Xét)\b", re.IGNORECASE)
"""What follows the agency where there is no letterhead: the session of a council, the legal bases."""
_LONGEST_HEADLINE = 120
_WORD = re.compile(r"\w+")
_FILE_NAME = re.compile(r"^microsoft\s+\w+\s+-|\.\w{2,4}$|_|^\S+$", re.IGNORECASE)
"""Properties that programs fill in themselves: "Microsoft Word - report.doc"."""
_BEGINNING, _MOST = 3000, 0.8
"""Characters, and share of a title's words, for a title that is to be found in the text."""


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
    page = title_page_of(placed, composition.text)
    if not head and not parsed.headline and not parsed.published and language_of(composition.text) != "vi":
        return _report(parsed, composition, zones, page)
    heading = heading_of(placed, end)
    if heading is None and not head:
        return _article(parsed, composition, page)
    kind = heading.kind if heading else None
    own = [*own_mentions(composition.text, kind)] if parsed.doubtful else []
    certain = [each for each in head if not _is_doubtful(each, parsed.doubtful)]
    number = _number(certain) or _confirmed(_number(head), [each.number for each in own])
    place, day = _place_and_date(head)
    issued = _place_and_date(certain)[1] or _confirmed(day, [each.issued for each in own])
    issued = issued or passed_on(composition.text, kind)
    title = heading.title if heading else None
    lines = _agency_lines(head)
    stated = dated_title_of(title, kind) if kind and title and not number else None
    if stated is not None:
        number, title = stated.number, stated.subject
        issued = issued or stated.issued
        lines = lines or ([stated.agency] if stated.agency else [])
    if not lines and heading is not None and not head:
        lines = _agency_under(placed, heading.body)
    return Identity(
        title=title or parsed.headline or _property_title(parsed, composition.text),
        kind=kind,
        number=number,
        agency=agency_of(lines, composition.text[heading.body if heading else end :]),
        place=place,
        issued=issued or parsed.published,
        effective=effective_on(composition.text, issued),
        signer=signer_of(composition.text, zones),
        body=heading.body if heading else end,
    )


def _is_doubtful(place: Placed, doubtful: Sequence[str]) -> bool:
    return any(line in place.paragraph.text or place.paragraph.text in line for line in doubtful)


def _confirmed(read: Stated | None, mentioned: Sequence[Stated | None]) -> Stated | None:
    """What was read in a doubtful line, where all that the document says of itself elsewhere is the same."""
    return read if read is not None and set(mentioned) == {read} else None


def _number(head: Sequence[Placed]) -> str | None:
    for place in head:
        text = _FILLED_IN.sub("", _RULE.split(place.paragraph.text)[-1])
        found = _NUMBER_LINE.match(text)
        if found and not CITATION.match(text):
            return normalise_number(found.group(1))
    return None


def _agency_lines(head: Sequence[Placed]) -> list[str]:
    """The lines above the number, or what stands left of quốc hiệu and tiêu ngữ on them; below the heading of a form there are none.

    Of a form the number is left blank; else what stands above the letterhead is a running head.
    """
    texts = [place.paragraph.text for place in head]
    heading = marker_of(texts[0]) if texts else None
    if heading is not None and heading.kind == "annex":
        return []
    while texts and kind_at(texts[0]):
        if _number(head) is None:
            return []
        del texts[0]
    lines = []
    of_date = dated_lines(texts)
    for place, line in enumerate(texts):
        text = _COUNTRY.split(_RULE.split(line)[0])[0].strip(" -_*")
        if _NUMBER_START.match(text):
            break
        form = _NO_NAME.search(text) or place in of_date or dated(text)
        if text and not form and not marker_of(text) and len(text) <= 120 and re.search(r"[^\W\d_]{2}", text):
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
    lines = [place.paragraph.text for place in head]
    for line, following in zip(lines, [*lines[1:], ""], strict=False):
        if found := dated(line, following):
            named = found.groupdict()
            written = (day for each in dates_in(named.get("date") or "") if (day := each.whole))
            day = next(written, None) if "date" in named else date_of(named["day"], named["month"], named["year"])
            return (named["place"] or "").strip() or None, day
    return None, None


def _report(parsed: ParsedFile, composition: Composition, zones: Zones, page: TitlePage) -> Identity:
    """A report in another language, by its title page."""
    title = page.title or _property_title(parsed, composition.text) or _declared_title(composition.placed)
    signer = signer_of(composition.text, zones)
    return Identity(title, page.kind, page.number, page.agency, None, page.issued, None, signer, page.body)


def _article(parsed: ParsedFile, composition: Composition, page: TitlePage) -> Identity:
    """A news article: headline, date line; no agency, no number."""
    lines = [place.paragraph.text for place in composition.placed[:5]]
    issued = parsed.published or _article_date(lines)
    kind = "bài báo" if issued or parsed.headline else None
    title = (
        parsed.headline
        or page.title
        or _property_title(parsed, composition.text)
        or _declared_title(composition.placed)
    )
    body = composition.placed[0].end if composition.placed and title == lines[0] else 0
    return Identity(title, kind, None, None, None, issued, None, None, body)


def _article_date(lines: Sequence[str]) -> date | None:
    for pattern in (_DATE_LINE.fullmatch, _DATE_LEAD.match):
        for line in lines:
            found = None if CITATION.search(line) else pattern(line)
            if found and (issued := date_of(*found.groups()[:3])):
                return issued
    return None


def _property_title(parsed: ParsedFile, text: str) -> str | None:
    """The title among the file's properties, where most of its words stand at the beginning of the text, too."""
    title = parsed.declared_title
    if title is None or _FILE_NAME.search(title) or BEGINS.match(title) or MOTTO.search(title):
        return None  # a program puts the first line there, which is the agency's
    words, beginning = _WORD.findall(fold(title)), set(_WORD.findall(fold(text[:_BEGINNING])))
    return title if len(words) > 1 and sum(word in beginning for word in words) >= _MOST * len(words) else None


def _declared_title(placed: Sequence[Placed]) -> str | None:
    """The first paragraph where it stands like a headline: declared, bold, or short without a full stop."""
    if len(placed) < 2:
        return None
    first = placed[0].paragraph
    if (
        not re.search(r"[^\W\d_]{3}", first.text)
        or marker_of(first.text)
        or len(first.text) > _LONGEST_HEADLINE * 2
        or first.text.endswith((".", ";", ","))
    ):
        return None
    return first.text if first.level or first.bold or len(first.text) <= _LONGEST_HEADLINE else None
