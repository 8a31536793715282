"""Reports over HTTP: which there are, what one says, its file."""

from pathlib import PurePath
from typing import Annotated, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import FileResponse, Response
from pydantic import Field, StringConstraints, TypeAdapter

from bot.api.asker import asker_of, report_for
from bot.api.contract import BYTES, answer, refusals
from bot.api.digits import IN_DIGITS
from bot.api.disposition import disposition
from bot.api.report_json import LibraryReportJson, ReportSummaryJson, library_report_json, report_summary_json
from bot.api.revalidated import declared_kept, json_revalidated, revalidated, tag_of
from bot.api.source_names import report_naming
from index.library import Library
from index.record.reports import Position

_SUMMARIES = TypeAdapter(list[ReportSummaryJson])
_REPORT = TypeAdapter(LibraryReportJson)
_AFTER = StringConstraints(pattern=r"^([0-9]{4}-[0-9]{2}-[0-9]{2})?\.[A-Za-z0-9_-]{1,200}$")


def reading_api(library: Library) -> APIRouter:
    """The routes below `/reports` that change nothing, but those of pages."""
    router = APIRouter()

    @router.get("/reports", response_model=list[ReportSummaryJson], responses=declared_kept({}, is_paged=True))
    def list_reports(
        http: Request,
        limit: Annotated[
            int | None,
            Field(ge=1, le=1_000),
            IN_DIGITS,
            Query(description="How many, at most; all, if it is not said."),
        ] = None,
        after: Annotated[
            str | None, _AFTER, Query(description="Where the page before ended: the address in `Link` has it.")
        ] = None,
    ) -> Response:
        """The identity of every report, newest first; with `limit` so many, and in `Link` with `rel="next"` where more are."""
        position = Position(*after.split(".")) if after else None
        found = library.reports.newest(asker_of(http).collections, position, limit + 1 if limit else None)
        page, link, named = found[:limit], "", report_naming(asker_of(http), library)
        if limit and len(found) > limit:
            following = urlencode({"limit": limit, "after": ".".join(Position.of(page[-1]))})
            link = f'<?{following}>; rel="next"'  # true below whatever path a proxy puts the server
        return json_revalidated(http, _SUMMARIES, [report_summary_json(named(report)) for report in page], link)

    @router.get("/reports/{report_id}", response_model=LibraryReportJson, responses=declared_kept(refusals(404)))
    def get_report(report_id: str, http: Request) -> Response:
        """One report with its text, pages, sections and related documents."""
        found = report_naming(asker_of(http), library)(report_for(asker_of(http), library, report_id))
        return json_revalidated(http, _REPORT, library_report_json(found, library.reports.related(report_id)))

    @router.get(
        "/reports/{report_id}/original",
        response_class=FileResponse,
        responses=declared_kept(answer("*/*", "The file.", BYTES) | refusals(404, 409)),
    )
    def get_original(report_id: str, http: Request) -> Response:
        """The file it was read from, as it was and by its own name."""
        found = report_for(asker_of(http), library, report_id)
        path = library.original(found.sha256)
        if path is None:
            raise HTTPException(404, f"the original of report {report_id!r} is not kept")
        how: Literal["inline", "attachment"] = "inline" if path.suffix == ".pdf" else "attachment"
        named = disposition(how, PurePath(found.source).name, f"{report_id}{path.suffix}")
        sent = FileResponse(path, headers={"Content-Disposition": named})
        return revalidated(http, tag_of(found.sha256, named), lambda: sent)

    return router
