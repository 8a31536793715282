"""A question of the page being answered: what is said as it comes, then the whole answer, or why there is none."""

import logging
import time
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Generator, Iterator
from contextlib import aclosing, closing
from functools import partial, wraps
from typing import Any

import gradio
from anyio import to_thread

from bot.conversation.converse import Converser, Reply
from bot.events import Event
from bot.page.answer_html import notice_html
from bot.page.answer_in_progress import Coming
from bot.page.chat_messages import ChatMessage, Turns, messages
from bot.page.conversation_view import ConversationView
from bot.page.door import Door
from bot.page.history_bar import Updates
from bot.page.resumed import Resumed
from bot.page.to_ask import ToAsk
from bot.page.user import user_of
from bot.suggestions import Suggestions
from bot.turns import GoneError, LaterError, TooManyError
from bot.user import User
from bot.wording.wording import Wording
from corpus.language.detect import language_of

_log = logging.getLogger(__name__)
_PAUSE = 0.1
"""Seconds between two pictures of an answer that is coming about, at least."""


class Answering:
    """Asks for the page, through the door that every question of it goes through."""

    def __init__(
        self, converser: Converser, resumed: Resumed, suggestions: Suggestions, door: Door, view: ConversationView,
        words: Wording,
    ) -> None:  # fmt: skip
        self._converser = converser
        self._resumed = resumed
        self._suggestions = suggestions
        self._door = door
        self._view = view
        self._words = words

    def asked(self, handler: Callable[..., ToAsk]) -> Callable[..., AsyncIterator[Updates]]:
        """What an event does that leads to a question: Gradio reads off the handler what it takes."""

        @wraps(handler)
        async def asked(*inputs: Any) -> AsyncIterator[Updates]:
            to_ask = await to_thread.run_sync(handler, *inputs)
            async with aclosing(self._answer(to_ask, inputs[-1])) as updates:
                async for update in updates:
                    yield update

        return asked

    async def _answer(self, asked: ToAsk, request: gradio.Request) -> AsyncGenerator[Updates, None]:
        """What is said as it comes, then all of it with its evidence; a notice where it is not said now."""
        if not asked.question.strip():
            yield self._view.displayed(asked.turns, asked.conversation)
            return
        user = user_of(request)
        try:
            self._door.admit(user, request, asked.question)
            updates = self._updates(asked, user)
            async with aclosing(self._door.turns.each(updates, partial(self._door.is_left, request))) as coming:
                async for update in coming:
                    yield update
        except GoneError:
            return
        except TooManyError as later:
            yield self._noticed(asked, self._words.too_many.format(seconds=later.retry_after))
        except LaterError:
            yield self._noticed(asked, self._words.busy)
        except Exception:  # noqa: BLE001 - whatever it is, the reader is told and the log has it
            _log.exception("a question could not be answered")
            yield self._noticed(asked, self._words.failed)

    def _noticed(self, asked: ToAsk, notice: str) -> Updates:
        """The conversation with why a question has no answer; the page's script puts it into its box again."""
        said = self._view.said(asked.turns, asked.question, notice_html(notice, "failed"))
        return [said, *self._view.displayed(asked.turns, asked.conversation)[1:-1], asked.question]

    def _updates(self, asked: ToAsk, user: User) -> Generator[Updates, None, None]:
        filters = asked.filters.seen_by(user.collections)
        events = self._converser.events(asked.question, filters, asked.conversation, user.name)
        with closing(events):
            for coming in self._pictures(asked.question, events, asked.turns):
                if isinstance(coming, Reply):
                    yield from self._whole(coming, asked)
                else:
                    yield [coming, *self._view.displayed(asked.turns, asked.conversation)[1:-1], asked.question]

    def _pictures(
        self, question: str, events: Iterator[Event | Reply], turns: Turns
    ) -> Iterator[list[ChatMessage] | Reply]:
        """The conversation each time there is enough more to show; last the whole answer."""
        coming = Coming(language_of(question), self._words, self._view.root)
        drawn, statements = time.monotonic(), 0
        for event in events:
            if isinstance(event, Reply):
                yield event
                return
            coming.take(event)
            is_first = len(coming.statements) == 1 > statements
            if is_first or time.monotonic() - drawn > _PAUSE:
                drawn, statements = time.monotonic(), len(coming.statements)
                yield self._view.said(turns, question, coming.html())

    def _whole(self, reply: Reply, asked: ToAsk) -> Iterator[Updates]:
        """The finished answer and its evidence; what may be asked next, where that has to be tried first, after it."""
        turns = (*asked.turns, self._view.given(reply.answer))
        rest = self._view.displayed(turns, reply.conversation)[1:]
        known = self._suggestions.known(reply.answer)
        chat = messages(turns, known or ())
        # Gradio keeps thumbs by their place: that of the answer before is not this one's.
        yield [self._view.judged(chat, turns) if asked.replaces else chat, *rest]
        if known is None:
            yield [messages(turns, self._suggestions.of(reply.answer)), *rest]

    def stopped(self, question: str, conversation: str | None, turns: Turns, request: gradio.Request) -> Updates:
        turns = self._resumed.turns(turns, conversation, user_of(request))
        chat, *rest = self._view.displayed(turns, conversation)
        if not question:  # stopped before anything was shown
            return [chat, *rest]
        return [self._view.said(turns, question, notice_html(self._words.stopped)), *rest]
