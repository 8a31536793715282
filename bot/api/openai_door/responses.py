"""`POST /v1/responses`: the same as chat completions in OpenAI's newer form, in which LangChain hands citations on."""

import time
import uuid
from collections.abc import AsyncIterator, Iterator
from contextlib import aclosing
from typing import Literal

from fastapi import APIRouter, Request
from fastapi.responses import StreamingResponse
from pydantic import BaseModel, Field, StrictBool
from pydantic_core import to_json

from bot.api.answer_json import AnswerJson, FiltersJson, answer_json
from bot.api.contract import events
from bot.api.openai_door.asking import Asked, Asking, Task
from bot.api.openai_door.error_shape import WrongRequestError, openai_refusals
from bot.api.openai_door.message import Message
from bot.api.openai_door.received import MessageJson
from bot.api.server_sent_event import server_sent_event
from bot.conversation.converse import Reply

Status = Literal["in_progress", "completed"]
_DECLARED = events(
    "response.created", "response.in_progress", "response.output_item.added", "response.content_part.added",
    "response.output_text.delta", "response.output_text.annotation.added", "response.output_text.done",
    "response.content_part.done", "response.output_item.done", "response.completed",
)  # fmt: skip
_DECLARED[200]["content"]["text/event-stream"]["example"] = {"event": "response.output_text.delta", "data": "{…}"}


class ResponseRequest(BaseModel):
    """A conversation; what else OpenAI's clients send, such as `instructions` and `tools`, changes nothing."""

    model: str = Field(max_length=1_000, examples=["hoidap"])
    input: str | list[MessageJson] = Field(max_length=1_000_000)
    stream: StrictBool | None = None
    previous_response_id: str | None = Field(
        None, description="Refused: no response is kept. Send the turns as `input`."
    )
    filters: FiltersJson = Field(FiltersJson(), description="As of `/api/v1/ask`; no parameter of OpenAI's.")


class UrlAnnotation(BaseModel):
    """A source and the place of its marker, text[start_index:end_index]."""

    type: Literal["url_citation"] = "url_citation"
    start_index: int
    end_index: int
    title: str
    url: str


class OutputText(BaseModel):
    """The answer in Markdown, its sources below it."""

    type: Literal["output_text"] = "output_text"
    text: str
    annotations: list[UrlAnnotation]
    logprobs: list[None] = []


class OutputMessage(BaseModel):
    """The one message of a response."""

    type: Literal["message"] = "message"
    id: str
    role: Literal["assistant"] = "assistant"
    status: Status
    content: list[OutputText]


class CachedTokens(BaseModel):
    """Nothing is."""

    cached_tokens: Literal[0] = 0
    cache_write_tokens: Literal[0] = 0


class ReasoningTokens(BaseModel):
    """None."""

    reasoning_tokens: Literal[0] = 0


class ResponseUsage(BaseModel):
    """In words divided by spaces: no language model counted tokens."""

    input_tokens: int
    input_tokens_details: CachedTokens = CachedTokens()
    output_tokens: int
    output_tokens_details: ReasoningTokens = ReasoningTokens()
    total_tokens: int


class ResponseJson(BaseModel):
    """An answer as OpenAI's clients read it, and as this server gives it (`hoidap`)."""

    id: str
    object: Literal["response"] = "response"
    created_at: int
    status: Status
    model: str
    output: list[OutputMessage] = []
    usage: ResponseUsage | None = None
    error: None = None
    incomplete_details: None = None
    instructions: None = None
    metadata: dict[str, str] = {}
    parallel_tool_calls: Literal[False] = False
    store: Literal[False] = False
    temperature: None = None
    tool_choice: Literal["none"] = "none"
    tools: list[None] = []
    top_p: None = None
    hoidap: AnswerJson | None = None


def response_api(asking: Asking) -> APIRouter:
    router = APIRouter()

    @router.post("/v1/responses", response_model=ResponseJson, responses=_DECLARED | openai_refusals(400, 404, 503))
    async def create_response(
        request: ResponseRequest, http: Request, task: Task = ""
    ) -> ResponseJson | StreamingResponse:
        """The answer in the form of OpenAI's responses; with `stream` in pieces."""
        if request.previous_response_id:
            raise WrongRequestError(
                "previous_response_id: no response is kept here: send the turns so far as `input`",
                "previous_response_id",
            )
        text = request.input
        messages = [MessageJson(role="user", content=text)] if isinstance(text, str) else text
        asked = asking.asked(http, request.model, messages, request.filters, field="input", task=task)
        told = _Told(request.model, asked, Message(asking.public_url))
        if request.stream:
            sent = _sent(asking, asked, told)
            return StreamingResponse(sent, media_type="text/event-stream", headers={"Cache-Control": "no-store"})
        return told.completed(await asking.reply(asked, told.message, http))

    return router


class _Told:
    """A response with its one message, as it comes about."""

    def __init__(self, model: str, asked: Asked, message: Message) -> None:
        self.message = message
        self._asked = asked
        self._begun = ResponseJson(
            id=f"resp_{uuid.uuid4().hex}", created_at=int(time.time()), status="in_progress", model=model
        )
        self._item = OutputMessage(id=f"msg_{uuid.uuid4().hex}", status="in_progress", content=[])
        self._place = {"item_id": self._item.id, "output_index": 0, "content_index": 0}
        self._number = 0

    def beginning(self) -> Iterator[str]:
        """The events before the text."""
        for name in ("response.created", "response.in_progress"):
            yield self._event(name, response=self._begun)
        yield self._event("response.output_item.added", output_index=0, item=self._item)
        yield self._event("response.content_part.added", **self._place, part=OutputText(text="", annotations=[]))

    def piece(self, text: str) -> str:
        """The event of a piece of the text."""
        return self._event("response.output_text.delta", **self._place, delta=text, logprobs=[])

    def end(self, reply: Reply) -> Iterator[str]:
        """The events behind the text."""
        response = self.completed(reply)
        item = response.output[0]
        part = item.content[0]
        for index, annotation in enumerate(part.annotations):
            name = "response.output_text.annotation.added"
            yield self._event(name, **self._place, annotation_index=index, annotation=annotation)
        yield self._event("response.output_text.done", **self._place, text=part.text, logprobs=[])
        yield self._event("response.content_part.done", **self._place, part=part)
        yield self._event("response.output_item.done", output_index=0, item=item)
        yield self._event("response.completed", response=response)

    def completed(self, reply: Reply) -> ResponseJson:
        """The whole of it."""
        text = self.message.text
        annotations = [
            UrlAnnotation(start_index=each.start, end_index=each.end, title=each.title, url=each.url)
            for each in self.message.marks
        ]
        content = [OutputText(text=text, annotations=annotations)]
        read, said = self._asked.words, len(text.split())
        return self._begun.model_copy(
            update={
                "status": "completed",
                "output": [self._item.model_copy(update={"status": "completed", "content": content})],
                "usage": ResponseUsage(input_tokens=read, output_tokens=said, total_tokens=read + said),
                "hoidap": answer_json(reply.answer, reply.conversation, self.message.public_url),
            }
        )

    def _event(self, name: str, **told: object) -> str:
        event = {"type": name, "sequence_number": self._number, **told}
        self._number += 1
        return server_sent_event(name, to_json(event).decode())


async def _sent(asking: Asking, asked: Asked, told: _Told) -> AsyncIterator[str]:
    for event in told.beginning():
        yield event
    async with aclosing(asking.turns.each(asked.events)) as coming:  # a reader who leaves stops the model
        async for step in coming:
            for piece in told.message.grown_by(step):
                yield told.piece(piece)
            if isinstance(step, Reply):
                for event in told.end(step):
                    yield event
