"""A question of a conversation to its answer: made to stand alone, searched, answered and remembered."""

from collections.abc import Generator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from typing import Literal, TypeVar

from bot.answer import Answer, Answered, Asked, Declined, SmallTalk
from bot.answerer import Answerer
from bot.conversation.elaborate import elaborate
from bot.conversation.follow_up import FollowUpRules, Resolved, Rewriter, resolved
from bot.conversation.history import History, Kept
from bot.conversation.table import Conversations
from bot.conversation.turn import Turn, turn_of
from bot.events import Event, in_order
from bot.small_talk import Said, heard
from bot.wording.wording import wording
from corpus.language.detect import language_of
from index.library import Library
from index.question.filters import Filters

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

    `rewriter` makes follow-ups stand alone; by rules unless given.
    """

    def __init__(
        self, answerer: Answerer, library: Library, rewriter: Rewriter | None = None, history: History | None = None
    ) -> None:
        self._answerer = answerer
        self._library = library
        self._conversations = Conversations(library.database)
        self.history = history or History(library.database)
        self._rewriter = rewriter or FollowUpRules(library.understanding.restored)

    def reply(
        self,
        question: str,
        filters: Filters | None = None,
        conversation: str | Sequence[tuple[Role, str]] | None = None,
        user: str = "",
    ) -> Reply:
        """The answer to a question that may lean on those before it; it is kept in the history of the user, if any.

        `conversation` is an id of an earlier reply or the turns so far, oldest first. An id that is not known
        (made up, or forgotten after a month) begins a new conversation, whose id is returned; the question is then
        answered as the first one.
        """
        return _drained(self.events(question, filters, conversation, user))

    def events(
        self,
        question: str,
        filters: Filters | None = None,
        conversation: str | Sequence[tuple[Role, str]] | None = None,
        user: str = "",
    ) -> Generator[Event | Reply, None, Reply]:
        """The same as it comes about; the last is the reply, in the place of its answer. Closing it stops the model."""
        limits = filters or Filters()
        if isinstance(conversation, str) and self._conversations.has(conversation):
            known, turns = conversation, self._conversations.turns(conversation)
        else:
            known = self._conversations.begin()
            turns = (
                () if conversation is None or isinstance(conversation, str) else self._replayed(conversation, limits)
            )
            for turn in turns:
                self._conversations.keep(known, turn)
        answer, latest = yield from self._answered(turns, question, limits)
        if latest:
            self._conversations.keep(known, latest)
        self.history.keep(answer, known, user)
        reply = Reply(answer, known)
        yield reply
        return reply

    def take_back(self, answer_id: str, user: str) -> Kept | None:
        """Withdraw the latest answer of a conversation of this user, to be asked anew; None where it is not theirs."""
        kept = self.history.answer(answer_id)
        if (
            kept is None
            or kept.user != user
            or self.history.answers(kept.conversation)[-1].answer.asked.id != answer_id
        ):
            return None
        self.history.withdraw(answer_id)
        self._conversations.drop_latest(kept.conversation, kept.answer.asked.question)
        return kept

    def resolve(self, turns: Sequence[Turn], question: str | Said) -> Resolved:
        """What the question comes to after these turns."""
        return resolved(turns, heard(question).question, self._rewriter)

    def after(self, turns: Sequence[Turn], question: str, filters: Filters | None = None) -> tuple[Answer, Turn | None]:
        """The answer after these turns, and the turn that it makes, if one may lean on it."""
        return _drained(self._answered(turns, question, filters or Filters()))

    def _answered(
        self, turns: Sequence[Turn], question: str, filters: Filters
    ) -> Generator[Event, None, tuple[Answer, Turn | None]]:
        """What comes before the answer, which is returned with the turn that it makes."""
        said = heard(question)
        resolution = Resolved(question) if filters.as_typed else self.resolve(turns, said)
        language = resolution.language
        if resolution.problem or resolution.span:
            asked = Asked.unsearched(question, filters, language or language_of(question))
            return (yield from self._unsearched(turns, asked, resolution))
        if not resolution.is_follow_up:
            answer = yield from _forwarded(self._answerer.events(said, filters))
        else:
            told = yield from _forwarded(self._answerer.events(resolution.question, filters, language=language))
            answer = replace(told, asked=replace(told.asked, question=question))
        return answer, None if isinstance(answer, SmallTalk) else turn_of(answer)

    def _unsearched(
        self, turns: Sequence[Turn], asked: Asked, resolution: Resolved
    ) -> Generator[Event, None, tuple[Answer, Turn | None]]:
        """More about a passage, or why there is nothing to search for."""
        if resolution.problem or resolution.span is None:
            return _declined(asked, resolution, turns), None
        told = elaborate(self._library, asked, resolution.span)
        if isinstance(told, Answered):
            yield from in_order(told.statements, told.citations)
        return told, turn_of(told, resolution.question, resolution.span)

    def _replayed(self, history: Sequence[tuple[Role, str]], filters: Filters) -> tuple[Turn, ...]:
        """The turns of a history, answered again: what the assistant is said to have said counts for nothing."""
        turns: list[Turn] = []
        for asked in [content for role, content in history if role == "user"][-REPLAYED:]:
            _, turn = _drained(self._answered(turns, asked, filters))
            turns += [turn] if turn else []
        return tuple(turns)


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


def _declined(asked: Asked, resolution: Resolved, turns: Sequence[Turn]) -> Declined:
    words = wording(asked.language)
    if resolution.problem == "nothing before":
        return Declined(asked, words.nothing_before)
    numbers = ", ".join(str(point.number) for point in turns[-1].points) or words.none
    return Declined(asked, words.no_such_point.format(number=resolution.point, numbers=numbers))
