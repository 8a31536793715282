"""The part of a year that a question or a heading names: half, quarter, first months, one month."""

import re
from dataclasses import dataclass

from corpus.language.calendar_date import MONTH_NAME, month_in
from corpus.language.number_words import count_in_any_language, number_in, ordinal
from corpus.language.quantity import roman

_COUNT = count_in_any_language()
_NTH = ordinal("vi")
_WHICH = r"(?:năm\s+(?:20\d\d|nay|ngoái|trước|qua|tới|sau|kia)|(?:of|in)\s+(?:20\d\d|this|last|next))"
_DATE = re.compile(
    r"\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*20\d\d|ngày\s*\d{1,2}\s*(?:tháng|/)\s*\d{1,2}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{MONTH_NAME}\b|{MONTH_NAME}\s+\d{{1,2}}\b(?!\d)"
)
_FIRST_MONTHS = re.compile(
    rf"\b({_COUNT})\s+tháng\s+đầu\b|\b({_COUNT})\s+tháng\s+(?=đầu\s+năm|{_WHICH})"
    rf"|báo cáo\s+(?:\w+\s+){{0,2}}?({_COUNT})\s+tháng\b(?!\s+(?:cuối|sau))|\bfirst\s+({_COUNT})\s+months\b"
)
_LAST_MONTHS = re.compile(rf"\b({_COUNT})\s+tháng\s+cuối\b|\blast\s+({_COUNT})\s+months\s+{_WHICH}")
_HALF = re.compile(
    r"\bnửa\s+(đầu|cuối|sau)\s+(?:của\s+)?năm\b|\bnửa\s+năm\s+(đầu|cuối|sau)\b|\b(first|second)\s+half\b|\bh([12])\b(?=\s*[/-]?\s*20)"
)
_QUARTER = re.compile(
    rf"\bqu[ýy]\s+(?:thứ\s+)?(iv|i{{1,3}}|[1-4]|{_NTH})\b|\bq([1-4])\b|\b({ordinal('en')})\s+quarter\b|\bquarter\s+([1-4])\b"
)
_MONTH_SPAN = re.compile(r"\btháng\s*(\d{1,2})\s*(?:đến|tới|-|–)\s*(?:hết\s+)?tháng\s*(\d{1,2})\b")
_MONTH = re.compile(
    r"\btháng\s*(\d{1,2})\b|\bt(\d{1,2})(?=[/.-]20\d\d)|(?<![\w/.,-])(?<!quý )(?<!quarter )(\d{1,2})/20\d\d(?![\d/-])"
    rf"|\btháng\s+({_NTH})(?=\s+{_WHICH})"
)
_NAMED_MONTH = re.compile(
    rf"\b({MONTH_NAME})(?=,?\s+(?:of\s+)?20\d\d)|\b(?:in|during|for|since|until)\s+({MONTH_NAME})\b"
)


@dataclass(frozen=True, slots=True)
class Period:
    """Whole months of a year, 1 to 12, both included; shorter than the year."""

    first: int
    last: int


def period_in(text: str) -> Period | None:
    """The part of the year that the text names; None for the whole year, for several parts and for none."""
    lowered = _DATE.sub(" ", text.lower())
    found: set[Period | None] = set()
    found.update(_months(1, _number(match)) for match in _FIRST_MONTHS.finditer(lowered))
    found.update(_months(13 - _number(match), 12) for match in _LAST_MONTHS.finditer(lowered))
    found.update(
        Period(1, 6) if _group(match) in ("đầu", "first", "1") else Period(7, 12) for match in _HALF.finditer(lowered)
    )
    found.update(_months(3 * _number(match) - 2, 3 * _number(match)) for match in _QUARTER.finditer(lowered))
    found.update(_months(int(match[1]), int(match[2])) for match in _MONTH_SPAN.finditer(lowered))
    lowered = _MONTH_SPAN.sub(" ", lowered)
    found.update(_months(_number(match), _number(match)) for match in _MONTH.finditer(lowered))
    named = (month_in(_group(match)) for match in _NAMED_MONTH.finditer(lowered))
    found.update(Period(month, month) for month in named)
    found.discard(None)
    return found.pop() if len(found) == 1 else None


def _months(first: int, last: int) -> Period | None:
    """None where these are not months of one year, or all of them."""
    return Period(first, last) if 1 <= first <= last <= 12 and (first, last) != (1, 12) else None


def _group(match: re.Match[str]) -> str:
    """What the group of the alternative that matched caught."""
    return next(group for group in match.groups() if group)


def _number(match: re.Match[str]) -> int:
    word = _group(match)
    return roman(word.upper()) if word.strip("iv") == "" else number_in(word) or 0
