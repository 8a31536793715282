"""A question to an answer: understand, search, decide, quote, cite."""

import time
import uuid
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, replace

from bot.answer import Answer, Answered, Asked, Citation, Declined, Searched, SmallTalk, Statement, Timings
from bot.events import Event, Stage, in_order
from bot.examples import Examples
from bot.kinds.by_kind import ByKind
from bot.kinds.part import KindAnswer, Part
from bot.kinds.question_kind import QuestionKind
from bot.quoting.cite import cite
from bot.quoting.decline import answer_probability
from bot.quoting.disagreement import disagreement
from bot.quoting.highlight import marks_of
from bot.quoting.introduction import leads_of
from bot.quoting.quote import Quote, quotes_of
from bot.settings import ANSWER_FROM
from bot.small_talk import Talk, small_talk_in, small_talk_reply, without_courtesy
from bot.wording.understood import stated_wishes
from bot.wording.wording import languages, wording
from bot.writing.draft import Draft, drafted
from bot.writing.writer import Task, Writer
from corpus.chunk import Chunk
from corpus.language.detect import Language
from index.library import Library
from index.question.filters import Filters
from index.question.query import Query
from index.search.hit import Hit

PASSAGES = 10
"""That an answer is made of, at most."""
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

    def __init__(
        self,
        library: Library,
        writer: Writer | None = None,
        *,
        answer_from: float = ANSWER_FROM,
        language: Language = "vi",
    ) -> None:
        """With a `writer` a language model writes the answers, without one they are quotes.

        `answer_from` is the probability from which an answer is given, `language` that of answers to questions in a
        language that there are no words for.
        """
        self._language = language
        self._answer_from = answer_from
        self._library = library
        self._searcher = library.searcher()
        self._writer = writer
        self.examples = Examples(library, self._is_answered)
        self._by_kind = ByKind(library, self._searcher)

    def answer(self, question: str, filters: Filters | None = None, *, language: Language | None = None) -> Answer:
        """An answer whose every statement is cited, an honest no, or small talk. Never raises for a strange question.

        `language` is that of the answer; of the question unless given.
        """
        return _last(self.events(question, filters, language=language))

    def events(
        self, question: str, filters: Filters | None = None, *, language: Language | None = None
    ) -> Generator[Event, None, None]:
        """The same as it comes about; the last event is the answer. Closing it stops the model."""
        if talk := small_talk_in(question):
            yield self._small_talk(question, filters or Filters(), *talk)
            return
        yield Stage("searching")
        found = self.find(question, filters)
        yield Stage("found", len(found.hits), len({hit.chunk.report_id for hit in found.hits}))
        yield from self.composed(replace(found, language=language or found.language))

    def kind_of(self, question: str, filters: Filters | None = None) -> QuestionKind | None:
        """Which kind of question it is taken for; None for an ordinary one."""
        return self._by_kind.kind_of(self._library.understanding.query(question, filters))

    def find(
        self,
        question: str,
        filters: Filters | None = None,
        passages: int = PASSAGES,
        *,
        exclude: frozenset[str] = frozenset(),
    ) -> Found:
        """The passages nearest to a question, and how likely they are to answer it.

        `exclude` names reports that are passed over.
        """
        began = time.perf_counter()
        query = self._library.understanding.query(without_courtesy(question), filters)
        hits = self._searcher.search(query, passages, exclude=exclude)
        confidence = answer_probability(hits, query, same_language=self._searcher.shares_language(query))
        search_ms = (time.perf_counter() - began) * 1000
        return Found(question, query, tuple(hits), confidence, began, search_ms, self._spoken(query.language))

    def _spoken(self, language: Language) -> Language:
        """The language of the answer to a question in this one."""
        return language if language in languages() else self._language

    def compose(self, found: Found) -> Answer:
        """What is found, written or said in quotes, or declined."""
        return _last(self.composed(found))

    def composed(self, found: Found) -> Generator[Event, None, None]:
        """The same as it comes about."""
        return self._composed(found, self._writer)

    def _composed(self, found: Found, writer: Writer | None) -> Generator[Event, None, None]:
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
        by_kind = self._by_kind.answer(found.query, found.hits)
        if isinstance(by_kind, KindAnswer):
            yield from self._answered_by_kind(replace(asked, confidence=1.0), found, by_kind)
        elif by_kind is None and found.confidence >= self._answer_from and found.hits:
            yield from self._told(asked, found, writer)
        else:
            asked = replace(asked, confidence=0.0) if by_kind else asked
            reason = by_kind.reason if by_kind else self._reason(asked, found)
            yield Declined(asked, reason, self._nearest(self._near(found), asked.language), _timings(found))

    def _answered_by_kind(self, asked: Asked, found: Found, by_kind: KindAnswer) -> Generator[Event, None, None]:
        statements, citations = self._cited(by_kind.parts, asked.language)
        yield from in_order(statements, citations)
        yield Answered(asked, statements, citations, _timings(found), notes=by_kind.notes, table=by_kind.table)

    def _told(self, asked: Asked, found: Found, writer: Writer | None) -> Generator[Event, None, None]:
        """Written where there is a writer and anything it writes stands; else in quotes."""
        draft = (yield from self._drafted(asked, found, writer)) if writer else Draft()
        if not draft.statements:
            quotes = quotes_of(found.hits, found.query)
            differing = disagreement(found.query, found.hits, quotes, self._library.reports.register())
            shown = differing.quotes if differing else self._newest_first(quotes)
            statements, citations = self._quoted(shown, found.query, asked.language)
            yield from in_order(statements, citations)
            notes = draft.notes
            if differing:
                disagree = wording(asked.language).disagreement.format(figures="; ".join(differing.figures))
                notes = (*notes, disagree)
            draft = replace(draft, statements=statements, citations=citations, notes=notes)
        timings = _timings(found)
        yield Answered(asked, draft.statements, draft.citations, timings, notes=draft.notes, dropped=draft.dropped)

    def _drafted(self, asked: Asked, found: Found, writer: Writer) -> Generator[Event, None, Draft]:
        def cited(marker: int, hit: Hit, start: int, end: int) -> Citation | None:
            return self._cite(marker, hit, start, end, asked.language)

        yield Stage("writing")
        return (yield from drafted(writer, Task(asked.searched_as, asked.language, found.hits, cited)))

    def _small_talk(self, question: str, filters: Filters, talk: Talk, language: Language) -> SmallTalk:
        reports, _ = self._library.reports.counts(Filters(collections=filters.collections))
        return small_talk_reply(
            question, talk, language, filters, reports, self.examples.of(language, filters.collections)
        )

    def in_quotes(self, question: str, filters: Filters | None = None) -> Answer:
        """The answer without the model, if there is one: what is tried out must not cost a model's time."""
        return _last(self._composed(self.find(question, filters), None))

    def _is_answered(self, question: str, filters: Filters) -> bool:
        return isinstance(self.in_quotes(question, filters), Answered)

    def _near(self, found: Found) -> Sequence[Hit]:
        """The best passages; without what the question states outright where that leaves nothing."""
        if found.hits or not found.query.wanted.hard:
            return found.hits[:_NEAREST]
        relaxed = replace(found.query, wanted=found.query.wanted.without(*found.query.wanted.hard))
        return self._searcher.search(relaxed, _NEAREST)

    def _quoted(
        self, quotes: Sequence[Quote], query: Query, language: Language
    ) -> tuple[tuple[Statement, ...], tuple[Citation, ...]]:
        citations: list[Citation] = []
        for quote in quotes:
            citation = self._cite(len(citations) + 1, quote.hit, quote.start, quote.end, language)
            citations += [citation] if citation else []
        statements = [
            Statement(each.quote, (each.marker,), 1.0, lead, marks_of(each.quote, query))
            for each, lead in zip(citations, leads_of(citations, language), strict=True)
        ]
        return tuple(statements), tuple(citations)

    def _newest_first(self, quotes: Sequence[Quote]) -> list[Quote]:
        entries = self._library.reports.register().entries

        def issued(quote: Quote) -> str:
            entry = entries.get(quote.hit.chunk.report_id)
            return entry.issued if entry else ""

        return sorted(quotes, key=issued, reverse=True)

    def _cited(self, parts: Sequence[Part], language: Language) -> tuple[tuple[Statement, ...], tuple[Citation, ...]]:
        """A statement and a citation for each part of an answer to a kind of question, numbered alike."""
        citations = []
        for marker, part in enumerate(parts, 1):
            chunk = self._chunk_of(part)
            superseded = self._library.reports.superseded().get(part.report.id)
            citations.append(
                cite(marker, part.report, chunk, part.start, part.end, superseded=superseded, language=language)
            )
        statements = [
            Statement(each.quote, (each.marker,), 1.0, official if part.lead is None else part.lead)
            for part, each, official in zip(parts, citations, leads_of(citations, language), strict=True)
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


def _last(events: Iterator[Event]) -> Answer:
    *_, answer = events
    if not isinstance(answer, Answer):
        raise TypeError("the last event of a question is its answer")
    return answer


def _timings(found: Found) -> Timings:
    return Timings(search=found.search_ms, answer=(time.perf_counter() - found.began) * 1000)


def _trimmed(hit: Hit) -> tuple[int, int]:
    """Offsets of the passage from its first sentence to its last."""
    if not hit.sentences:
        return hit.chunk.start, hit.chunk.end
    return hit.sentences[0].start, hit.sentences[-1].end
