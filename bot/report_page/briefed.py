"""A briefing as a report's page shows it: by topic, each line with what it is of and where it stands."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.answer import Citation
from bot.kinds.briefing import TOPICS, Briefing, BriefingLine
from bot.wording.dates import short_date
from bot.wording.keys import BriefingTopic
from bot.wording.wording import Wording, wording
from corpus.language.detect import Language


@dataclass(frozen=True, slots=True)
class ShownLine:
    """One line."""

    label: str
    """The fact, the year, the day or the name that it is of; empty where the line says it itself."""
    citation: Citation
    place: str
    """Its page."""


@dataclass(frozen=True, slots=True)
class ShownTopic:
    """The lines of one topic, and that there are more."""

    name: str
    lines: tuple[ShownLine, ...]
    more: str


def briefed(found: Briefing, language: Language, topics: Sequence[BriefingTopic] = TOPICS) -> list[ShownTopic]:
    """Those of the topics of which the document says anything."""
    return list(_topics(found, topics, wording(language)))


def label_of(line: BriefingLine, words: Wording) -> str:
    """What a line is of."""
    if line.fact:
        return words.briefing_facts[line.fact]
    if line.day:
        return short_date(line.day)
    return line.who or ", ".join(words.year.format(year=year) for year in line.years)


def _topics(found: Briefing, topics: Sequence[BriefingTopic], words: Wording) -> Iterator[ShownTopic]:
    for topic in topics:
        lines = tuple(_shown(each, words) for each in found.lines if each.topic == topic)
        left = found.left_out[topic]
        if lines:
            more = words.briefing_more.format(count=left) if left else ""
            yield ShownTopic(words.briefing_topics[topic], lines, more)


def _shown(line: BriefingLine, words: Wording) -> ShownLine:
    pages = line.citation.pages
    place = f"{words.page_abbreviation} {', '.join(pages)}" if pages else words.open_passage
    label = label_of(line, words)
    return ShownLine(f"{label}:" if label else "", line.citation, place)
