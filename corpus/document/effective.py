"""The dates that a document states of itself in its body: passed on, in force from (hiệu lực thi hành).

The date of a law or of a resolution of a people's council is the day on which it was passed.
"""

import re
from datetime import MAXYEAR, date, timedelta

_DATE = r"(?P<day>\d{1,2})\s*(?:tháng|[/.-])\s*(?P<month>\d{1,2})\s*(?:năm|[/.-])\s*(?P<year>\d{4})"
_PASSED = re.compile(
    rf"^(?:Nghị quyết|Bộ luật|Luật|Pháp lệnh)(?:\s+này)?\s+(?:đã\s+)?được\s[^.;\n]{{0,200}}?thông qua\s+(?:vào\s+)?ngày\s+{_DATE}",
    re.IGNORECASE | re.MULTILINE,
)
_IN_FORCE = re.compile(
    r"(?:\b(?:(?:Bộ )?luật|pháp lệnh|nghị \w+|quyết định|thông tư(?: liên tịch)?|chỉ thị|quy \w+|văn bản)\s+này(?:[^.;\n]{0,200}\bvà)?"
    r"|^(?:Điều\s+\d+\.\s*|\d+\.\s*|[-–]\s*)?(?:nghị \w+|quyết định|thông tư|chỉ thị))"
    r"\s+có hiệu lực(?:\s+thi hành)?(?P<after>[^.;\n]{0,40}?)\btừ\s+ngày\s+"
    rf"(?:(?P<issue>ký|ban hành|(?:[^\n.,;]{{0,60}}\s)?thông qua)|{_DATE})",
    re.IGNORECASE | re.MULTILINE,
)
_PASSED_KINDS = ("nghị quyết", "luật", "bộ luật", "pháp lệnh")
_SPELLED = {
    "bốn mươi lăm": 45,
    "mười lăm": 15,
    "hai mươi": 20,
    "ba mươi": 30,
    "sáu mươi": 60,
    "mười": 10,
    "bảy": 7,
    "năm": 5,
}
"""Numbers of days as acts spell them, those that hold others first."""


def date_of(day: str | None, month: str | None, year: str | None) -> date | None:
    """The date that three numbers write; None where one is missing or there is no such day."""
    if not (day and month and year):
        return None
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def passed_on(text: str, kind: str | None) -> date | None:
    """The day on which a law or resolution says it was passed ("… thông qua ngày 11/12/2008")."""
    if kind not in _PASSED_KINDS:
        return None
    found = list(_PASSED.finditer(text))
    return date_of(found[-1]["day"], found[-1]["month"], found[-1]["year"]) if found else None


def effective_on(text: str, issued: date | None) -> date | None:
    """The day from which the document is in force, counted from `issued` where it says so."""
    found = _IN_FORCE.search(text)
    if found is None:
        return None
    if not found["issue"]:
        return date_of(found["day"], found["month"], found["year"])
    days = _days(found["after"])
    if issued is None or days is None or issued.year > MAXYEAR - 3:
        return None
    return issued + timedelta(days=days)


def _days(after: str) -> int | None:
    """How many days "sau mười (10) ngày kể" says; 0 where it names none, None where it cannot be told."""
    number = re.search(r"\d{1,3}", after)
    if number is not None:
        return int(number.group())
    if "ngày" not in after.lower():
        return 0
    return next((days for word, days in _SPELLED.items() if word in after.lower()), None)
