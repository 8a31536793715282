"""Every document within limits, from the catalogue and the headings: nothing is searched, nothing is left out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.kinds.identity_spans import naming_span
from bot.kinds.part import KindAnswer, Nothing, Part
from bot.quoting.inquiry import Inquiry
from bot.wording.official_form import document_form
from bot.wording.understood import spoken_period
from bot.wording.wording import Wording, wording
from corpus.language.detect import Language
from corpus.report import Report, Section
from corpus.text.letters import fold
from index.question.period import Period
from index.record.entry import Entry
from index.words import plain

MOST_LISTED = 30
"""Documents of a list; of more the newest are shown and all are counted."""


@dataclass(frozen=True, slots=True)
class ListLimits:
    """What a list is limited to; an empty field does not limit."""

    kinds: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    issued: bool = False
    """Whether the years are years of issue, and no reporting years."""
    topics: tuple[str, ...] = ()
    """Ways of writing what they are about."""
    authors: tuple[str, ...] = ()
    """As the question writes agencies, or places of agencies, that the library does not know."""
    period: Period | None = None
    """The part of the year that they report on or, where years are those of issue, in which they were issued."""

    def admits(self, entry: Entry) -> bool:
        """Whether the catalogue has the document within the limits, whatever it is about."""
        issued = {int(entry.issued[:4])} if entry.issued else set()
        years = issued if self.issued else issued | set(entry.years)
        return (
            (not self.kinds or entry.kind in map(fold, self.kinds))
            and (not self.agencies or entry.agency in self.agencies)
            and (not self.years or bool(years & set(self.years)))
            and all(fold(author) in fold(entry.agency) for author in self.authors)
            and (self.period is None or self._is_of(self.period, entry))
        )

    def _is_of(self, period: Period, entry: Entry) -> bool:
        if self.issued:
            return bool(entry.issued) and period.first <= int(entry.issued[5:7]) <= period.last
        return entry.period == period

    def spoken(self, words: Wording) -> str:
        """The limits in words."""
        year = words.issued_in if self.issued else words.year
        return (
            "; ".join(
                [
                    *self.kinds,
                    *(year.format(year=each) for each in self.years),
                    *([spoken_period(self.period, words)] if self.period else []),
                    *self.agencies,
                    *self.authors,
                    *(words.about_topic.format(topic=topic) for topic in self.topics[:1]),
                ]
            )
            or words.document
        )


def is_about(text: str, topics: Iterable[str]) -> bool:
    """Whether the words of a topic, in whichever way of writing it, stand in the text one after the other."""
    padded = f" {plain(text)} "
    return any(f" {plain(topic)} " in padded for topic in topics if plain(topic))


def heading_about(sections: Sequence[Section], topics: Iterable[str]) -> Section | None:
    """The first heading that names the topic; numbered sentences are none."""
    wanted = tuple(topics)
    headings = (each for each in sections if each.is_titled)
    return next((each for each in headings if is_about(each.heading, wanted)), None)


def list_answer(
    reports: Sequence[Report], headings: Mapping[str, Section], wish: ListLimits, inquiry: Inquiry
) -> KindAnswer | Nothing:
    """One statement a document: where it names itself, or the heading that names the topic; by date of issue."""
    language = inquiry.language
    words = wording(language)
    if not reports:
        return Nothing(words.nothing_listed.format(reports=len(inquiry.scope), what=wish.spoken(words)))
    ordered = sorted(reports, key=lambda report: (str(report.issued or ""), report.id))
    parts = [part for report in ordered[-MOST_LISTED:] if (part := _part(report, headings.get(report.id), language))]
    notes = [words.list_of.format(count=len(ordered), what=wish.spoken(words))]
    if len(ordered) > len(parts):
        notes.append(words.list_shown.format(shown=len(parts)))
    return KindAnswer(tuple(parts), (" ".join(notes),))


def _part(report: Report, heading: Section | None, language: Language) -> Part | None:
    if heading is not None:
        end = heading.start + len(heading.heading)
        if report.text[heading.start : end] == heading.heading:
            return Part(report, heading.start, end)
    span = naming_span(report)
    return Part(report, *span, f"{document_form(report, language)}:") if span else None
