"""What people ask, over HTTP: a page, the same as JSON and as a workbook, and the click that proposes an evaluation case."""

from collections.abc import Callable
from typing import Annotated, Literal

from anyio import CapacityLimiter, to_thread
from fastapi import APIRouter, Depends, HTTPException, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from bot import audit
from bot.answer import Declined, SmallTalk
from bot.api.asked_json import AskedJson, asked_json
from bot.api.asker import asker_of
from bot.api.contract import BYTES, Declared, answer, refusals
from bot.asked.overview import Choice, Overview, overview_of
from bot.asked.page import QUESTIONS, asked_page, query_of
from bot.asked.proposed import ProposedCases
from bot.asked.question_vectors import QuestionVectors
from bot.asked.sheets import sheets_of
from bot.conversation.history import History
from bot.export.workbook import workbook
from bot.settings import Settings
from bot.user import User
from bot.wording.keys import Fate
from bot.wording.page_language import PageLanguage
from bot.wording.wording import wording
from index.library import Library

_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Lang = Annotated[PageLanguage | None, Query()]


def _choice(
    weeks: Annotated[int, Query(ge=1, le=520, description="How many weeks one looks back, this one counted.")] = 12,
    week: Annotated[str, Query(pattern=r"^([0-9]{4}-W[0-9]{2})?$", description="One of them, as 2026-W09.")] = "",
    collection: Annotated[str, Query(max_length=200)] = "",
    fate: Annotated[Fate | Literal[""], Query(description="How they were answered.")] = "",
) -> Choice:
    return Choice(weeks, week, collection, fate or None)


Chosen = Annotated[Choice, Depends(_choice)]


def asked_api(library: Library, history: History, settings: Settings) -> APIRouter:
    """The routes; all of them for administrators, each of whom is told of what their collections allow."""
    router = APIRouter()
    vectors, proposed = QuestionVectors(library.encoder), ProposedCases(library.folder)
    one_at_a_time = CapacityLimiter(1)

    async def seen(
        http: Request, choice: Choice, shown: Callable[[Overview], Response | AskedJson]
    ) -> Response | AskedJson:
        user = _administrator(http)
        return await to_thread.run_sync(
            lambda: shown(overview_of(library, user, choice, vectors)), limiter=one_at_a_time
        )

    @router.get("/asked", response_class=HTMLResponse, responses=refusals(503), response_model=None)
    async def page(http: Request, choice: Chosen, lang: Lang = None) -> Response | AskedJson:
        """A page of what people ask: by week and by collection, what the library lacks, the latest questions."""
        language = lang or settings.language
        return await seen(
            http,
            choice,
            lambda overview: HTMLResponse(asked_page(overview, proposed.ids(), language, settings.history_days)),
        )

    @router.get("/api/asked", responses=refusals(503), response_model=AskedJson)
    async def asked(
        http: Request, choice: Chosen, limit: Annotated[int, Query(ge=1, le=10_000)] = QUESTIONS, lang: Lang = None
    ) -> Response | AskedJson:
        """The same figures as JSON, with at most `limit` questions, the latest first."""
        words = wording(lang or settings.language)
        return await seen(http, choice, lambda overview: asked_json(overview, limit, words))

    @router.get(
        "/asked.xlsx", response_class=Response, responses=answer(_EXCEL, "The workbook.", BYTES) | refusals(503),
        response_model=None,
    )  # fmt: skip
    async def as_workbook(http: Request, choice: Chosen, lang: Lang = None) -> Response | AskedJson:
        """All of it as a workbook."""
        words = wording(lang or settings.language)
        audit.tell("exported", _administrator(http), what="asked")
        headers = {"Content-Disposition": 'attachment; filename="hoidap-cau-hoi.xlsx"'}
        return await seen(
            http,
            choice,
            lambda overview: Response(workbook(sheets_of(overview, words)), headers=headers, media_type=_EXCEL),
        )

    moved: Declared = {303: {"description": "Back to the page."}}

    @router.post(
        "/asked/{answer_id}/case",
        status_code=303,
        response_class=RedirectResponse,
        responses=moved | refusals(404, 503),
    )
    def propose(answer_id: str, http: Request, choice: Chosen, lang: Lang = None) -> RedirectResponse:
        """Put a question among those that `hoidap draft` offers as evaluation cases."""
        user = _administrator(http)
        kept = history.answer(answer_id, user.collections)
        if kept is None or isinstance(kept.answer, SmallTalk):
            raise HTTPException(404, f"no answer {answer_id!r} is kept")
        said = kept.answer.asked
        status = "declined" if isinstance(kept.answer, Declined) else "answered"
        if proposed.add(said.id, said.question, history.before(kept, user.collections), said.language, status):
            audit.tell("proposed", user, answer=said.id)
        return RedirectResponse(f"../../asked?{query_of(choice, lang or settings.language)}#questions", 303)

    return router


def _administrator(http: Request) -> User:
    user = asker_of(http)
    if not user.may_administer:
        raise HTTPException(403, "what people ask is for administrators: see the setting `administrators`")
    return user
