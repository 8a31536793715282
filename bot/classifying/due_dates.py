"""Dates by which something is to be done: those that a question asks within, and those that a sentence sets."""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from corpus.identity.years import aspect_of_sentence
from corpus.language.calendar_date import CalendarDate, dates_in
from corpus.language.cues import Cues
from corpus.text.letters import fold
from index.question.period import period_in
from index.question.wishes import Wanted
from index.record.entry import Entry

_CUES = Cues(__file__)
_UNTIL = re.compile(rf"\b{Cues(__file__, folded=True).expression('until')}\s*$")
"""Before a date of a question, folded."""
_DEADLINE = re.compile(
    rf"\b(?:{_CUES.expression('until')}\s*$|{_CUES.expression('deadline')}\b[^.;]{{0,40}}$)", re.IGNORECASE
)
_MAY_SET = re.compile(
    rf"\b(?:{_CUES.expression('until')}\b\W*(?:\w+\W+){{0,2}}\d|{_CUES.expression('deadline')}\b[^.;]{{0,60}}\d)",
    re.IGNORECASE,
)
_NO_DEADLINE = re.compile(rf"\b{_CUES.expression('no_deadline')}\s*$", re.IGNORECASE)
_SO_FAR = _CUES.pattern("so_far")
_QUARTER = re.compile(
    r"\b(?:quý\s+(?:iv|i{1,3}|[1-4])\b|(?:q[1-4]|first|second|third|fourth) (?:quarter )?(?:of )?)[^.;\d]{0,8}(?P<year>20\d\d)\b",
    re.IGNORECASE,
)
_NEAR = 60
"""Characters before a date in which stands what makes a deadline of it."""
_YEARS_AHEAD = 2
_MonthDay = tuple[int, int]


@dataclass(frozen=True, slots=True)
class DueDates:
    """From one day of a year to another, both included."""

    year: int | None
    """None for any."""
    first: _MonthDay = (1, 1)
    last: _MonthDay = (12, 31)

    def hold(self, day: date) -> bool:
        return self.year in (None, day.year) and self.first <= (day.month, day.day) <= self.last

    @property
    def is_until(self) -> bool:
        """Whether a day is asked up to which something is to be done: what is due shortly before it matters most."""
        return self.first == (1, 1) and self.last != (12, 31)

    def may_be_set_by(self, entry: Entry) -> bool:
        """Whether a document is of that year or one of the two before, as far as its date is known: older ones are too many to read."""
        return not (self.year and entry.issued) or 0 <= self.year - int(entry.issued[:4]) <= _YEARS_AHEAD


def due_dates_in(question: str, wanted: Wanted) -> DueDates | None:
    """What a question asks to be done by ("trước 30/6/2025": from the beginning of that year) or in ("trong tháng 6")."""
    dates = [each for each in dates_in(question) if each.month]
    year = next((each.year for each in dates if each.year), None) or max(wanted.years, default=None)
    if dates:
        last = dates[-1]
        is_bound = last.day or _UNTIL.search(fold(question[: last.start]))
        return DueDates(year, (1, 1) if is_bound else (last.month or 1, 1), _end(last, year))
    if wanted.period:
        return DueDates(year, (wanted.period.first, 1), (wanted.period.last, 31))
    return DueDates(year) if year else None


def may_set_deadlines(line: str) -> bool:
    """Whether it is worth looking for deadlines in a line: it has a word for them and, behind it, a figure."""
    return _MAY_SET.search(line) is not None


def deadlines_in(sentence: str, year: int | None) -> Iterator[date]:
    """The deadlines that a sentence sets; `year` is that of a date without one. None of one that tells what was done."""
    if aspect_of_sentence(sentence) == "result":
        return
    for each in dates_in(sentence):
        named = each.year or year
        if named and each.month and _sets(sentence[: each.start]):
            yield _day(named, _end(each, named))
    for match in _QUARTER.finditer(sentence):
        if (period := period_in(match[0])) and _sets(sentence[: match.start()]):
            yield _day(int(match["year"]), (period.last, 31))


def _sets(before: str) -> bool:
    """Whether what stands in the sentence before a date makes a deadline of it, and not a day that is reported or compared with."""
    near = before[-_NEAR:]
    return not _SO_FAR.search(before) and _DEADLINE.search(near) is not None and not _NO_DEADLINE.search(near)


def _end(each: CalendarDate, year: int | None) -> _MonthDay:
    """The day, or the last one of the month."""
    month = each.month or 12
    return month, each.day or monthrange(year or 2024, month)[1]


def _day(year: int, day: _MonthDay) -> date:
    return date(year, day[0], min(day[1], monthrange(year, day[0])[1]))
