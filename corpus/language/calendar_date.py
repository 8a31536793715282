"""Dates of a text, whole or in part: "ngày 01 tháng 3 năm 2025" = "1/3/2025" = "March 1, 2025"; "tháng 3/2025"; "15/3"."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

_MONTHS = {
    name: number
    for number, names in enumerate(
        ("january|jan", "february|feb", "march|mar", "april|apr", "may", "june|jun", "july|jul", "august|aug",
         "september|sept|sep", "october|oct", "november|nov", "december|dec"), 1,
    )
    for name in names.split("|")
}  # fmt: skip
_D, _M, _Y = r"(?P<d>0?[1-9]|[12]\d|3[01])", r"(?P<m>0?[1-9]|1[0-2])", r"(?P<y>(?:19|20)\d\d)"
_NAME = rf"(?P<n>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\b\.?"
_FROM, _UPTO = r"(?<![\w.,/-])", r"(?!\d|[.,/-]\d)"
_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?:\bngày\s*)?{_FROM}{_D}\s*tháng\s*{_M}(?:\s*(?:,\s*)?(?:năm\s*)?{_Y})?{_UPTO}",
        rf"\bngày\s*{_D}\s*[/.-]\s*{_M}\s*(?:,\s*)?năm\s*{_Y}{_UPTO}",
        rf"{_FROM}{_Y}-(?P<m>0[1-9]|1[0-2])-(?P<d>0[1-9]|[12]\d|3[01]){_UPTO}",
        rf"{_FROM}{_D}\s?(?P<s>[/.-])\s?{_M}\s?(?P=s)\s?{_Y}{_UPTO}",
        rf"{_FROM}{_M}/(?P<d>1[3-9]|2\d|3[01])/{_Y}{_UPTO}",
        rf"{_FROM}{_D}(?:st|nd|rd|th)?\s+(?:of\s+)?{_NAME}(?:,?\s+{_Y})?{_UPTO}",
        rf"\b{_NAME}\s+{_D}(?:st|nd|rd|th)?\b(?:,?\s+{_Y})?{_UPTO}",
        rf"\b{_NAME},?(?:\s+of)?\s+{_Y}{_UPTO}",
        rf"\btháng\s*{_M}\s*(?:năm\s*|[/.-]\s*){_Y}{_UPTO}",
        rf"{_FROM}{_M}/{_Y}{_UPTO}",
        rf"\bngày\s*{_D}\s*[/.-]\s*{_M}{_UPTO}",
        rf"{_FROM}{_D}/{_M}{_UPTO}(?!\s*%)",
        rf"\btháng\s*{_M}(?!\w|[.,]\d)",
        rf"\bngày\s*{_D}(?!\w|[.,]\d)",
        rf"\b(?:in|by|since|until|early|late|from|of)\s+{_NAME}(?!\w)",
    )
)
"""The whole ones before the parts."""


@dataclass(frozen=True, slots=True)
class CalendarDate:
    """`text[start:end]`; what is not said is None."""

    day: int | None
    month: int | None
    year: int | None
    start: int
    end: int

    def is_carried_by(self, other: "CalendarDate", years: Collection[int]) -> bool:
        """Whether `other` says all that this date says; where it names no year, one of `years` is meant."""
        if self.day not in (None, other.day) or self.month not in (None, other.month):
            return False
        return self.year in (None, other.year) or (other.year is None and self.year in years)


def dates_in(text: str) -> list[CalendarDate]:
    """The dates of a text, in its order, none overlapping."""
    return sorted(_found(text), key=lambda each: each.start)


def _found(text: str) -> Iterator[CalendarDate]:
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            yield _date(match)
        text = pattern.sub(lambda match: "_" * len(match[0]), text)


def _date(match: re.Match[str]) -> CalendarDate:
    parts = match.groupdict()
    month = _MONTHS[parts["n"].lower()] if parts.get("n") else _number(parts.get("m"))
    return CalendarDate(_number(parts.get("d")), month, _number(parts.get("y")), match.start(), match.end())


def _number(digits: str | None) -> int | None:
    return int(digits) if digits else None
