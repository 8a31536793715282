"""A number, date, text or truth value of a spreadsheet as its cell shows it."""

import re
from datetime import date, datetime, time, timedelta

from corpus.tables.date_format import EPOCH, country_code, date_shown
from corpus.tables.number_format import Marks, number_shown, section_for, sections_of, text_shown

_ENGLISH, _VIETNAMESE = Marks(",", "."), Marks(".", ",")


def shown(value: object, number_format: str | None, *, vietnamese: bool) -> str:
    """`value` as the format ("#,##0.0%") shows it, with the separators of Vietnamese (1.234,5) or English (1,234.5)."""
    language = "vi" if vietnamese else "en"
    sections = sections_of(country_code(number_format or "General", language))
    match value:
        case bool():
            return "TRUE" if value else "FALSE"
        case str():
            return text_shown(sections, value)
        case date() | time() | timedelta() | int() | float():
            number = _serial(value)
        case _:
            return str(value)
    section, tells_minus = section_for(sections, number)
    if section.is_date:
        return _spaced(date_shown(section, _moment(value), language))
    spelled = number_shown(section, abs(number) if tells_minus else number, _VIETNAMESE if vietnamese else _ENGLISH)
    return _spaced(spelled)


def _moment(value: date | time | timedelta | float) -> datetime:
    """The day and time that a value of a sheet means."""
    match value:
        case datetime():
            return value
        case date():
            return datetime(value.year, value.month, value.day)  # noqa: DTZ001 - a day on a sheet has no zone
        case time():
            return datetime.combine(EPOCH, value)
        case timedelta():
            return EPOCH + value
        case number:
            return EPOCH + timedelta(days=number)


def _serial(value: date | time | timedelta | float) -> float:
    """The number that a sheet keeps of a value."""
    return float(value) if isinstance(value, int | float) else (_moment(value) - EPOCH) / timedelta(days=1)


def _spaced(text: str) -> str:
    return re.sub(" +", " ", text).strip()
