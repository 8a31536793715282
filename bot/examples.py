"""Questions that the reports of a library invite, made from their titles, headings and years; those that it answers."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from bot.wording.wording import Wording, wording
from corpus.document.marker import marker_of
from corpus.identity.years import years_of
from corpus.language.cues import Cues
from corpus.language.detect import Language
from corpus.report import Report, Section
from index.library import Library
from index.question.filters import Filters

_OFFERED = 4
_TRIED = 12
"""Questions that are tried, at most, to find those."""
_TOPIC_WORDS = range(3, 13)
"""How many words make a topic that is neither vague nor a sentence."""
_LONGEST_TOPIC = 80
_VAGUE, _AS_FOLLOWS = map(Cues(__file__).pattern, ("vague", "as_follows"))
_YEAR_AT_END = re.compile(r"[\s,]*(?:trong |cho )?(?:năm|in|for)\s+\d{4}$", re.IGNORECASE)


class Examples:
    """The first few questions that a library answers, tried once for each state of it and each who may see what."""

    def __init__(self, library: Library, is_answered: Callable[[str, Filters], bool]) -> None:
        self._library = library
        self._is_answered = is_answered
        self._found = lru_cache(maxsize=32)(lambda _revision, language, seen: self._find(language, seen))

    def of(self, language: Language, collections: Sequence[str] | None = None) -> tuple[str, ...]:
        """At most four questions about the reports of these collections (None: all)."""
        seen = None if collections is None else tuple(collections)
        found: tuple[str, ...] = self._found(self._library.database.revision(), language, seen)
        return found

    def _find(self, language: Language, seen: tuple[str, ...] | None) -> tuple[str, ...]:
        filters = Filters(collections=seen)
        found: list[str] = []
        for question in example_questions(self._library.reports.all(seen), language)[:_TRIED]:
            if len(found) < _OFFERED and self._is_answered(question, filters):
                found.append(question)
        return tuple(found)


def example_questions(reports: Sequence[Report], language: Language) -> list[str]:
    """Questions in `language` in the order in which to offer them; whether they are answered is not known yet.

    `reports` newest first. The newest report of each kind comes first, then the years, then older reports.
    """
    words = wording(language)
    first: list[str] = []
    more: list[str] = []
    seen: Counter[str | None] = Counter()
    for report in reports:
        if report.language == language and (question := _about_report(report, words)):
            (more if seen[report.kind] else first).append(question)
            seen[report.kind] += 1
    years = sorted({year for report in reports for year in report.years}, reverse=True)
    of_years = [question.format(year=year) for year in years[:1] for question in words.examples_of_year]
    return list(dict.fromkeys(first + of_years + more))


def _about_report(report: Report, words: Wording) -> str | None:
    if report.kind in ("kế hoạch", "plan") and report.years:
        topic = as_topic(_YEAR_AT_END.sub("", report.title))
        return words.example_plan.format(year=report.years[-1], topic=topic)
    for section, heading in topics_of(report):
        topic, years = as_topic(heading), years_of(section.path)
        year = years[0] if len(years) == 1 else None
        if report.number and not report.years:
            kind = (report.kind or words.document).capitalize()
            return words.example_decision.format(kind=kind, number=report.number, topic=topic)
        if report.agency and year:
            return words.example_report.format(year=year, agency=report.agency, topic=topic)
    return None


def topics_of(report: Report) -> Iterator[tuple[Section, str]]:
    """What its sections are about, by their headings, in order; headings that are vague or whole sentences are left out."""
    for section in report.sections[1:]:
        marker = marker_of(section.heading)
        topic = _AS_FOLLOWS.sub("", section.heading.removeprefix(marker.text if marker else "").strip(" .:"))
        plain = not any(char.isdigit() for char in topic) and not topic.isupper() and not _VAGUE.search(topic)
        if plain and len(topic.split()) in _TOPIC_WORDS and len(topic) <= _LONGEST_TOPIC:
            yield section, topic


def as_topic(title: str) -> str:
    """As it stands inside a sentence: "Sắp xếp …" becomes "sắp xếp …", "UBND …" stays."""
    return title[:1].lower() + title[1:] if title[1:2].islower() else title
