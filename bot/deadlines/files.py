"""The deadlines as files: a workbook, and a calendar for the programs that people keep their dates in."""

from collections.abc import Sequence

from bot.deadlines.timeline import Deadline
from bot.export.calendar import CalendarEvent, calendar_file
from bot.export.workbook import Sheet, workbook
from bot.wording.official_form import source_form
from bot.wording.wording import wording
from corpus.language.detect import Language

_LONGEST_TITLE = 120
"""Characters of an event's title."""


def deadline_workbook(deadlines: Sequence[Deadline], language: Language) -> bytes:
    """An .xlsx file with a row for each."""
    words = wording(language)
    rows = [
        (each.day, each.citation.quote, source_form(each.citation, language), "; ".join(each.citation.notices))
        for each in deadlines
    ]
    heads = (words.deadline_day, words.deadline_what, words.deadline_source, words.deadline_notices)
    return workbook([Sheet(words.deadlines_title, heads, rows, (14, 90, 60, 40))])


def deadline_calendar(deadlines: Sequence[Deadline], language: Language) -> bytes:
    """An .ics file with an event for each; `url` of a citation is its address where it is a whole one."""
    return calendar_file(wording(language).deadlines_title, (_event(each, language) for each in deadlines))


def _event(deadline: Deadline, language: Language) -> CalendarEvent:
    cited = deadline.citation
    first = " ".join(cited.quote.split())
    title = first if len(first) <= _LONGEST_TITLE else f"{first[: _LONGEST_TITLE - 1].rsplit(' ', 1)[0]}…"
    description = "\n".join([f"“{cited.quote}”", source_form(cited, language), *cited.notices])
    url = cited.url if "://" in cited.url else ""
    return CalendarEvent(
        f"{cited.report_id}-{cited.start}-{deadline.day:%Y%m%d}", deadline.day, title, description, url
    )
