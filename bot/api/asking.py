"""Questions over HTTP: answered at once, or as the answer comes about."""

from collections.abc import AsyncIterator, Generator
from contextlib import aclosing
from typing import Annotated

from anyio import to_thread
from fastapi import APIRouter, Header, Request
from fastapi.responses import StreamingResponse
from pydantic import BaseModel, ConfigDict, Field
from pydantic_core import to_json

from bot.answer import Citation
from bot.api.answer_json import AnswerJson, FiltersJson, answer_json
from bot.api.asker import admit, asker_of, name_of
from bot.api.contract import events, refusals
from bot.api.idempotency import UnderWay, require_same
from bot.api.public import absolute
from bot.api.server_sent_event import server_sent_event
from bot.conversation.converse import Converser, Reply, Role
from bot.conversation.history import Kept
from bot.conversation.sending import Sending
from bot.events import Event
from bot.turns import Turns
from bot.user import User

EXAMPLES = ["Kế hoạch năm 2025 nói gì về việc hợp nhất các sở?"]


class TurnJson(BaseModel):
    """One turn of a conversation."""

    model_config = ConfigDict(extra="forbid")

    role: Role
    content: str = Field(max_length=50_000)


class AskRequest(BaseModel):
    """A question, with limits if any."""

    model_config = ConfigDict(extra="forbid")

    question: str = Field(max_length=20_000, examples=EXAMPLES)
    filters: FiltersJson = FiltersJson()
    conversation: Annotated[str, Field(max_length=200)] | Annotated[list[TurnJson], Field(max_length=200)] | None = (
        Field(None, description="The id that the answer before carried, or the turns so far, oldest first.")
    )

    def before(self) -> str | list[tuple[Role, str]] | None:
        """The conversation as `Converser.reply` takes it."""
        if isinstance(self.conversation, list):
            return [(turn.role, turn.content) for turn in self.conversation]
        return self.conversation


_KEY = Header(
    alias="Idempotency-Key",
    pattern=r"^[\x21-\x7e]{1,200}$",
    description="Drawn by the client for this question: sent again with it, the question is not asked again, and has the same answer.",
)


def asking_api(converser: Converser, turns: Turns, public_url: str) -> APIRouter:
    """The routes that questions are sent to; `public_url` is the setting."""
    router = APIRouter()
    asking, streaming = _Asking(converser, turns, public_url), turns.at("stream")

    @router.post("/ask", responses=refusals(400, 409, 503))
    async def ask(request: AskRequest, http: Request, key: Annotated[str | None, _KEY] = None) -> AnswerJson:
        """The cited answer, an honest no, or small talk (all HTTP 200)."""
        return await (asking.answered(request, http) if key is None else asking.answered_once(request, http, key))

    @router.post(
        "/ask/stream",
        response_class=StreamingResponse,
        responses=events("stage", "citation", "statement", "done") | refusals(400, 503),
    )
    async def ask_stream(request: AskRequest, http: Request) -> StreamingResponse:
        """The same as it comes, as server-sent events: `stage`, `citation` before the `statement` that uses it, `done`."""
        admit(http, streaming, request.question)
        sent = asking.sent(request, asker_of(http), streaming)
        return StreamingResponse(sent, media_type="text/event-stream", headers={"Cache-Control": "no-store"})

    return router


class _Asking:
    """Questions of users, each limited to what they may see."""

    def __init__(self, converser: Converser, turns: Turns, public_url: str) -> None:
        self._converser = converser
        self._turns = turns
        self._public_url = public_url
        self._under_way = UnderWay()

    async def answered(self, request: AskRequest, http: Request, sending: Sending | None = None) -> AnswerJson:
        admit(http, self._turns, request.question)
        told = self._events(request, asker_of(http), sending)
        async with aclosing(self._turns.each(told, http.is_disconnected)) as coming:
            async for event in coming:
                if isinstance(event, Reply):
                    return answer_json(event.answer, event.conversation, self._public_url)
        raise AssertionError("every question has a reply")

    async def answered_once(self, request: AskRequest, http: Request, key: str) -> AnswerJson:
        """The answer that was given with this key, where one was and is still kept for who asks."""
        sending = Sending.of(name_of(http), key, request.model_dump_json())
        with self._under_way.asking(sending):
            kept = await to_thread.run_sync(self._answered_before, sending, asker_of(http))
            if kept:
                return answer_json(kept.answer, kept.conversation, self._public_url)
            return await self.answered(request, http, sending)

    def _answered_before(self, sending: Sending, user: User) -> Kept | None:
        history = self._converser.history
        if (found := history.sent(sending.mark)) is None:
            return None
        answer_id, body = found
        require_same(body, sending)
        kept = history.answer(answer_id, user.collections)
        if kept is None:
            history.may_be_asked_anew(sending.mark)
        return kept

    async def sent(self, request: AskRequest, user: User, turns: Turns) -> AsyncIterator[str]:
        """The answer as server-sent events."""
        async with aclosing(turns.each(self._events(request, user))) as coming:  # who leaves stops the model
            async for event in coming:
                yield _sent(event, self._public_url)

    def _events(
        self, request: AskRequest, user: User, sending: Sending | None = None
    ) -> Generator[Event | Reply, None, Reply]:
        limits = request.filters.filters().seen_by(user.collections)
        return self._converser.events(request.question, limits, request.before(), user.name, sending)


def _sent(event: Event | Reply, public_url: str) -> str:
    """One server-sent event."""
    if isinstance(event, Reply):
        return server_sent_event("done", answer_json(event.answer, event.conversation, public_url).model_dump_json())
    told = absolute(event, public_url) if isinstance(event, Citation) else event
    return server_sent_event(type(event).__name__.lower(), to_json(told).decode())
