"""A question of a conversation to its answer: made to stand alone, searched, answered and remembered."""

import secrets
import time
from collections.abc import Collection, Generator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from typing import Literal, TypeVar

from bot.answer import Answer, Answered, Asked, Declined, SmallTalk
from bot.answerer import Answerer
from bot.conversation.about_answer import AboutAnswer, about_answer
from bot.conversation.elaborate import elaborate
from bot.conversation.history import History, Kept
from bot.conversation.readings import Reader, Reading, Rewriter
from bot.conversation.sending import Sending
from bot.conversation.table import Conversations
from bot.conversation.turn import Turn, turn_of
from bot.conversation.withdraw import without
from bot.events import Event, Stage, in_order
from bot.one_state import in_one_state
from bot.small_talk import Said, heard, small_talk_in
from bot.user import User
from bot.watch import DOOR, QuestionAnswered
from bot.wording.wording import wording
from corpus.read import report_id_of
from index.errors import NotKeptError
from index.library import Library
from index.question.filters import Filters
from index.record.register import Register

Role = Literal["user", "assistant"]
Result = TypeVar("Result")
REPLAYED = 4
"""Questions of a history that a client sends which are gone through again, the latest."""


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer and the conversation that it belongs to."""

    answer: Answer
    conversation: str
    """Its id: another one than was given where that one is not known."""


class Converser:
    """Answers questions one after the other; safe to call from several threads.

    `rewriter` says follow-ups as one question; by rules unless given.
    """

    def __init__(
        self, answerer: Answerer, library: Library, rewriter: Rewriter | None = None, history: History | None = None
    ) -> None:
        self._answerer = answerer
        self._library = library
        self._conversations = Conversations(library.database)
        self.history = history or History(library.database)
        self._reader = Reader(answerer, library, rewriter)

    def reply(
        self,
        question: str,
        filters: Filters | None = None,
        conversation: str | Sequence[tuple[Role, str]] | None = None,
        user: str = "",
    ) -> Reply:
        """The answer to a question that may lean on those before it; it is kept in the history of the user, if any.

        `conversation` is an id of an earlier reply or the turns so far, oldest first. An id that is not known
        (made up, forgotten after a month, or another user's) begins a new conversation, whose id is returned; the
        question is then answered as the first one.
        """
        return _drained(self.events(question, filters, conversation, user))

    def events(
        self,
        question: str,
        filters: Filters | None = None,
        conversation: str | Sequence[tuple[Role, str]] | None = None,
        user: str = "",
        sending: Sending | None = None,
    ) -> Generator[Event | Reply, None, Reply]:
        """The same as it comes about; the last is the reply, in the place of its answer. Closing it stops the model.

        Where what is sent with `sending` was answered meanwhile, by another server, the reply is the one that was given there.
        """
        limits, began = filters or Filters(), time.monotonic()
        seen = self._library.reports.register().seen_by(limits.collections)
        known: str | None = None
        turns: tuple[Turn, ...] = ()
        if isinstance(conversation, str) and self._is_theirs(conversation, user):
            known = conversation
            turns = tuple(each for each in self._conversations.turns(known) if _may_be_seen(each, limits, seen))
        replayed = () if conversation is None or isinstance(conversation, str) else conversation

        def steps() -> Generator[Event, None, tuple[Answer, tuple[Turn, ...]]]:
            again = self._replayed(replayed, limits)
            answer, latest = yield from self._answered(again or turns, question, limits)
            return answer, (*again, *([latest] if latest else []))

        answer, new = yield from in_one_state(self._library, steps)
        try:
            known = known or self._conversations.begin()
            # What leans on questions before may say their words: it is for those who may see what they were answered from, too.
            searched = {*seen.collections, *(self.history.searched(known) if turns else ())}
            reply = self._kept(Reply(answer, known), new, user, searched, sending)
        except NotKeptError:
            reply = Reply(_not_kept(answer), known or secrets.token_hex(16))
        self._answerer.watch.tell(QuestionAnswered(DOOR.get(), reply.answer, time.monotonic() - began))
        yield reply
        return reply

    def _kept(
        self, reply: Reply, new: Sequence[Turn], user: str, searched: Collection[str], sending: Sending | None
    ) -> Reply:
        """Keep the answer and its turns; not a word of a report that was withdrawn while it was made."""
        with self._library.database.transaction():
            withdrawn = {report_id_of(*content) for content in self._library.withdrawals.all()}
            answer = without(reply.answer, withdrawn)
            kept_as = self.history.keep(answer, reply.conversation, user, searched, sending)
            if kept_as == answer.asked.id:
                for turn in new:
                    if withdrawn.isdisjoint(point.span.report_id for point in turn.points):
                        self._conversations.keep(reply.conversation, turn)
                return reply
        before = self.history.answer(kept_as, searched)
        return Reply(before.answer, before.conversation) if before else reply

    def _is_theirs(self, conversation: str, user: str) -> bool:
        """Whether this user may go on with it: what was asked before would else be told by what is answered now."""
        return self._conversations.has(conversation) and self.history.owner(conversation) in (None, user)

    def take_back(self, answer_id: str, user: User) -> Kept | None:
        """Withdraw the latest answer of a conversation of this user, to be asked anew; None where it is not theirs."""
        kept = self.history.answer(answer_id, user.collections)
        if (
            kept is None
            or kept.user != user.name
            or self.history.answers(kept.conversation, None)[-1].answer.asked.id != answer_id
        ):
            return None
        self.history.withdraw(answer_id)
        self._conversations.drop_latest(kept.conversation, kept.answer.asked.question)
        return kept

    def read(self, turns: Sequence[Turn], question: str | Said, filters: Filters | None = None) -> Reading:
        """How the question is read after these turns, of which there are some."""
        return self._reader.read(turns, heard(question), filters or Filters())

    def after(self, turns: Sequence[Turn], question: str, filters: Filters | None = None) -> tuple[Answer, Turn | None]:
        """The answer after these turns, and the turn that it makes, if one may lean on it."""
        return _drained(self._answered(turns, question, filters or Filters()))

    def _answered(
        self, turns: Sequence[Turn], question: str, filters: Filters
    ) -> Generator[Event, None, tuple[Answer, Turn | None]]:
        """What comes before the answer, which is returned with the turn that it makes; all of it upon one state of the library."""
        return in_one_state(self._library, lambda: self._steps(turns, question, filters))

    def _steps(
        self, turns: Sequence[Turn], question: str, filters: Filters
    ) -> Generator[Event, None, tuple[Answer, Turn | None]]:
        said = heard(question)
        followable = self._reader.followable(turns, filters)
        about = about_answer(turns, said.question) or about_answer(followable, said.question)
        about = None if filters.as_typed else about
        if about:
            return (yield from self._about_answer(turns, said, filters, about))
        if filters.as_typed or not followable or small_talk_in(said):
            answer = yield from _forwarded(self._answerer.events(said, filters))
        else:
            yield Stage("searching")
            reading = self.read(followable, said, filters)
            answer = _offering(reading, (yield from _forwarded(self._answerer.told(reading.found))))
        return answer, None if isinstance(answer, SmallTalk) else turn_of(answer)

    def _about_answer(
        self, turns: Sequence[Turn], said: Said, filters: Filters, about: AboutAnswer
    ) -> Generator[Event, None, tuple[Answer, Turn | None]]:
        """More about a passage, the same in another language, or why there is none."""
        asked = Asked.unsearched(said.typed, filters, about.language)
        if about.problem:
            return _declined(asked, about, turns), None
        if about.span is None:
            found = self._answerer.events(about.stand_alone, filters, language=about.language)
            again = yield from _forwarded(found)
            answer = replace(again, asked=replace(again.asked, question=said.typed))
            return answer, None if isinstance(answer, SmallTalk) else turn_of(answer)
        told = elaborate(self._library, asked, about.span)
        if isinstance(told, Answered):
            yield from in_order(told.statements, told.citations)
            told = yield from self._answerer.with_model.translated(told)
        return told, turn_of(told, about.stand_alone, about.span)

    def _replayed(self, history: Sequence[tuple[Role, str]], filters: Filters) -> tuple[Turn, ...]:
        """The turns of a history, answered again: what the assistant is said to have said counts for nothing."""
        turns: list[Turn] = []
        for asked in [content for role, content in history if role == "user"][-REPLAYED:]:
            _, turn = _drained(self._answered(turns, asked, filters))
            turns += [turn] if turn else []
        return tuple(turns)


def _may_be_seen(turn: Turn, limits: Filters, seen: Register) -> bool:
    """Whether one may still see what a turn was answered from: what follows on it would else be told of it."""
    return limits.collections is None or all(point.span.report_id in seen.entries for point in turn.points)


def _forwarded(events: Generator[Event, None, None]) -> Generator[Event, None, Answer]:
    """What comes before the answer; returns the answer."""
    with closing(events):
        for event in events:
            if isinstance(event, Answer):
                return event
            yield event
    raise AssertionError("the last event is the answer")


def _drained(steps: Generator[object, None, Result]) -> Result:
    """What the generator returns."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            result: Result = end.value
            return result


def _offering(reading: Reading, answer: Answer) -> Answer:
    """The answer with the other reading of its question, where that is possible too.

    Of people's 30 firm answers of this kind 28 are right: the note does, they stay firm.
    """
    if reading.is_certain or not isinstance(answer, Answered):
        return answer
    words = wording(answer.asked.language)
    offer = words.or_alone if reading.is_continued else words.or_continued.format(question=reading.continued_as)
    return replace(answer, notes=(*answer.notes, offer))


def _not_kept(answer: Answer) -> Answer:
    """The answer, saying that it will not be found again; small talk need not be."""
    words = wording(answer.asked.language)
    if isinstance(answer, Answered):
        return replace(answer, notes=(*answer.notes, words.not_kept))
    return replace(answer, reason=f"{answer.reason} {words.not_kept}") if isinstance(answer, Declined) else answer


def _declined(asked: Asked, about: AboutAnswer, turns: Sequence[Turn]) -> Declined:
    words = wording(asked.language)
    if about.problem == "nothing before":
        return Declined(asked, words.nothing_before)
    numbers = ", ".join(str(point.number) for point in turns[-1].points) or words.none
    return Declined(asked, words.no_such_point.format(number=about.point, numbers=numbers))
