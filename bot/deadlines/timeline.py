"""All deadlines that the documents of a library set, by date, each with the sentence that sets it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from bot.answer import Citation
from bot.kinds.cited_parts import cited_parts
from bot.kinds.due import deadlines_of, is_charged
from bot.kinds.part import Part
from corpus.language.detect import Language
from corpus.report import Report
from corpus.text.letters import fold
from index.library import Library
from index.question.filters import Filters
from index.record.entry import Entry
from index.record.register import Register

MOST_SHOWN = 500


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day by which something is to be done, and the sentence that says so, word for word."""

    day: date
    citation: Citation


@dataclass(frozen=True, slots=True)
class Deadlines:
    """Some of the deadlines of a library."""

    shown: tuple[Deadline, ...]
    """By day, those of one day by report and place."""
    count: int
    """How many there are."""
    years: tuple[int, ...]
    """Those in which any deadline of the reports lies, whatever year was chosen; ascending."""


@dataclass(frozen=True, slots=True)
class _Set:
    """A deadline by where it is set: `text` stands at `start` of the report."""

    day: date
    report_id: str
    start: int
    text: str


class Timeline:
    """Over one open library; safe to call from several threads. Each report is read once while its identity stays."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._read: dict[Entry, tuple[_Set, ...]] = {}

    def deadlines(
        self,
        collections: tuple[str, ...] | None,
        language: Language,
        years: Sequence[int] = (),
        agencies: Sequence[str] = (),
        limit: int = MOST_SHOWN,
    ) -> Deadlines:
        """The first `limit` deadlines in these years (none: any) of what one may see (None: all collections).

        With `agencies` those that their own documents set, and of others those whose sentence names one of them.
        """
        everything = self._library.reports.register()
        if len(self._read) > 2 * len(everything.entries):
            self._read = {}
        register = everything.seen_by(collections)
        found = sorted(self._set(register, agencies), key=lambda each: (each.day, each.report_id, each.start))
        wanted = [each for each in found if not years or each.day.year in years]
        shown = self._cited(wanted[:limit], register, language)
        return Deadlines(shown, len(wanted), tuple(sorted({each.day.year for each in found})))

    def _set(self, register: Register, agencies: Sequence[str]) -> Iterator[_Set]:
        own = register.ids(Filters(agencies=tuple(agencies)))
        charged = tuple(map(fold, agencies))
        for entry in register.entries.values():
            for each in self._of(entry):
                if entry.id in own or is_charged(each.text, charged):
                    yield each

    def _of(self, entry: Entry) -> tuple[_Set, ...]:
        if entry not in self._read:
            report = self._library.reports.get(entry.id)
            self._read[entry] = tuple(_set_by(report)) if report else ()
        return self._read[entry]

    def _cited(self, found: Sequence[_Set], register: Register, language: Language) -> tuple[Deadline, ...]:
        """Those whose report is still there and still says so where it did."""
        reports = {id_: self._library.reports.get(id_) for id_ in {each.report_id for each in found}}
        still = [
            (each.day, Part(report, each.start, each.start + len(each.text)))
            for each in found
            if (report := reports[each.report_id]) and report.text.startswith(each.text, each.start)
        ]
        citations = cited_parts(self._library.reports, register, (part for _, part in still), language)
        return tuple(Deadline(day, citation) for (day, _), citation in zip(still, citations, strict=True))


def _set_by(report: Report) -> Iterator[_Set]:
    return (
        _Set(day, report.id, start, report.text[start:end]) for start, end, days in deadlines_of(report) for day in days
    )
