"""The dates that a document states of itself in its body: passed on, in force from (hiệu lực thi hành).

The date of a law or of a resolution of a people's council is the day on which it was passed.
"""

import re
from datetime import date

from corpus.language.calendar_date import DAY_MONTH_YEAR, date_of
from corpus.language.duration import durations_in

_PASSED = re.compile(
    rf"^(?:Nghị quyết|Bộ luật|Luật|Pháp lệnh)(?:\s+này)?\s+(?:đã\s+)?được\s[^.;\n]{{0,200}}?thông qua\s+(?:vào\s+)?ngày\s+{DAY_MONTH_YEAR}",
    re.IGNORECASE | re.MULTILINE,
)
_IN_FORCE = re.compile(
    r"(?:\b(?:(?:Bộ )?luật|pháp lệnh|nghị \w+|quyết định|thông tư(?: liên tịch)?|chỉ thị|quy \w+|văn bản)\s+này(?:[^.;\n]{0,200}\bvà)?"
    r"|^(?:Điều\s+\d+\.\s*|\d+\.\s*|[-–]\s*)?(?:nghị \w+|quyết định|thông tư|chỉ thị))"
    r"\s+có hiệu lực(?:\s+thi hành)?(?P<after>[^.;\n]{0,60}?)\btừ\s+ngày\s+"
    rf"(?:(?P<issue>ký|ban hành|(?:[^\n.,;]{{0,60}}\s)?thông qua)|{DAY_MONTH_YEAR})",
    re.IGNORECASE | re.MULTILINE,
)
_PASSED_KINDS = ("nghị quyết", "luật", "bộ luật", "pháp lệnh")


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
    return _counted_from(issued, found["after"]) if issued else None


def _counted_from(issued: date, after: str) -> date | None:
    """The day that "sau mười (10) ngày kể" says, the day itself where it counts nothing; None where it cannot be told."""
    durations = durations_in(after)
    if durations:
        return durations[0].after(issued)
    return None if "ngày" in after.lower() or any(char.isdecimal() for char in after) else issued
