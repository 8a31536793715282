"""What a text states that can be compared exactly: document numbers, dates, years and figures.

Each is taken out before the next is looked for, so that the year of "31/2023/QĐ-UBND" is no year and the day of a date
no figure. Markers of citations and the numbers of list items are none of these.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from bot.claims.agency_mention import Agency, agency_mentions
from corpus.language.calendar_date import CalendarDate, dates_in
from corpus.language.detect import Language, language_of
from corpus.language.number_words import NO_YEAR_BEFORE, any_form
from corpus.language.quantity import PLACE_LABELS, Quantity, number, quantities_in
from corpus.language.vocabulary import languages, words
from corpus.text.normalise import normalise
from index.question.numbers import number_spans

SOURCE_MARKER = re.compile(r"\s?[\[【]\s*(\d{1,3}(?:\s*[,;]\s*\d{1,3})*)\s*[\]】]")
"""The markers of one place in an answer: "[1]", "[1, 2]", "【1】"."""
_RANGE = any_form(word for each in languages() for word in words(each, "numbers.to"))
_ITEM = re.compile(r"(?m)^\s*(?:[-+*•–]\s+)?(?:\d{1,2}(?:\.\d{1,2})*[.)]|\(?[a-zđ]\)|[IVX]{1,5}\.)(?=\s)")
_CODE = re.compile(
    r"(?<![\w.,/-])(?:[^\W\d_]+[-/]?\d[\w/-]*|\d+[^\W\d_][\w/.-]*|\d[\w.]*(?:[-/][\w.&]+)*[-/][^\W\d_][\w&.]*)(?<![.,/-])"
)
"""Letters and digits in one: COVID-19, 4G, and numbers of documents of no known kind."""
_UNIT_CODES = re.compile(
    r"[mk]m?[23](?:/\w+)?|\d+(?:%|đ|ha|km2?|m[23]?|kg|tr|tỷ|mw|kwh|st|nd|rd|th|h|s|q[1-4])|q[1-4]", re.IGNORECASE
)
_TORN_SHARE = re.compile(r"(?<=\d), (?=\d{1,2}\s?%)")
""" "94, 7%" is one figure."""
_OF_YEAR = re.compile(r"(?<=[IVX])/(?=(?:19|20)\d\d\b)")
""" "quý II/2024": both parts are to be found."""
_NAME = re.compile(r"(?<!\w)[^\W\d_a-zà-ỹđ][\w&-]*")
_FEWEST_WORDS = 4
"""Words that are no names, from which they tell the language."""
_DAY_BEFORE = re.compile(rf"(?<![\w.,/-])(?P<day>[1-9]|[0-2]\d|3[01])\s*(?:[-–]|{_RANGE})\s*$")
_YEAR = re.compile(rf"(?<![\w.,/])(?P<year>19[5-9]\d|20\d\d)(?![\d_]|[.,/]\d|\s*(?:%|percent\b|{NO_YEAR_BEFORE}))")


@dataclass(frozen=True, slots=True)
class Number:
    """A document number, or only its digits, at `text[start:end]`."""

    number: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Year:
    """A year that is not part of a date, at `text[start:end]`."""

    year: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Code:
    """Letters with digits ("COVID-19"), in lower case, at `text[start:end]`."""

    code: str
    start: int
    end: int


Fact = Number | CalendarDate | Year | Quantity | Code | Agency


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything found in `text`, each kind in the text's order; `names` has blanks where these stood."""

    text: str
    language: Language
    numbers: tuple[Number, ...]
    dates: tuple[CalendarDate, ...]
    years: tuple[Year, ...]
    quantities: tuple[Quantity, ...]
    codes: tuple[Code, ...]
    agencies: tuple[Agency, ...]
    rest: str

    @property
    def all_years(self) -> frozenset[int]:
        """The years, those of dates too."""
        return frozenset({each.year for each in self.years} | {each.year for each in self.dates if each.year})

    @property
    def exact(self) -> tuple[Fact, ...]:
        """All that a source must state as it is; agencies are names, which may be written in several ways."""
        return (*self.numbers, *self.dates, *self.years, *self.quantities, *self.codes)

    def alike(self, fact: object) -> tuple[Fact, ...]:
        """The facts of the same kind; of figures those that could be meant, the units being equal or unknown; none for the number of a section."""
        if isinstance(fact, Quantity):
            if fact.unit in PLACE_LABELS:
                return ()
            return tuple(each for each in self.quantities if not fact.unit or not each.unit or fact.unit == each.unit)
        kinds: tuple[tuple[Fact, ...], ...] = (self.numbers, self.dates, self.years, self.codes, self.agencies)
        return tuple(each for kind in kinds for each in kind if type(each) is type(fact))


def agrees(claimed: Fact, stated: Fact, years: Collection[int]) -> bool:
    """Whether the fact that a source states carries the claimed one, of the same kind; `years` as for dates."""
    match claimed, stated:
        case Quantity(), Quantity():
            return claimed.agrees(stated)
        case CalendarDate(), CalendarDate():
            return claimed.is_carried_by(stated, years)
        case Number(), Number():
            return _is_short_for(claimed.number.casefold(), stated.number.casefold())
        case Year(), Year():
            return claimed.year == stated.year
        case Code(), Code():
            return claimed.code == stated.code
        case Agency(), Agency():
            return claimed.name == stated.name
        case _:
            return False


def _is_short_for(number: str, whole: str) -> bool:
    """Whether both are one document number, or the first only its digits."""
    return number == whole or (number[-1].isdigit() and leading_digits(whole) == number)


def leading_digits(number: str) -> str:
    """The digits before the letters: "173" of "173/KH-UBND", "30/2020" of "30/2020/NĐ-CP"."""
    found = re.match(r"\d+[a-zđ]?(?:/\d{4})?", number)
    return found[0] if found else ""


def facts_of(text: str, language: Language, *, doubtful: bool = False) -> Facts:
    """The facts of a text. `doubtful`: also numerals that may be none, for a text that others are compared with."""
    text = _TORN_SHARE.sub(",", without_markers(normalise(text)))
    rest = _OF_YEAR.sub(" ", _ITEM.sub(_blank, text))
    numbers = [Number(number, start, end) for start, end, number in number_spans(rest)]
    rest = _blanked(rest, numbers)
    dates = dates_in(rest)
    rest = _blanked(rest, dates)
    dates = [*_first_days(rest, dates), *dates]
    rest = _blanked(rest, dates)
    codes = [Code(each[0].lower(), *each.span()) for each in _CODE.finditer(rest) if not _UNIT_CODES.fullmatch(each[0])]
    rest = _blanked(rest, codes)
    years = [Year(int(each["year"]), *each.span("year")) for each in _YEAR.finditer(rest)]
    rest = _blanked(rest, years)
    quantities = quantities_in(rest, language, doubtful=doubtful)
    if doubtful:
        quantities += [part for date in dates for part in _fraction(text, date)]
    return Facts(
        text=text,
        language=language,
        numbers=tuple(numbers),
        dates=tuple(dates),
        years=tuple(years),
        quantities=tuple(quantities),
        codes=tuple(codes),
        agencies=tuple(agency_mentions(text)),
        rest=_blanked(rest, quantities),
    )


def claim_language(text: str) -> Language:
    """The language that a claim is written in, whatever names it has: "The station at Bản Mây opened" is English."""
    said = _NAME.sub(" ", without_markers(text))
    return language_of(said if len(said.split()) >= _FEWEST_WORDS else without_markers(text))


def without_markers(text: str) -> str:
    """The text without the markers of its citations."""
    return SOURCE_MARKER.sub("", text)


def _first_days(rest: str, dates: Sequence[CalendarDate]) -> list[CalendarDate]:
    """The day before a date that is of the same month: "11" of "11 đến 20/9/2026"."""
    found = []
    for date in dates:
        before = _DAY_BEFORE.search(rest, 0, date.start)
        if before and date.day and int(before["day"]) < date.day and (rest[: before.start()] + " ")[-1:] in " _(":
            found.append(CalendarDate(int(before["day"]), date.month, date.year, *before.span("day")))
    return found


def _fraction(text: str, date: CalendarDate) -> list[Quantity]:
    """A day with a month may be a share: "5/7 chỉ tiêu"."""
    if date.year or "/" not in text[date.start : date.end] or not text[date.start].isdigit():
        return []
    parts = re.findall(r"\d+", text[date.start : date.end])
    return [number(part, "", date.start, date.end) for part in parts]


def _blanked(text: str, found: Sequence[Fact]) -> str:
    for each in found:
        text = text[: each.start] + "_" * (each.end - each.start) + text[each.end :]
    return text


def _blank(match: re.Match[str]) -> str:
    return "_" * len(match[0])
