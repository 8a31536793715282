"""Days and moments as a reader sees them: the one place where they are formatted, and the door to Babel for it.

In both languages as Vietnamese offices write them in a sentence, without leading zeros: what is quoted beside them is written so.
"""

from datetime import date, datetime

from babel.dates import format_date, format_datetime

_DAY = "d/M/y"


def short_date(day: date) -> str:
    """E.g. "9/1/2025", the ninth of January."""
    return format_date(day, _DAY, locale="vi")


def local_date(moment: datetime) -> str:
    """The day of a moment, by the clock of this machine."""
    return short_date(moment.astimezone().date())


def local_time(moment: datetime) -> str:
    """E.g. "08:05, 9/1/2025", by the clock of this machine."""
    return format_datetime(moment.astimezone(), f"HH:mm, {_DAY}", locale="vi")
