"""Reports that are sent: taken from editors, read into the library."""

import re
import shutil
from typing import Annotated

from anyio import CapacityLimiter, to_thread
from fastapi import APIRouter, HTTPException, Query, Request

from bot import audit
from bot.api.added_json import AddedJson, FailedJson
from bot.api.asker import asker_of
from bot.api.contract import refusals
from bot.api.public import V1
from bot.api.received_files import received_files
from bot.upload import Upload, add_files
from bot.wording.page_language import PageLanguage
from bot.wording.reading import reading_words
from index.library import Library

UPLOADING = f"{V1}/reports"
_UPLOADING = re.compile("/api(/v1)?/reports$")
_FOLDER = "receiving"
"""In the data folder: where files are until all of them are there."""


_FORM = {
    "type": "object",
    "required": ["files"],
    "properties": {"files": {"type": "array", "minItems": 1, "items": {"type": "string", "format": "binary"}}},
}


def takes_files(method: str, path: str) -> bool:
    """Whether a request to this address brings files."""
    return method == "POST" and bool(_UPLOADING.search(path))


def upload_api(library: Library, megabytes: int) -> APIRouter:
    """The route that files are sent to, so many megabytes at once at most."""
    router = APIRouter()
    folder = library.folder / _FOLDER
    shutil.rmtree(folder, ignore_errors=True)  # of a server that was killed
    folder.mkdir(mode=0o700, exist_ok=True)
    one_at_a_time = CapacityLimiter(1)

    @router.post(
        "/reports",
        responses=refusals(400, 415),
        openapi_extra={"requestBody": {"required": True, "content": {"multipart/form-data": {"schema": _FORM}}}},
    )
    async def add_reports(
        request: Request,
        collection: Annotated[str, Query(pattern=r"^[\w-]{1,60}$")] = "default",
        lang: Annotated[PageLanguage, Query(description="Of the reasons why files could not be read.")] = "en",
    ) -> AddedJson:
        """Read the files of a form into the library, for editors; a file out of which no report comes is not kept."""
        user = asker_of(request)
        if not user.may_edit:
            raise HTTPException(403, "only editors may add reports: see the setting `editors`")
        if not user.may_see(collection):
            raise HTTPException(403, f"there is no collection {collection!r} that you may add to")

        def added(files: list[Upload]) -> AddedJson:
            outcome = add_files(library, files, collection=collection)
            failed = (FailedJson(name=name, reason=reading_words(reason, lang)) for name, reason in outcome.failed)
            return AddedJson(added=outcome.added, unchanged=outcome.unchanged, failed=tuple(failed))

        async with received_files(request, folder, megabytes) as files:
            done = await to_thread.run_sync(added, files, limiter=one_at_a_time)
        names = ", ".join((*done.added, *done.unchanged, *(each.name for each in done.failed)))
        audit.tell("uploaded", user, collection=collection, added=len(done.added), failed=len(done.failed), files=names)
        return done

    return router
