"""A question that came by OpenAI's door, on its way to the answer."""

from collections.abc import Generator
from contextlib import aclosing
from dataclasses import dataclass
from typing import Annotated

from fastapi import Header, Request

from bot.api.answer_json import FiltersJson
from bot.api.asker import admit, asker_of
from bot.api.openai_door.error_shape import WrongRequestError
from bot.api.openai_door.message import Message
from bot.api.openai_door.models import limits_of
from bot.api.openai_door.received import MessageJson, asked_of
from bot.conversation.converse import Converser, Reply
from bot.events import Event
from bot.turns import Turns
from index.library import Library

Task = Annotated[
    str,
    Header(
        alias="X-Hoidap-Task",
        description="What a chat client wants its model for beside answering, such as a title; it is refused.",
        max_length=200,
    ),
]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that may be asked now."""

    events: Generator[Event | Reply, None, Reply]
    """The answer as it comes, not begun."""
    words: int
    """Of the question and the turns before it."""


@dataclass(frozen=True, slots=True)
class Asking:
    """What both endpoints ask by."""

    converser: Converser
    library: Library
    turns: Turns
    public_url: str

    def asked(
        self, http: Request, model: str, messages: list[MessageJson], filters: FiltersJson, *, field: str, task: str
    ) -> Asked:
        """The question of the messages. Raises for what cannot be asked, or not now."""
        if task.strip():
            raise WrongRequestError(
                f"this server answers questions over its reports and does no {task!r}: choose another model for it, or switch it off",
                code="task_not_done",
            )
        user = asker_of(http)
        question, before = asked_of(messages, field)
        limits = limits_of(model, user, self.library, filters.filters())
        admit(http, self.turns, question)
        words = sum(len(text.split()) for text in (question, *(said for _, said in before)))
        return Asked(self.converser.events(question, limits, before, user.name), words)

    async def reply(self, asked: Asked, message: Message, http: Request) -> Reply:
        """The whole answer, of which the message grows."""
        async with aclosing(self.turns.each(asked.events, http.is_disconnected)) as coming:
            async for event in coming:
                for _ in message.grown_by(event):
                    pass
                if isinstance(event, Reply):
                    return event
        raise AssertionError("every question has a reply")
