"""Deadlines over HTTP: as JSON, as a page, and as files to take away."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse, Response
from pydantic import Field

from bot import audit
from bot.api.asker import asker_of
from bot.api.contract import BYTES, answer
from bot.api.deadlines_json import DeadlinesJson, deadlines_json
from bot.api.digits import IN_DIGITS
from bot.api.public import absolute
from bot.deadlines.files import deadline_calendar, deadline_workbook
from bot.deadlines.page import Chosen, deadlines_page
from bot.deadlines.timeline import MOST_SHOWN, Deadline, Deadlines, Timeline
from bot.settings import Settings
from bot.user import User
from bot.wording.page_language import PageLanguage, page_path
from corpus.language.detect import Language
from index.library import Library

_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MOST_IN_A_FILE = 10_000
_Year = Annotated[str, Field(pattern=r"^([0-9]{4})?$")]
_Agency = Annotated[str, Field(max_length=200)]
Lang = Annotated[PageLanguage | None, Query()]
Limit = Annotated[int, Field(ge=1, le=_MOST_IN_A_FILE), IN_DIGITS, Query(description="How many, at most.")]


def _chosen(
    year: Annotated[list[_Year], Field(max_length=50), Query(description="In which they lie; none: any.")] = [],  # noqa: B006 - FastAPI copies it
    agency: Annotated[
        list[_Agency], Field(max_length=50), Query(description="That sets them, or that the sentence names.")
    ] = [],  # noqa: B006
) -> Chosen:
    """A form sends an empty value for what is not chosen."""
    return Chosen(tuple(int(each) for each in year if each), tuple(each for each in agency if each.strip()))


_Chosen = Annotated[Chosen, Depends(_chosen)]


class DeadlinesApi:
    """The routes; each user is told of what they may see."""

    def __init__(self, library: Library, settings: Settings) -> None:
        self._library = library
        self._settings = settings
        self._timeline = Timeline(library)

    @property
    def figures(self) -> APIRouter:
        """For programs."""
        router = APIRouter()

        @router.get("/deadlines")
        def list_deadlines(
            http: Request, chosen: _Chosen, limit: Limit = MOST_SHOWN, lang: Lang = None
        ) -> DeadlinesJson:
            """The deadlines that the documents set, by day, each with the sentence that sets it; notices in the language `lang`."""
            found = self._found(asker_of(http), chosen, self._language(lang), limit)
            return deadlines_json(found, self._settings.public_url)

        return router

    @property
    def pages(self) -> APIRouter:
        """For people: the page and the files."""
        router = APIRouter()

        @router.get("/deadlines", response_class=HTMLResponse)
        def show_deadlines(http: Request, chosen: _Chosen, lang: Lang = None) -> HTMLResponse:
            """A page of the deadlines that the documents set, by month."""
            user, language = asker_of(http), self._language(lang)
            entries = self._library.reports.register().seen_by(user.collections).entries.values()
            agencies = sorted({each.agency for each in entries if each.agency})
            today = datetime.now(UTC).astimezone().date()
            found = self._found(user, chosen, language, MOST_SHOWN)
            home = page_path(language, self._settings.language)
            return HTMLResponse(deadlines_page(found, chosen, agencies, language, today, home))

        @router.get("/deadlines.xlsx", response_class=Response, responses=answer(_EXCEL, "The workbook.", BYTES))
        def export_deadlines(http: Request, chosen: _Chosen, lang: Lang = None) -> Response:
            """The same as a workbook."""
            content = deadline_workbook(self._to_take_away(http, chosen, lang), self._language(lang))
            return _file(content, _EXCEL, "xlsx")

        @router.get("/deadlines.ics", response_class=Response, responses=answer("text/calendar", "The calendar."))
        def export_calendar(http: Request, chosen: _Chosen, lang: Lang = None) -> Response:
            """The same as a calendar."""
            content = deadline_calendar(self._to_take_away(http, chosen, lang), self._language(lang))
            return _file(content, "text/calendar; charset=utf-8", "ics")

        return router

    def _found(self, user: User, chosen: Chosen, language: Language, limit: int) -> Deadlines:
        return self._timeline.deadlines(user.collections, language, chosen.years, chosen.agencies, limit)

    def _to_take_away(self, http: Request, chosen: Chosen, lang: Language | None) -> list[Deadline]:
        audit.tell("exported", asker_of(http), what="deadlines")
        found = self._found(asker_of(http), chosen, self._language(lang), _MOST_IN_A_FILE)
        url = self._settings.public_url
        return [replace(each, citation=absolute(each.citation, url)) for each in found.shown]

    def _language(self, asked: Language | None) -> Language:
        return asked or self._settings.language


def _file(content: bytes, media_type: str, suffix: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="hoidap-thoi-han.{suffix}"'}
    return Response(content, headers=headers, media_type=media_type)
