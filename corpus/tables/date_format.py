"""Days and times by a spreadsheet's number format (ECMA-376 part 1, 18.8.31): "dd/mm/yyyy", "[h]:mm", "mmm-yy"."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from corpus.language.cldr import day_name, month_name
from corpus.tables.number_format import Section, Token

EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - a day on a sheet has no zone
"""The day that a spreadsheet numbers 0."""
_LOCALE_DAYS = {
    "mm-dd-yy": {"vi": "dd/mm/yyyy", "en": "m/d/yyyy"},
    "m/d/yy h:mm": {"vi": "dd/mm/yyyy h:mm", "en": "m/d/yyyy h:mm"},
}
"""Formats 14 and 22 (18.8.30) are shown as the reader's country writes days; their codes are only how the standard lists them."""


def country_code(code: str, language: str) -> str:
    """The code that a reader of `language` ("vi", "en") sees at work."""
    return _LOCALE_DAYS.get(code, {}).get(language, code)


def date_shown(section: Section, moment: datetime, language: str) -> str:
    """`moment` as a section with days or times shows it."""
    if not section.has("other", ".") and not section.has("mark", "."):
        moment = (moment + timedelta(microseconds=500_000)).replace(microsecond=0)
    clock = section.has("noon")
    shown = [
        _part(token, _is_minutes(section.tokens, index), moment, language, clock=clock)
        for index, token in enumerate(section.tokens)
    ]
    return "".join(shown)


def _is_minutes(tokens: Sequence[Token], index: int) -> bool:
    """Whether an "m" means minutes: it stands behind hours or before seconds."""
    times = [
        (place, token.text[:1].lower() if token.kind == "date" else token.text[1:2].lower())
        for place, token in enumerate(tokens)
        if token.kind in ("date", "elapsed")
    ]
    at = next((number for number, (place, _) in enumerate(times) if place == index), None)
    if at is None:
        return False
    return (at > 0 and times[at - 1][1] == "h") or (at + 1 < len(times) and times[at + 1][1] == "s")


def _part(token: Token, minutes: bool, moment: datetime, language: str, *, clock: bool) -> str:
    text = token.text.lower()
    match token.kind:
        case "elapsed":
            return _elapsed(text, moment - EPOCH)
        case "date":
            return _minutes(text, moment.minute) if minutes else _date(text, moment, language, clock=clock)
        case "noon":
            return moment.strftime("%p")[: 2 if "m" in text else 1]
        case "digit":
            return str(moment.microsecond // 100_000) if text == "0" else ""
        case "width":
            return " "
        case _:
            return token.text if text != "@" else ""


def _elapsed(text: str, passed: timedelta) -> str:
    seconds = int(passed.total_seconds())
    divided = {"h": seconds // 3600, "m": seconds // 60, "s": seconds}[text[1]]
    return str(divided).zfill(len(text) - 2)


def _minutes(text: str, minute: int) -> str:
    return str(minute).zfill(min(len(text), 2))


def _date(text: str, moment: datetime, language: str, *, clock: bool) -> str:
    width = len(text)
    hour = (moment.hour % 12 or 12) if clock else moment.hour
    match text[0]:
        case "y":
            return f"{moment.year:04}" if width > 2 else f"{moment.year % 100:02}"
        case "m" if width > 2:
            return month_name(language, moment.month, "wide" if width > 3 else "abbreviated")
        case "d" if width > 2:
            return day_name(language, moment.weekday(), "wide" if width > 3 else "abbreviated")
        case letter:
            number = {"m": moment.month, "d": moment.day, "h": hour, "s": moment.second}[letter]
            return str(number).zfill(min(width, 2))
