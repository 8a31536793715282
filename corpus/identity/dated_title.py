"""A title that states agency, number and date itself: "NGHỊ ĐỊNH CỦA CHÍNH PHỦ SỐ 29/1998/NĐ-CP NGÀY 11 THÁNG 5 NĂM 1998 VỀ …".

So were acts headed before Thông tư liên tịch 55/2005/TTLT-BNV-VPCP gave them a letterhead, and so do collections of laws print them.
"""

import re
from dataclasses import dataclass
from datetime import date

from corpus.document.number import NUMBER, normalise_number
from corpus.language.calendar_date import DAY_MONTH_YEAR, date_of

_STATED = re.compile(
    rf"(?:của\s+(?P<agency>(?!\s)[^\d.;:]{{3,80}}?)\s+)?số\s*(?::\s*)?(?P<number>{NUMBER})(?![\w/])"
    rf"(?:\s*(?:[,-]\s*)?ngày\s+{DAY_MONTH_YEAR})?"
    r"(?:\s+của\s+(?P<issuer>(?!\s)[^\d.;:]{3,80}?)(?=\s+(?:về|quy định|ban hành|sửa đổi|hướng dẫn)\b|$))?[\s.,:-]*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class DatedTitle:
    """What such a title states; `subject` is the rest of it (trích yếu), None where nothing is left."""

    number: str
    agency: str | None
    issued: date | None
    subject: str | None


def dated_title_of(title: str, kind: str) -> DatedTitle | None:
    """What the title of a document of this kind (lower case) states, beginning with the kind or right behind it.

    None for every title that does not open so: a number further on is that of another document.
    """
    opening = title[len(kind) :].lstrip() if title.lower().startswith(kind) else title
    found = _STATED.match(opening)
    if found is None:
        return None
    return DatedTitle(
        normalise_number(found["number"].upper() if title.isupper() else found["number"]),
        found["agency"] or found["issuer"],
        date_of(found["day"], found["month"], found["year"]),
        opening[found.end() :] or None,
    )
