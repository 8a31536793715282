"""A number, date or truth value of a spreadsheet as its cell shows it."""

import re
from datetime import date, datetime, time, timedelta

_SECTION = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.')
_PLACES = re.compile(r"0\.(0+)|#\.(0+)")
_SWAPPED = str.maketrans(",.", ".,")
_SIGNIFICANT = 11
"""Digits that Excel shows of a number without a format of its own."""


def shown(value: object, number_format: str | None, *, vietnamese: bool) -> str:
    """`value` as the format ("#,##0.0%") shows it, with the separators of Vietnamese (1.234,5) or English (1,234.5)."""
    match value:
        case bool():
            return "TRUE" if value else "FALSE"
        case datetime() if (value.hour, value.minute, value.second) != (0, 0, 0):
            return f"{value:%d/%m/%Y %H:%M}"
        case date():
            return f"{value:%d/%m/%Y}"
        case time():
            return f"{value:%H:%M}"
        case timedelta():
            return str(value)
        case int() | float():
            spelled = _number(float(value), number_format or "General")
            return spelled.translate(_SWAPPED) if vietnamese else spelled
        case _:
            return str(value)


def _number(value: float, number_format: str) -> str:
    code = _SECTION.sub("", number_format.split(";", 1)[0])
    if not re.search("[0#]", code) or "E" in code or "/" in code:
        return _general(value)
    percent = "%" in code
    places = _PLACES.search(code)
    decimals = len(places.group(1) or places.group(2)) if places else 0
    grouped = "," if re.search(r"[#0],[#0]", code) else ""
    scaled = value * 100 if percent else value
    if not places and "#.#" in code:
        return _general(scaled) + ("%" if percent else "")
    return f"{scaled:{grouped}.{decimals}f}" + ("%" if percent else "")


def _general(value: float) -> str:
    if value.is_integer() and abs(value) < 10**15:
        return str(int(value))
    return f"{value:.{_SIGNIFICANT}g}"
