"""Changes to the library over HTTP, for editors: folders synced, reports withdrawn."""

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from queue import Empty, SimpleQueue
from time import monotonic

from anyio import to_thread
from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import StreamingResponse
from pydantic import BaseModel, ConfigDict, Field, StrictBool
from pydantic_core import to_json

from bot import audit
from bot.api.asker import asker_of, report_for
from bot.api.contract import events, refusals
from bot.api.server_sent_event import server_sent_event
from bot.api.source_names import Naming, line_naming, result_naming
from bot.conversation.withdraw import withdraw_reports
from bot.errors import SyncUnderWayError
from bot.owners_socket import is_from_owner
from bot.syncing import Syncing, Told
from bot.user import User
from index.folders.result import SyncProgress, SyncResult
from index.library import Library

_LOOKED_AFTER = 0.2
"""Seconds until it is looked whether there is more to tell."""
_SILENT = 15.0
"""Seconds after which a sign of life is sent: proxies close what is silent for a minute."""


class SyncRequest(BaseModel):
    """What is synced."""

    model_config = ConfigDict(extra="forbid")

    paths: list[str] = Field(
        [], max_length=1_000, description="Files or folders on the server; none: all that were ever synced."
    )
    collection: str = Field(
        "default", min_length=1, max_length=200, description="The collection of what is in the paths."
    )
    allow_empty: StrictBool = Field(
        False, description="Remove reports also where a folder is missing, empty or nearly so."
    )
    leave: StrictBool = Field(
        False, description="Take the paths out: sync them no more, and let go of what was read of them."
    )


def change_api(library: Library, syncing: Syncing) -> APIRouter:
    """The routes by which the library is changed."""
    router = APIRouter()

    @router.post(
        "/sync",
        response_class=StreamingResponse,
        responses=events("progress", "done", "failed") | refusals(400, 404, 409),
    )
    def sync(request: SyncRequest, http: Request) -> StreamingResponse:
        """Bring the library in line with its folders, told as server-sent events: `progress`, then `done` or `failed`.

        From the network only folders can be named that were synced before: whoever could name any could read every file that
        the server can. A sync goes on when the client leaves; 409 while another is under way.
        """
        user = _editor(http)
        paths = [Path(path) for path in request.paths]
        naming = result_naming(user, library), line_naming(user, library)  # by what is synced before paths are left
        if not is_from_owner(http.scope):
            _require_known(library, user, request)
        try:
            told = syncing.begin(
                paths,
                collection=request.collection,
                among=user.collections,
                allow_empty=request.allow_empty,
                leaving=request.leave,
            )
        except SyncUnderWayError as error:
            raise HTTPException(409, str(error)) from error
        what = ", ".join(request.paths)
        audit.tell("synced", user, collection=request.collection, paths=what, leave=request.leave)
        return StreamingResponse(
            _sent(told, *naming), media_type="text/event-stream", headers={"Cache-Control": "no-store"}
        )

    @router.delete("/reports/{report_id}", status_code=204, responses=refusals(404))
    async def remove_report(report_id: str, http: Request) -> None:
        """Withdraw a report for good: its file, its text and its quotes in kept answers are erased, and no sync brings it back."""
        user = _editor(http)
        report = report_for(user, library, report_id)
        try:
            await to_thread.run_sync(withdraw_reports, library, [report_id])
        except KeyError:  # another was faster
            raise HTTPException(404, f"there is no report {report_id!r}") from None
        audit.tell("removed", user, report=report_id, collection=report.collection, number=report.number or "")

    return router


def _editor(http: Request) -> User:
    user = asker_of(http)
    if not user.may_edit:
        raise HTTPException(403, "only editors may change the library: see the setting `editors`")
    return user


def _require_known(library: Library, user: User, request: SyncRequest) -> None:
    known = library.files.roots() if user.may_see(request.collection) else []
    for path in request.paths:
        if (path, request.collection) not in known:
            raise HTTPException(
                404, f"nothing was synced from {path!r} into {request.collection!r}: sync it once on the server itself"
            )


async def _sent(
    told: "SimpleQueue[Told]", named: Callable[[SyncResult], SyncResult], say: Naming
) -> AsyncIterator[str]:
    spoken = monotonic()
    while True:
        try:
            each = told.get_nowait()
        except Empty:
            await asyncio.sleep(_LOOKED_AFTER)
            if monotonic() - spoken > _SILENT:
                spoken = monotonic()
                yield ":\n\n"
            continue
        spoken = monotonic()
        yield _event(each, named, say)
        if not isinstance(each, SyncProgress):
            return


def _event(told: Told, named: Callable[[SyncResult], SyncResult], say: Naming) -> str:
    match told:
        case SyncProgress():
            return server_sent_event("progress", to_json(told).decode())
        case SyncResult():
            return server_sent_event("done", to_json(named(told)).decode())
        case _:
            return server_sent_event("failed", to_json({"detail": say(told)}).decode())
