"""A question to an answer: understand, search, decide, quote, cite."""

import time
import uuid
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import replace

from bot.answer import (
    Answer,
    Answered,
    Asked,
    Declined,
    Searched,
    SmallTalk,
    Timings,
    is_firm,
)
from bot.citing import Citing
from bot.classifying.question_kind import QuestionKind
from bot.events import Event, Stage, in_order
from bot.examples import Examples
from bot.finder import PASSAGES, Finder
from bot.kinds.by_kind import ByKind
from bot.kinds.part import KindAnswer, Nothing
from bot.one_state import in_one_state
from bot.quoting.disagreement import disagreement
from bot.quoting.found import Found
from bot.quoting.question_notes import overruled_noted, unnamed_note
from bot.quoting.quote import Quote, quotes_of, stretches_of
from bot.short.composer import Composer
from bot.short.line import cited_line, marked
from bot.small_talk import Said, Talk, heard, small_talk_in, small_talk_reply
from bot.watch import Watch
from bot.with_model import WithModel
from bot.wording.understood import stated_wishes
from bot.wording.wording import wording
from bot.writing.condenser import Condenser
from bot.writing.translator import Translator
from bot.writing.writer import Writer
from corpus.language.detect import Language
from index.library import Library
from index.question.filters import Filters
from index.record.register import Register


class Answerer:
    """Answers questions over one open library; safe to call from several threads."""

    def __init__(
        self,
        library: Library,
        writer: Writer | Condenser | None = None,
        translator: Translator | None = None,
        *,
        answer_from: float | None = None,
        language: Language = "vi",
        may_be_learned: bool = True,
        watch: Watch | None = None,
    ) -> None:
        """With a `writer` a language model writes the answers, with a condenser the line above the quotes where no rule has one; without one they are quotes.

        With a `translator` quotes in another language than the answer are translated.

        `answer_from` is the probability from which an answer is firm, unless what was learned is to tell; `language` that of
        answers to questions in a language that there are no words for. What was learned is of use with the encoder it was
        learned with, and may be left aside.
        """
        self.watch = watch or Watch()
        """Is told of what is asked."""
        self._library = library
        searcher = library.searcher()
        self._finder = Finder(
            library, searcher, answer_from=answer_from, language=language, may_be_learned=may_be_learned
        )
        self.examples = Examples(library, self._is_answered)
        self._citing = Citing(library.reports)
        self.with_model = WithModel(self._citing, writer, translator)
        """What a language model adds."""
        self._composer = Composer(library)
        self._by_kind = ByKind(library, searcher)

    def answer(self, question: str, filters: Filters | None = None, *, language: Language | None = None) -> Answer:
        """An answer whose every statement is cited, an honest no, or small talk. Never raises for a strange question.

        `language` is that of the answer; of the question unless given.
        """
        return _last(self.events(question, filters, language=language))

    def events(
        self, question: str | Said, filters: Filters | None = None, *, language: Language | None = None
    ) -> Generator[Event, None, None]:
        """The same as it comes about; the last event is the answer. Closing it stops the model."""
        return in_one_state(self._library, lambda: self._events(question, filters, language))

    def _events(
        self, question: str | Said, filters: Filters | None, language: Language | None
    ) -> Generator[Event, None, None]:
        said = heard(question)
        if talk := small_talk_in(said):
            yield self._small_talk(Asked.unsearched(said.typed, filters or Filters(), talk[1]), talk[0])
            return
        yield Stage("searching")
        found = self.find(said, filters)
        if language:
            found = replace(found, inquiry=replace(found.inquiry, language=language))
        yield from self.told(found)

    def told(self, found: Found) -> Generator[Event, None, None]:
        """How much was found, and what is answered from it, as it comes about; the last event is the answer."""
        yield Stage("found", len(found.hits), len({hit.chunk.report_id for hit in found.hits}))
        yield from self.composed(found)

    def kind_of(self, question: str, filters: Filters | None = None) -> QuestionKind | None:
        """Which kind of question it is taken for; None for an ordinary one."""
        return self._by_kind.kind_of(self._library.understanding.query(question, filters))

    def find(
        self,
        question: str | Said,
        filters: Filters | None = None,
        passages: int = PASSAGES,
        *,
        exclude: frozenset[str] = frozenset(),
        is_continued: bool = False,
    ) -> Found:
        """The passages nearest to a question, and how likely they are to answer it.

        `exclude` names reports that are passed over; `is_continued`: as `Finder.find` has it.
        """
        return self._finder.find(heard(question), filters, passages, exclude, is_continued=is_continued)

    def spoken(self, language: Language) -> Language:
        """The language of the answer to a question in this one."""
        return self._finder.spoken(language)

    def compose(self, found: Found) -> Answer:
        """What is found, written or said in quotes, or declined."""
        return _last(self.composed(found))

    def composed(self, found: Found) -> Generator[Event, None, None]:
        """The same as it comes about."""
        with closing(self._composed(found, self.with_model)) as events:
            for event in events:
                yield (
                    (yield from self.with_model.translated(overruled_noted(event, found.query)))
                    if isinstance(event, Answered)
                    else event
                )

    def _composed(self, found: Found, model: WithModel) -> Generator[Event, None, None]:
        asked = Asked(
            id=uuid.uuid4().hex,
            question=found.question,
            searched_as=found.query.text,
            language=found.inquiry.language,
            explicit=found.query.filters,
            inferred=found.query.wanted,
            expansions=found.query.expansions,
            searched=Searched(*self._library.reports.counts(found.query.filters, found.inquiry.register)),
            confidence=found.confidence,
        )
        by_kind = self._by_kind.answer(found.inquiry, found.hits)
        if isinstance(by_kind, KindAnswer) and by_kind.gives_way_to(found.certainty):
            by_kind = None
        if isinstance(by_kind, KindAnswer):
            yield from self._answered_by_kind(asked, found, by_kind)
        elif found.certainty and not isinstance(by_kind, Nothing):
            is_sure = by_kind is None and found.certainty == "firm"
            yield from self._told(asked, found, model) if is_sure else self._tentative(asked, found)
        else:
            is_not_there = isinstance(by_kind, Nothing)
            asked = replace(asked, confidence=0.0) if is_not_there or found.missing else asked
            reason = by_kind.reason if isinstance(by_kind, Nothing) else self._reason(asked, found)
            nearest = self._citing.nearest(self._finder.near(found), found.inquiry)
            yield Declined(asked, reason, nearest, _timings(found), found.missing)

    def _tentative(self, asked: Asked, found: Found) -> Generator[Event, None, None]:
        """The stretches that may answer, best first, with the sentence marked for which each was chosen."""
        stretches = stretches_of(found.ranked)
        statements, citations = self._citing.stretches(stretches, found.inquiry)
        line = self._composer.line(found)
        statements, citations, short = self._citing.with_line(
            line, statements, citations, found.inquiry, own_quotes=True
        )
        yield from in_order(statements, citations)
        yield Answered(
            asked,
            statements,
            citations,
            _timings(found),
            unnamed_note(found, [each.hit for each in stretches]),
            certainty="tentative",
            missing=found.missing,
            short=short,
        )

    def _answered_by_kind(self, asked: Asked, found: Found, by_kind: KindAnswer) -> Generator[Event, None, None]:
        statements, citations = self._citing.parts(by_kind.parts, found.inquiry)
        if by_kind.reading != "sure" and found.certainty:
            passages = self._citing.stretches(stretches_of(found.ranked), found.inquiry)
            statements, citations = self._citing.led_by(by_kind.parts, *passages, found.inquiry)
        short = cited_line(by_kind.line, citations) if by_kind.line else None
        statements = marked(statements, citations, short)
        yield from in_order(statements, citations)
        is_plain = by_kind.certainty == "firm"
        missing = found.missing if found.is_rest or not is_plain else ()
        yield Answered(
            replace(asked, confidence=1.0) if is_plain else asked,
            statements,
            citations,
            _timings(found),
            certainty=by_kind.certainty,
            notes=by_kind.notes,
            table=by_kind.table,
            missing=missing,
            short=short,
        )

    def _told(self, asked: Asked, found: Found, model: WithModel) -> Generator[Event, None, None]:
        """Written where there is a writer and anything it writes stands; else in quotes."""
        draft, short = (yield from model.drafted(asked, found)), None
        if not draft.statements:
            quotes = quotes_of(found.ranked, found.inquiry)
            differing = disagreement(found.inquiry, found.ranked, quotes)
            shown = differing.quotes if differing else _newest_first(quotes, found.inquiry.register)
            statements, citations = self._citing.quotes(shown, found.inquiry)
            line = None if differing else self._composer.line(found)
            statements, citations, short = self._citing.with_line(line, statements, citations, found.inquiry)
            yield from in_order(statements, citations)
            draft = replace(draft, statements=statements, citations=citations)
            if differing:
                disagree = wording(asked.language).disagreement.format(figures="; ".join(differing.figures))
                draft = replace(draft, notes=(*draft.notes, disagree))
            elif not short:  # a rule's line is surer: .91 right
                condensed = yield from model.condensed(asked, found, citations, quotes[0])
                short = condensed.short
                dropped, notes = (*draft.dropped, *condensed.dropped), (*draft.notes, *condensed.notes)
                draft = replace(draft, dropped=dropped, notes=notes)
        timings = _timings(found)
        yield Answered(
            asked,
            draft.statements,
            draft.citations,
            timings,
            notes=draft.notes,
            dropped=draft.dropped,
            missing=found.missing,
            short=short,
        )

    def _small_talk(self, asked: Asked, talk: Talk) -> SmallTalk:
        collections = asked.explicit.collections
        reports, _ = self._library.reports.counts(Filters(collections=collections))
        return small_talk_reply(asked, talk, reports, self.examples.of(asked.language, collections))

    def in_quotes(self, question: str, filters: Filters | None = None) -> Answer:
        """The answer without the model, if there is one: what is tried out must not cost a model's time."""
        return _last(self._composed(self.find(question, filters), WithModel(self._citing)))

    def _is_answered(self, question: str, filters: Filters) -> bool:
        return is_firm(self.in_quotes(question, filters))

    def _reason(self, asked: Asked, found: Found) -> str:
        words = wording(asked.language)
        if not any(char.isalnum() for char in asked.searched_as):
            return words.no_question
        if not asked.searched.reports:
            collections = Filters(collections=asked.explicit.collections)
            visible = self._library.reports.counts(collections, found.inquiry.register)
            return words.empty_scope if visible[0] else words.empty_library
        if found.missing:
            return words.lacking.format(what="; ".join(found.missing), reports=asked.searched.reports)
        if asked.inferred.hard and not found.hits:
            return words.nothing_stated.format(what=stated_wishes(asked, words), reports=asked.searched.reports)
        reason = words.not_in_reports if found.hits else words.nothing_matched
        return reason.format(reports=asked.searched.reports, passages=asked.searched.passages)


def _last(events: Iterator[Event]) -> Answer:
    *_, answer = events
    if not isinstance(answer, Answer):
        raise TypeError("the last event of a question is its answer")
    return answer


def _newest_first(quotes: Sequence[Quote], register: Register) -> list[Quote]:
    def issued(quote: Quote) -> str:
        entry = register.entries.get(quote.hit.chunk.report_id)
        return entry.issued if entry else ""

    return sorted(quotes, key=issued, reverse=True)


def _timings(found: Found) -> Timings:
    return Timings(search=found.search_ms, answer=(time.perf_counter() - found.began) * 1000)
