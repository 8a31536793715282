"""Days as a calendar that other programs read (iCalendar, RFC 5545): one event a day's entry, of the whole day."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

_LONGEST_LINE = 75
"""Bytes (section 3.1)."""
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """What is on a day."""

    id: str
    """The same whenever the same is written, so that a calendar that reads the file twice has it once."""
    day: date
    title: str
    description: str
    url: str = ""


def calendar_file(name: str, events: Iterable[CalendarEvent]) -> bytes:
    """An .ics file in UTF-8."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//hoidap//VI", f"X-WR-CALNAME:{_escaped(name)}"]
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    for event in events:
        lines += _event(event, stamp)
    return "".join(f"{part}\r\n" for line in [*lines, "END:VCALENDAR"] for part in _folded(line)).encode()


def _event(event: CalendarEvent, stamp: str) -> Iterator[str]:
    yield from ("BEGIN:VEVENT", f"UID:{event.id}@hoidap", f"DTSTAMP:{stamp}")
    yield f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{event.day + timedelta(days=1):%Y%m%d}"
    yield from (f"SUMMARY:{_escaped(event.title)}", f"DESCRIPTION:{_escaped(event.description)}")
    if event.url:
        yield f"URL:{_escaped(event.url)}"
    yield from ("TRANSP:TRANSPARENT", "END:VEVENT")


def _escaped(text: str) -> str:
    """Section 3.3.11; other control characters may not stand in the file."""
    return "".join(each for each in text.translate(_ESCAPES) if each == "\t" or ord(each) >= ord(" "))


def _folded(line: str) -> Iterator[str]:
    """In pieces of at most `_LONGEST_LINE` bytes, none of which parts a character; each but the first begins with a space."""
    piece = ""
    for character in line:
        if len((piece + character).encode()) > _LONGEST_LINE:
            yield piece
            piece = " "
        piece += character
    yield piece
