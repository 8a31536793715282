"""`POST /v1/chat/completions`: a conversation by its messages, answered at once or piece by piece."""

import time
import uuid
from collections.abc import AsyncIterator, Iterator
from contextlib import aclosing
from typing import Annotated, Literal

from fastapi import APIRouter, Request
from fastapi.responses import StreamingResponse
from pydantic import BaseModel, Field, StrictBool

from bot.api.answer_json import AnswerJson, FiltersJson, answer_json
from bot.api.contract import Declared
from bot.api.openai_door.asking import Asked, Asking, Task
from bot.api.openai_door.error_shape import openai_refusals
from bot.api.openai_door.message import Message
from bot.api.openai_door.open_webui import SourceEvent, source_event
from bot.api.openai_door.received import MessageJson
from bot.conversation.converse import Reply

_STREAM = {
    "schema": {"type": "object", "required": ["data"], "properties": {"data": {"type": "string"}}},
    "example": {"data": "[DONE]"},
}
_STREAMED: Declared = {200: {"description": "The answer.", "content": {"text/event-stream": _STREAM}}}


class StreamOptions(BaseModel):
    """What a stream is to have."""

    include_usage: StrictBool = False


class ChatRequest(BaseModel):
    """A conversation; what else OpenAI's clients send, such as `temperature` and `tools`, changes nothing."""

    model: str = Field(max_length=1_000, examples=["hoidap"])
    messages: list[MessageJson] = Field(min_length=1)
    stream: StrictBool | None = None
    stream_options: StreamOptions | None = None
    n: Annotated[int, Field(strict=True, ge=1, le=1)] | None = None
    filters: FiltersJson = Field(FiltersJson(), description="As of `/api/v1/ask`; no parameter of OpenAI's.")


class UrlCitation(BaseModel):
    """A source and the place of its marker, content[start_index:end_index]."""

    start_index: int
    end_index: int
    title: str
    url: str


class Annotation(BaseModel):
    """As OpenAI's web search has it."""

    type: Literal["url_citation"]
    url_citation: UrlCitation


class Usage(BaseModel):
    """In words divided by spaces: no language model counted tokens."""

    prompt_tokens: int
    completion_tokens: int
    total_tokens: int


class MessageSaid(BaseModel):
    """The answer in Markdown, its sources below it."""

    role: Literal["assistant"] = "assistant"
    content: str
    refusal: None = None
    annotations: list[Annotation]


class Choice(BaseModel):
    """The one answer."""

    index: Literal[0] = 0
    message: MessageSaid
    finish_reason: Literal["stop"] = "stop"
    logprobs: None = None


class ChatCompletion(BaseModel):
    """An answer as OpenAI's clients read it, and as this server gives it (`hoidap`)."""

    id: str
    object: Literal["chat.completion"] = "chat.completion"
    created: int
    model: str
    choices: list[Choice]
    usage: Usage
    citations: list[str]
    """The address of each source, by marker."""
    hoidap: AnswerJson


class Delta(BaseModel):
    """What comes to a message."""

    role: Literal["assistant"] | None = None
    content: str = ""


class ChoiceChunk(BaseModel):
    """What comes to the one answer."""

    index: Literal[0]
    delta: Delta
    finish_reason: Literal["stop"] | None


class Chunk(BaseModel):
    """A piece of a stream; only what is set is sent."""

    id: str
    object: Literal["chat.completion.chunk"]
    created: int
    model: str
    choices: list[ChoiceChunk]
    usage: Usage | None = None
    event: SourceEvent | None = None
    citations: list[str] = []
    annotations: list[Annotation] = []
    hoidap: AnswerJson | None = None


def chat_completion_api(asking: Asking) -> APIRouter:
    router = APIRouter()

    @router.post(
        "/v1/chat/completions",
        response_model=ChatCompletion,
        responses=_STREAMED | openai_refusals(400, 404, 503),
    )
    async def create_chat_completion(
        request: ChatRequest, http: Request, task: Task = ""
    ) -> ChatCompletion | StreamingResponse:
        """The answer as OpenAI's clients send for it and read it; with `stream` in pieces."""
        asked = asking.asked(http, request.model, request.messages, request.filters, field="messages", task=task)
        message = Message(asking.public_url)
        if request.stream:
            sent = _sent(asking, asked, message, request)
            return StreamingResponse(sent, media_type="text/event-stream", headers={"Cache-Control": "no-store"})
        return _completion(request.model, message, await asking.reply(asked, message, http), asked)

    return router


def _completion(model: str, message: Message, reply: Reply, asked: Asked) -> ChatCompletion:
    return ChatCompletion(
        id=_id(),
        created=int(time.time()),
        model=model,
        choices=[Choice(message=MessageSaid(content=message.text, annotations=_annotations(message)))],
        usage=_usage(asked, message),
        citations=[message.address(each) for each in message.cited],
        hoidap=answer_json(reply.answer, reply.conversation, message.public_url),
    )


async def _sent(asking: Asking, asked: Asked, message: Message, request: ChatRequest) -> AsyncIterator[str]:
    """The chunks as server-sent events."""
    options = request.stream_options or StreamOptions()
    first = Chunk(
        id=_id(),
        object="chat.completion.chunk",
        created=int(time.time()),
        model=request.model,
        choices=[_choice(Delta(role="assistant", content=""))],
    )
    if options.include_usage:
        first = first.model_copy(update={"usage": None})
    yield _line(first)
    async with aclosing(asking.turns.each(asked.events)) as coming:  # a reader who leaves stops the model
        async for event in coming:
            for piece in message.grown_by(event):
                yield _line(first.model_copy(update={"choices": [_choice(Delta(content=piece))]}))
            if isinstance(event, Reply):
                for chunk in _last(first, message, event):
                    yield _line(chunk)
    if options.include_usage:
        yield _line(first.model_copy(update={"choices": [], "usage": _usage(asked, message)}))
    yield "data: [DONE]\n\n"


def _last(first: Chunk, message: Message, reply: Reply) -> Iterator[Chunk]:
    """The sources once more, for programs."""
    for citation in message.cited:
        event = source_event(citation, message.address(citation), reply.answer.asked.language)
        yield first.model_copy(update={"choices": [_choice(Delta())], "event": event})
    # Not in `delta`, where OpenAI has them: Open WebUI would ask a server outside for the picture of each address.
    yield first.model_copy(
        update={
            "choices": [_choice(Delta(), "stop")],
            "citations": [message.address(each) for each in message.cited],
            "annotations": _annotations(message),
            "hoidap": answer_json(reply.answer, reply.conversation, message.public_url),
        }
    )


def _annotations(message: Message) -> list[Annotation]:
    return [
        Annotation(
            type="url_citation",
            url_citation=UrlCitation(start_index=each.start, end_index=each.end, title=each.title, url=each.url),
        )
        for each in message.marks
    ]


def _choice(delta: Delta, finish_reason: Literal["stop"] | None = None) -> ChoiceChunk:
    return ChoiceChunk(index=0, delta=delta, finish_reason=finish_reason)


def _line(chunk: Chunk) -> str:
    return f"data: {chunk.model_dump_json(exclude_unset=True)}\n\n"


def _usage(asked: Asked, message: Message) -> Usage:
    said = len(message.text.split())
    return Usage(prompt_tokens=asked.words, completion_tokens=said, total_tokens=asked.words + said)


def _id() -> str:
    return f"chatcmpl-{uuid.uuid4().hex}"
