"""Lengths of time in days, weeks, months or years: "mười hai ngày", "07 (bảy) ngày", "six months"."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from corpus.language.number_words import any_form, number_in, numeral
from corpus.language.vocabulary import languages, table

_DAYS = {"ngày": 1, "tuần": 7}
_MONTHS = {"tháng": 1, "năm": 12}
_NAMES = {form: name for each in languages() for name in (*_DAYS, *_MONTHS) for form in table(each, "units")[name]}
_DURATION = re.compile(
    rf"(?<![\w.,])(?P<count>\d{{1,3}}|{'|'.join(map(numeral, languages()))})\s*(?:\([^()]{{1,60}}\)\s*)?(?P<unit>{any_form(_NAMES)})",
    re.IGNORECASE,
)
"""The number may be said again in brackets."""


@dataclass(frozen=True, slots=True)
class Duration:
    """`text[start:end]`; one of `days` and `months` is 0."""

    days: int
    months: int
    start: int
    end: int

    def after(self, day: date) -> date | None:
        """The same day of a later month, the last one where there is none such; None behind the end of the calendar."""
        year, month = divmod(day.year * 12 + day.month - 1 + self.months, 12)
        try:
            return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1])) + timedelta(days=self.days)
        except (OverflowError, ValueError):
            return None


def durations_in(text: str) -> list[Duration]:
    """The lengths of time in a text of any language, in order."""
    return [_duration(match) for match in _DURATION.finditer(text)]


def _duration(match: re.Match[str]) -> Duration:
    count, unit = number_in(match["count"]) or 0, _NAMES[" ".join(match["unit"].lower().split())]
    return Duration(count * _DAYS.get(unit, 0), count * _MONTHS.get(unit, 0), *match.span())
