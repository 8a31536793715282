"""Corrections over HTTP: the form of a report's page, for editors."""

from pathlib import Path

from anyio import to_thread
from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from bot import audit
from bot.api.asker import asker_of, report_for
from bot.api.contract import Declared, answer, refusals
from bot.feeds.kept import origin_of
from bot.kinds.briefing import briefing
from bot.report_page.identity_form import Refused
from bot.report_page.page import Around, report_page
from bot.user import User
from bot.wording.page_language import PageLanguage
from corpus.catalog import CellError
from corpus.language.detect import Language
from corpus.report import Report
from index.correct import CORRECTABLE, correct, uncorrect
from index.library import Library

_FORM = {
    "type": "object",
    "properties": {name: {"type": "string"} for name in (*CORRECTABLE, "undo")},
    "example": {"place": "Hà Nội"},
}


def correction_api(library: Library, language: Language, root: str) -> APIRouter:
    """The route that the form is sent to; `language` is the page's unless the request names one, links lead below the path `root`."""
    router = APIRouter()

    refused = refusals(422)
    refused[422]["content"] |= answer("text/html", "The page of the report, with what cannot be.")[200]["content"]
    moved: Declared = {303: {"description": "To the page of the report."}}

    @router.post(
        "/reports/{report_id}/identity", status_code=303, response_class=RedirectResponse, responses=refusals(400, 404) | refused | moved,
        openapi_extra={"requestBody": {"content": {"application/x-www-form-urlencoded": {"schema": _FORM}}}},
    )  # fmt: skip
    async def correct_identity(report_id: str, request: Request, lang: PageLanguage | None = None) -> Response:
        """Correct a report's identity (form fields as in `catalog.csv`), or with `undo` take the corrections back."""
        user = asker_of(request)
        if not user.may_edit:
            raise HTTPException(403, "only editors may correct a report: see the setting `editors`")
        report = report_for(user, library, report_id)
        form = await request.form()
        cells = {name: str(form[name])[:500] for name in CORRECTABLE if name in form}
        return await to_thread.run_sync(
            _corrected, library, report, cells, bool(form.get("undo")), user, lang or language, root
        )

    return router


def around_of(
    library: Library, report: Report, user: User, language: Language, refused: Refused | None = None
) -> Around:
    """What the page of a report in this language shows beside it to this user."""
    return Around(
        superseded=library.reports.superseded().get(report.id),
        related=library.reports.related(report.id),
        correction=library.corrections.of(report.id),
        may_edit=user.may_edit,
        refused=refused,
        briefing=briefing(library.reports, report, language),
        origin=origin_of(library.folder, [Path(each.path) for each in library.files.of_report(report.id)]),
    )


def _corrected(
    library: Library,
    report: Report,
    cells: dict[str, str],
    undo: bool,
    user: User,
    language: Language,
    root: str,
) -> Response:
    try:
        if undo:
            uncorrect(library, report.id)
        else:
            correct(library, report.id, cells, user.name)
    except CellError as error:
        around = around_of(library, report, user, language, Refused(cells, error.column))
        return HTMLResponse(
            report_page(report, None, None, language=language, root=root, around=around), status_code=422
        )
    audit.tell("corrected", user, report=report.id, fields="undo" if undo else ", ".join(cells))
    return RedirectResponse(f"{root}/reports/{report.id}?lang={language}", status_code=303)
