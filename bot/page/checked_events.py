"""What is said to the page's queue: of a form that it has, by the one whose session it is."""

import json
from collections import OrderedDict
from typing import Annotated, Any

from pydantic import BaseModel, Field, StrictInt
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.page.guarded_blocks import GuardedBlocks

_Session = Annotated[str, Field(pattern="^[A-Za-z0-9-]{1,64}$")]
_MOST_SESSIONS = 20_000
_JOIN, _CANCEL, _STREAM = "/gradio_api/queue/join", "/gradio_api/cancel", "/gradio_api/queue/data"
_HEARTBEAT = "/gradio_api/heartbeat/"


class _Said(BaseModel):
    session_hash: _Session
    fn_index: StrictInt
    event_id: Annotated[str, Field(max_length=64)] | None = None
    trigger_id: StrictInt | None = None


class _Joined(_Said):
    data: Annotated[list[Any], Field(max_length=50)]
    event_data: Any = None


class CheckedEvents:
    """ASGI middleware of a mounted page. 422 for what no page sends, 403 for a session of somebody else, 404 for one without news."""

    def __init__(self, app: ASGIApp, page: GuardedBlocks) -> None:
        self._app = app
        self._page = page
        self._owners: OrderedDict[str, str] = OrderedDict()
        """Who began each session, the latest last."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        method, path = scope.get("method"), scope.get("path", "").removeprefix(scope.get("root_path", ""))
        if method == "POST" and path in (_JOIN, _CANCEL):
            try:
                body = await Request(scope, receive).body()
            except ClientDisconnect:
                return
            said = self._said(body, _Joined if path == _JOIN else _Said)
            if said is None:
                await JSONResponse({"detail": "no page sends this"}, 422)(scope, receive, send)
                return
            session, receive = said.session_hash, _again(body, receive)
        elif method == "GET" and path == _STREAM:
            session = Request(scope).query_params.get("session_hash", "")
        elif method == "GET" and path.startswith(_HEARTBEAT):
            session = path.removeprefix(_HEARTBEAT)
        else:
            await self._app(scope, receive, send)
            return
        if not self._is_theirs(session, scope["user"].name):
            await JSONResponse({"detail": "this is a session of somebody else"}, 403)(scope, receive, send)
        elif path == _STREAM and not self._page.has_news(session):
            await JSONResponse({"detail": "there is nothing to tell in this session"}, 404)(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    def _said(self, body: bytes, kind: type[_Said]) -> _Said | None:
        """What a body says; None where it says what no page does."""
        try:
            sent = json.loads(body)
            json.dumps(sent, allow_nan=False, ensure_ascii=False).encode()  # neither infinite nor half a character
            said = kind.model_validate(sent)
        except (ValueError, RecursionError):  # among them ValidationError
            return None
        return said if self._page.does(said.fn_index) else None

    def _is_theirs(self, session: str, name: str) -> bool:
        """Whether nobody else began this session."""
        owner = self._owners.setdefault(session, name)
        self._owners.move_to_end(session)
        if len(self._owners) > _MOST_SESSIONS:
            self._owners.popitem(last=False)
        return owner == name


def _again(body: bytes, receive: Receive) -> Receive:
    """What gives a body that was read once more, then what comes after it."""
    pending: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def received() -> Message:
        return pending.pop() if pending else await receive()

    return received
