"""What an answer stands on, as the list below it: one source a marker, in official form with what must be known of it."""

from dataclasses import dataclass

from bot.answer import Answer, Citation, Declined, cited_by
from bot.wording.official_form import source_form
from bot.wording.wording import wording
from corpus.language.detect import Language


@dataclass(frozen=True, slots=True)
class ListedSource:
    """One numbered line of the list."""

    marker: int
    name: str
    """In official form, its notices behind it in parentheses."""
    quote: str
    """Word for word."""


@dataclass(frozen=True, slots=True)
class SourceList:
    """The sources of an answer; without any for small talk and where nothing was near."""

    title: str
    """Without a colon."""
    sources: tuple[ListedSource, ...]


def source_list(answer: Answer, language: Language) -> SourceList:
    """What is cited, by marker; of a declined answer the passages nearest to the question."""
    words = wording(language)
    title = words.nearest.rstrip(":") if isinstance(answer, Declined) else words.sources
    cited = cited_by(answer)
    return SourceList(title, tuple(ListedSource(each.marker, _name(each, language), each.quote) for each in cited))


def _name(citation: Citation, language: Language) -> str:
    return source_form(citation, language) + "".join(f" ({notice})" for notice in citation.notices)
