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
    Citation,
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
from bot.kinds.part import KindAnswer
from bot.one_state import in_one_state
from bot.quoting.disagreement import disagreement
from bot.quoting.found import Found
from bot.quoting.quote import Quote, quotes_of, stretches_of
from bot.short.composer import Composer
from bot.short.line import cited_line, marked
from bot.small_talk import Said, Talk, heard, small_talk_in, small_talk_reply
from bot.watch import Watch
from bot.wording.told_notes import is_failure, is_list
from bot.wording.understood import stated_wishes
from bot.wording.wording import wording
from bot.writing.condenser import Condensed, Condenser
from bot.writing.draft import Draft, drafted
from bot.writing.translator import Translator, foreign
from bot.writing.writer import Task, Writer
from corpus.language.detect import Language
from index.library import Library
from index.question.filters import Filters
from index.record.register import Register
from index.search.hit import Hit


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
        self._writer = writer
        self._translator = translator
        self.examples = Examples(library, self._is_answered)
        self._citing = Citing(library.reports)
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
        with closing(self._composed(found, self._writer)) as events:
            for event in events:
                yield (yield from self.translated(event)) if isinstance(event, Answered) else event

    def translated(self, answer: Answered) -> Generator[Event, None, Answered]:
        """The answer with what it quotes in another language translated, where a model can; but not what is shown as a table."""
        language = answer.asked.language
        quoted = (
            foreign(answer.citations, language) if self._translator and not (answer.table or is_list(answer)) else []
        )
        if self._translator is None or not quoted or any(is_failure(note, language) for note in answer.notes):
            return answer
        yield Stage("writing")
        translated = self._translator.translate(quoted, language)
        return replace(answer, translations=translated.translations, notes=(*answer.notes, *translated.notes))

    def _composed(self, found: Found, writer: Writer | Condenser | None) -> Generator[Event, None, None]:
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
        if isinstance(by_kind, KindAnswer):
            yield from self._answered_by_kind(replace(asked, confidence=1.0), found, by_kind)
        elif by_kind is None and found.certainty:
            is_sure = found.certainty == "firm"
            yield from self._told(asked, found, writer) if is_sure else self._tentative(asked, found)
        else:
            asked = replace(asked, confidence=0.0) if by_kind or found.missing else asked
            reason = by_kind.reason if by_kind else self._reason(asked, found)
            nearest = self._citing.nearest(self._finder.near(found), found.inquiry)
            yield Declined(asked, reason, nearest, _timings(found), found.missing)

    def _tentative(self, asked: Asked, found: Found) -> Generator[Event, None, None]:
        """The stretches that may answer, best first, with the sentence marked for which each was chosen."""
        statements, citations = self._citing.stretches(stretches_of(found.ranked), found.inquiry)
        line = self._composer.line(found)
        statements, citations, short = self._citing.with_line(
            line, statements, citations, found.inquiry, own_quotes=True
        )
        yield from in_order(statements, citations)
        yield Answered(
            asked, statements, citations, _timings(found), certainty="tentative", missing=found.missing, short=short
        )

    def _answered_by_kind(self, asked: Asked, found: Found, by_kind: KindAnswer) -> Generator[Event, None, None]:
        statements, citations = self._citing.parts(by_kind.parts, found.inquiry)
        short = cited_line(by_kind.line, citations) if by_kind.line else None
        statements = marked(statements, citations, short)
        yield from in_order(statements, citations)
        missing = found.missing if found.is_rest else ()
        yield Answered(
            asked,
            statements,
            citations,
            _timings(found),
            notes=by_kind.notes,
            table=by_kind.table,
            missing=missing,
            short=short,
        )

    def _told(self, asked: Asked, found: Found, writer: Writer | Condenser | None) -> Generator[Event, None, None]:
        """Written where there is a writer and anything it writes stands; else in quotes."""
        draft, short = (yield from self._drafted(asked, found, writer)) if isinstance(writer, Writer) else Draft(), None
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
            elif isinstance(writer, Condenser) and not short:  # a rule's line is surer: .91 right
                condensed = yield from self._condensed(asked, found, writer, _best(citations, quotes[0]))
                short = condensed.short
                draft = replace(draft, dropped=condensed.dropped, notes=condensed.notes)
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

    def _drafted(self, asked: Asked, found: Found, writer: Writer) -> Generator[Event, None, Draft]:
        def cited(marker: int, hit: Hit, start: int, end: int) -> Citation | None:
            return self._citing.hit(marker, hit, start, end, found.inquiry)

        yield Stage("writing")
        return (yield from drafted(writer, Task(asked.searched_as, asked.language, found.hits, cited)))

    def _condensed(
        self, asked: Asked, found: Found, writer: Condenser, quote: Citation
    ) -> Generator[Event, None, Condensed]:
        """Nothing of a document that another one replaced: the line would be read without that."""
        if quote.report_id in found.inquiry.register.superseded:
            return Condensed()
        yield Stage("writing")
        return writer.condense(asked.searched_as, quote, asked.language)

    def _small_talk(self, asked: Asked, talk: Talk) -> SmallTalk:
        collections = asked.explicit.collections
        reports, _ = self._library.reports.counts(Filters(collections=collections))
        return small_talk_reply(asked, talk, reports, self.examples.of(asked.language, collections))

    def in_quotes(self, question: str, filters: Filters | None = None) -> Answer:
        """The answer without the model, if there is one: what is tried out must not cost a model's time."""
        return _last(self._composed(self.find(question, filters), None))

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


def _best(citations: Sequence[Citation], best: Quote) -> Citation:
    """That of the best quote, wherever it stands among them."""
    place = (best.hit.chunk.report_id, best.start)
    return next((each for each in citations if (each.report_id, each.start) == place), citations[0])


def _newest_first(quotes: Sequence[Quote], register: Register) -> list[Quote]:
    def issued(quote: Quote) -> str:
        entry = register.entries.get(quote.hit.chunk.report_id)
        return entry.issued if entry else ""

    return sorted(quotes, key=issued, reverse=True)


def _timings(found: Found) -> Timings:
    return Timings(search=found.search_ms, answer=(time.perf_counter() - found.began) * 1000)
