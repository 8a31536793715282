"""Dates of a text, whole or in part: "ngày 01 tháng 3 năm 2025" = "1/3/2025" = "March 1, 2025"; "tháng 3/2025"; "15/3"."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from corpus.language.cldr import month_names
from corpus.language.number_words import count, number_in, numeral, ordinal
from corpus.language.vocabulary import languages, words

_FULL = {name: number for each in languages() for name, number in month_names(each).items()}
_MONTHS = {name: number for each in languages() for name, number in month_names(each, "abbreviated").items()} | _FULL
MONTH_NAME = rf"\b(?:{'|'.join(_FULL)})\b"
"""The pattern of a month by its whole name, in small letters; "Jan" and "DEC" are names of others too."""
DAY_MONTH_YEAR = r"(?P<day>\d{1,2})\s*(?:tháng|[/.-])\s*(?P<month>\d{1,2})\s*(?:năm|[/.-])\s*(?P<year>\d{4})"
"""The pattern of a whole date as offices write it behind "ngày", whose groups `date_of` takes."""


def _said(name: str) -> str:
    return f"(?:{'|'.join(word for each in languages() for word in words(each, f'dates.{name}'))})"


_DAY, _MONTH, _YEAR, _OF = map(_said, ("day", "month", "year", "of"))
_D, _M, _Y = r"(?P<d>0?[1-9]|[12]\d|3[01])", r"(?P<m>0?[1-9]|1[0-2])", r"(?P<y>(?:19|20)\d\d)"
_NAME = rf"\b(?P<n>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\b\.?"
_FROM, _UPTO = r"(?<![\w.,/-])", r"(?!\d|[.,/-]\d)"
_SPELLED = [each for each in languages() if words(each, "dates.month")]
_COUNTED, _NTH, _SPELLED_YEAR = ("|".join(map(pattern, _SPELLED)) for pattern in (count, ordinal, numeral))
_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?:\b{_DAY}\s*)?{_FROM}{_D}\s*{_MONTH}\s*{_M}(?:\s*(?:,\s*)?(?:{_YEAR}\s*)?{_Y})?{_UPTO}",
        rf"\b{_DAY}\s*{_D}\s*[/.-]\s*{_M}\s*(?:,\s*)?{_YEAR}\s*{_Y}{_UPTO}",
        rf"\b{_DAY}\s+(?P<d>{_COUNTED})\s+{_MONTH}\s+(?P<m>{_NTH})(?:\s+{_YEAR}\s+(?:{_Y}{_UPTO}|(?P<spelled>{_SPELLED_YEAR})))?",
        rf"{_FROM}{_Y}-(?P<m>0[1-9]|1[0-2])-(?P<d>0[1-9]|[12]\d|3[01]){_UPTO}",
        rf"{_FROM}{_D}\s?(?P<s>[/.-])\s?{_M}\s?(?P=s)\s?{_Y}{_UPTO}",
        rf"{_FROM}{_M}/(?P<d>1[3-9]|2\d|3[01])/{_Y}{_UPTO}",
        rf"{_FROM}{_D}(?:st|nd|rd|th)?\s+(?:{_OF}\s+)?{_NAME}(?:,?\s+{_Y})?{_UPTO}",
        rf"{_NAME}\s+{_D}(?:st|nd|rd|th)?\b(?:(?:,\s*|\s+){_Y})?{_UPTO}",
        rf"{_NAME},?(?:\s+{_OF})?\s+{_Y}{_UPTO}",
        rf"\b{_MONTH}\s*{_M}\s*(?:{_YEAR}\s*|[/.-]\s*){_Y}{_UPTO}",
        rf"\b{_MONTH}\s+(?P<m>{_NTH})\s+{_YEAR}\s+{_Y}{_UPTO}",
        rf"{_FROM}{_M}/{_Y}{_UPTO}",
        rf"\b{_DAY}\s*{_D}\s*[/.-]\s*{_M}{_UPTO}",
        rf"{_FROM}{_D}/{_M}{_UPTO}(?!\s*%)",
        rf"\b{_MONTH}\s*{_M}(?!\w|[.,]\d)",
        rf"\b{_DAY}\s*{_D}(?!\w|[.,]\d)",
        rf"\b{_said('before_month')}\s+{_NAME}(?!\w)",
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

    @property
    def whole(self) -> date | None:
        """The day, where day, month and year are said."""
        return date(self.year, self.month, self.day) if self.year and self.month and self.day else None

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
    year = _number(parts.get("y") or parts.get("spelled"))
    return CalendarDate(_number(parts.get("d")), month, year, match.start(), match.end())


def _number(written: str | None) -> int | None:
    return number_in(written) if written else None


def month_in(name: str) -> int:
    """1 to 12 for the name of a month, of which `MONTH_NAME` is the pattern."""
    return _MONTHS[name.lower()]


def date_of(day: str | None, month: str | None, year: str | None) -> date | None:
    """The date that three numbers write; None where one is missing or there is no such day."""
    if not (day and month and year):
        return None
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
