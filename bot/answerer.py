"""A question to an answer: understand, search, decide, quote, cite."""

import time
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.answer import Answer, Answered, Asked, Citation, Declined, Searched, Statement, Timings
from bot.by_kind import ByKind
from bot.cite import cite
from bot.decline import ANSWER_FROM, answer_probability
from bot.disagreement import disagreement
from bot.kind_answer import Nothing, Part
from bot.question_kind import QuestionKind
from bot.quote import Quote, quotes_of
from bot.source_form import source_form
from bot.understood import stated_wishes
from bot.wording import wording
from corpus.chunk import Chunk
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


class Answerer:
    """Answers questions over one open library; safe to call from several threads."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._searcher = library.searcher()
        self._by_kind = ByKind(library, self._searcher)

    def answer(self, question: str, filters: Filters | None = None) -> Answer:
        """An answer whose every statement is cited, or an honest no. Never raises for a strange question."""
        return self.compose(self.find(question, filters))

    def kind_of(self, question: str, filters: Filters | None = None) -> QuestionKind | None:
        """Which kind of question it is taken for; None for an ordinary one."""
        return self._by_kind.kind_of(self._library.understanding.query(question, filters))

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
        query = self._library.understanding.query(question, filters)
        hits = self._searcher.search(query, passages, exclude=exclude)
        confidence = answer_probability(hits, same_language=self._searcher.shares_language(query))
        search_ms = (time.perf_counter() - began) * 1000
        return Found(question, query, tuple(hits), confidence, began, search_ms)

    def compose(self, found: Found) -> Answer:
        """What is found, said in quotes, or declined."""
        asked = Asked(
            id=uuid.uuid4().hex,
            question=found.question,
            searched_as=found.query.text,
            language=found.query.language,
            explicit=found.query.filters,
            inferred=found.query.wanted,
            expansions=found.query.expansions,
            searched=Searched(*self._library.reports.counts(found.query.filters)),
            confidence=found.confidence,
        )
        by_kind = self._by_kind.answer(found.query, found.hits)
        if isinstance(by_kind, Nothing):
            nearest = self._nearest(self._near(found), asked.language)
            return Declined(replace(asked, confidence=0.0), by_kind.reason, nearest, _timings(found))
        if by_kind is not None:
            statements, citations = self._cited(by_kind.parts, asked.language)
            asked = replace(asked, confidence=1.0)
            return Answered(asked, statements, citations, _timings(found), by_kind.notes, by_kind.table)
        quotes = quotes_of(found.hits, broad=found.query.is_broad)
        differing = disagreement(found.query, found.hits, quotes, self._library.reports.register())
        statements, citations = self._quoted(differing.quotes if differing else quotes, asked.language)
        if found.confidence >= ANSWER_FROM and citations:
            notes = (
                [wording(asked.language).disagreement.format(figures="; ".join(differing.figures))] if differing else []
            )
            return Answered(asked, statements, citations, _timings(found), tuple(notes))
        nearest = self._nearest(self._near(found), asked.language)
        return Declined(asked, self._reason(asked, found), nearest, _timings(found))

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

    def _cited(self, parts: Sequence[Part], language: Language) -> tuple[tuple[Statement, ...], tuple[Citation, ...]]:
        """A statement and a citation for each part of an answer to a kind of question, numbered alike."""
        words = wording(language)
        citations = []
        for marker, part in enumerate(parts, 1):
            chunk = self._chunk_of(part)
            superseded = self._library.reports.superseded().get(part.report.id)
            citations.append(
                cite(marker, part.report, chunk, part.start, part.end, superseded=superseded, language=language)
            )
        leads = [
            words.according_to.format(source=source_form(each, language)) if part.lead is None else part.lead
            for part, each in zip(parts, citations, strict=True)
        ]
        statements = [
            Statement(each.quote, (each.marker,), 1.0, lead) for each, lead in zip(citations, leads, strict=True)
        ]
        return tuple(statements), tuple(citations)

    def _chunk_of(self, part: Part) -> Chunk:
        """The passage that holds most of a part; passages tile the text, so that there is one."""
        chunks = [stored.chunk for stored in self._library.reports.chunks(part.report.id)]
        return max(chunks, key=lambda chunk: min(chunk.end, part.end) - max(chunk.start, part.start))

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
