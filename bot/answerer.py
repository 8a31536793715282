"""A question to an answer: understand, search, decide, quote, cite."""

import time
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.answer import Answer, Answered, Asked, Citation, Declined, Searched, SmallTalk, Statement, Timings
from bot.cite import cite
from bot.decline import ANSWER_FROM, answer_probability
from bot.examples import Examples
from bot.quote import Quote, quotes_of
from bot.small_talk import Talk, small_talk_in, without_courtesy
from bot.small_talk_reply import small_talk_reply
from bot.source_form import source_form
from bot.understood import stated_wishes
from bot.wording import wording
from corpus.language import Language
from index.filters import Filters
from index.hit import Hit
from index.library import Library
from index.query import Query

_PASSAGES = 10
_NEAREST = 3


@dataclass(frozen=True, slots=True)
class Found:
    """What was searched for and what was found."""

    question: str
    """As typed."""
    query: Query
    hits: tuple[Hit, ...]
    confidence: float
    """Estimated probability, 0 to 1, that the hits hold the answer."""
    began: float
    """`time.perf_counter()` when the question came."""
    search_ms: float
    language: Language
    """Of the answer."""


class Answerer:
    """Answers questions over one open library; safe to call from several threads."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._searcher = library.searcher()
        self.examples = Examples(library, self._is_answered)

    def answer(self, question: str, filters: Filters | None = None, *, language: Language | None = None) -> Answer:
        """An answer whose every statement is cited, an honest no, or small talk. Never raises for a strange question.

        `language` is that of the answer; of the question unless given.
        """
        if talk := small_talk_in(question):
            return self._small_talk(question, filters or Filters(), *talk)
        found = self.find(question, filters)
        return self.compose(replace(found, language=language or found.language))

    def find(
        self,
        question: str,
        filters: Filters | None = None,
        passages: int = _PASSAGES,
        *,
        exclude: frozenset[str] = frozenset(),
    ) -> Found:
        """The passages nearest to a question, and how likely they are to answer it.

        `exclude` names reports that are passed over.
        """
        began = time.perf_counter()
        query = self._library.understanding.query(without_courtesy(question), filters)
        hits = self._searcher.search(query, passages, exclude=exclude)
        confidence = answer_probability(hits, same_language=self._searcher.shares_language(query))
        search_ms = (time.perf_counter() - began) * 1000
        return Found(question, query, tuple(hits), confidence, began, search_ms, query.language)

    def compose(self, found: Found) -> Answer:
        """What is found, said in quotes, or declined."""
        asked = Asked(
            id=uuid.uuid4().hex,
            question=found.question,
            searched_as=found.query.text,
            language=found.language,
            explicit=found.query.filters,
            inferred=found.query.wanted,
            expansions=found.query.expansions,
            searched=Searched(*self._library.reports.counts(found.query.filters)),
            confidence=found.confidence,
        )
        quotes = quotes_of(found.hits, broad=found.query.is_broad)
        statements, citations = self._quoted(quotes, asked.language)
        if found.confidence >= ANSWER_FROM and citations:
            return Answered(asked, statements, citations, _timings(found))
        nearest = self._nearest(self._near(found), asked.language)
        return Declined(asked, self._reason(asked, found), nearest, _timings(found))

    def _small_talk(self, question: str, filters: Filters, talk: Talk, language: Language) -> SmallTalk:
        reports, _ = self._library.reports.counts(Filters(collections=filters.collections))
        return small_talk_reply(
            question, talk, language, filters, reports, self.examples.of(language, filters.collections)
        )

    def _is_answered(self, question: str, filters: Filters) -> bool:
        return isinstance(self.compose(self.find(question, filters)), Answered)

    def _near(self, found: Found) -> Sequence[Hit]:
        """The best passages; without what the question states outright where that leaves nothing."""
        if found.hits or not found.query.wanted.hard:
            return found.hits[:_NEAREST]
        relaxed = replace(found.query, wanted=found.query.wanted.without(*found.query.wanted.hard))
        return self._searcher.search(relaxed, _NEAREST)

    def _quoted(
        self, quotes: Sequence[Quote], language: Language
    ) -> tuple[tuple[Statement, ...], tuple[Citation, ...]]:
        words = wording(language)
        statements: list[Statement] = []
        citations: list[Citation] = []
        for quote in quotes:
            citation = self._cite(len(citations) + 1, quote.hit, quote.start, quote.end, language)
            if citation is not None:
                lead = words.according_to.format(source=source_form(citation, language))
                citations.append(citation)
                statements.append(Statement(citation.quote, (citation.marker,), 1.0, lead))
        return tuple(statements), tuple(citations)

    def _nearest(self, hits: Sequence[Hit], language: Language) -> tuple[Citation, ...]:
        cited = [self._cite(i, hit, *_trimmed(hit), language) for i, hit in enumerate(hits, 1)]
        return tuple(citation for citation in cited if citation)

    def _cite(self, marker: int, hit: Hit, start: int, end: int, language: Language) -> Citation | None:
        """None where the report was removed since it was found."""
        report = self._library.reports.get(hit.chunk.report_id)
        if report is None:
            return None
        superseded = self._library.reports.superseded().get(report.id)
        return cite(marker, report, hit.chunk, start, end, superseded=superseded, language=language)

    def _reason(self, asked: Asked, found: Found) -> str:
        words = wording(asked.language)
        if not any(char.isalnum() for char in asked.searched_as):
            return words.no_question
        if not asked.searched.reports:
            visible = self._library.reports.counts(Filters(collections=asked.explicit.collections))
            return words.empty_scope if visible[0] else words.empty_library
        if asked.inferred.hard and not found.hits:
            return words.nothing_stated.format(what=stated_wishes(asked, words), reports=asked.searched.reports)
        reason = words.not_in_reports if found.hits else words.nothing_matched
        return reason.format(reports=asked.searched.reports, passages=asked.searched.passages)


def _timings(found: Found) -> Timings:
    return Timings(search=found.search_ms, answer=(time.perf_counter() - found.began) * 1000)


def _trimmed(hit: Hit) -> tuple[int, int]:
    """Offsets of the passage from its first sentence to its last."""
    if not hit.sentences:
        return hit.chunk.start, hit.chunk.end
    return hit.sentences[0].start, hit.sentences[-1].end
