"""The dates that a document states of itself in its body: passed on, in force from (hiệu lực thi hành).

The date of a law or of a resolution of a people's council is the day on which it was passed.
"""

import re
from dataclasses import dataclass
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
    r"\s+có hiệu lực(?:\s+thi hành)?\s+(?P<words>(?P<after>[^.;\n]{0,60}?)\b(?P<from>từ|sau)\s+ngày\s+"
    rf"(?:(?P<issue>ký(?: ban hành)?|ban hành|(?:[^\n.,;]{{0,60}}\s)?thông qua)|(?P<on>{DAY_MONTH_YEAR})|(?P<other>[^\n.,;]+?(?=\s+và\b|[.,;\n]|$))))",
    re.IGNORECASE | re.MULTILINE,
)
_LIMIT = re.compile(r",?\s+(?:trừ|đến|cho đến)\s[^.;\n]+")
"""What holds only a part of it, or ends it again: "… từ ngày 01/7/2026, trừ quy định tại khoản 2"."""
_PASSED_KINDS = ("nghị quyết", "luật", "bộ luật", "pháp lệnh")


def passed_on(text: str, kind: str | None) -> date | None:
    """The day on which a law or resolution says it was passed ("… thông qua ngày 11/12/2008")."""
    if kind not in _PASSED_KINDS:
        return None
    found = list(_PASSED.finditer(text))
    return date_of(found[-1]["day"], found[-1]["month"], found[-1]["year"]) if found else None


@dataclass(frozen=True, slots=True)
class InForceFrom:
    """Where a text says from when the document itself is in force: `text[start:end]`, "sau 10 ngày kể từ ngày ký"."""

    start: int
    end: int
    day: tuple[int, int] | None
    """Where the day stands that it names; None where it counts from another, or names none."""
    is_counted: bool
    """Whether it counts from the day of issue, or is that day."""
    is_limited: bool
    """Whether something is left out of it, or an end is set."""
    _after: str
    _on: date | None

    def on(self, issued: date | None) -> date | None:
        """The day itself, counted from `issued` where the text says so."""
        if not self.is_counted:
            return self._on
        return _counted_from(issued, self._after) if issued else None


def in_force_from(text: str) -> InForceFrom | None:
    """The first such words; None where there are none."""
    found = _IN_FORCE.search(text)
    if found is None:
        return None
    limit = _LIMIT.match(text, found.end())
    is_from = found["from"].lower() == "từ"
    named = date_of(found["day"], found["month"], found["year"]) if found["on"] and is_from else None
    return InForceFrom(
        found.start("words"),
        limit.end() if limit else found.end(),
        found.span("on") if named else None,
        is_from and found["issue"] is not None,
        limit is not None,
        found["after"],
        named,
    )


def effective_on(text: str, issued: date | None) -> date | None:
    """The day from which the document is in force, counted from `issued` where it says so."""
    said = in_force_from(text)
    return said.on(issued) if said else None


def _counted_from(issued: date, after: str) -> date | None:
    """The day that "sau mười (10) ngày kể" says, the day itself where it counts nothing; None where it cannot be told."""
    durations = durations_in(after)
    if durations:
        return durations[0].after(issued)
    return None if "ngày" in after.lower() or any(char.isdecimal() for char in after) else issued
