"""Briefings over HTTP."""

from typing import Annotated

from fastapi import APIRouter, Query, Request

from bot.api.asker import asker_of, report_for
from bot.api.briefing_json import BriefingJson, briefing_json
from bot.api.contract import refusals
from bot.api.source_names import report_naming
from bot.kinds.briefing import briefing
from bot.wording.page_language import PageLanguage
from index.library import Library


def briefing_api(library: Library, public_url: str) -> APIRouter:
    """The route below `/reports`; `public_url` is the setting."""
    router = APIRouter()

    @router.get("/reports/{report_id}/briefing", responses=refusals(404))
    def get_briefing(report_id: str, http: Request, lang: Annotated[PageLanguage, Query()] = "vi") -> BriefingJson:
        """One report at a glance: what it is, its figures, its deadlines, who is to do what; each line a citation, its notices in `lang`."""
        found = report_naming(asker_of(http), library)(report_for(asker_of(http), library, report_id))
        return briefing_json(briefing(library.reports, found, lang), public_url)

    return router
