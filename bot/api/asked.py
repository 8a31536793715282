"""What people ask, over HTTP: a page, the same as JSON and as a workbook, and the click that proposes an evaluation case."""

from collections.abc import Callable
from typing import Annotated, Literal, TypeVar

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
from corpus.language.detect import Language
from index.library import Library

_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MOVED: Declared = {303: {"description": "Back to the page."}}
Shown = TypeVar("Shown")
Lang = Annotated[PageLanguage | None, Query()]


def _choice(
    weeks: Annotated[int, Query(ge=1, le=520, description="How many weeks one looks back, this one counted.")] = 12,
    week: Annotated[str, Query(pattern=r"^([0-9]{4}-W[0-9]{2})?$", description="One of them, as 2026-W09.")] = "",
    collection: Annotated[str, Query(max_length=200)] = "",
    fate: Annotated[Fate | Literal[""], Query(description="How they were answered.")] = "",
) -> Choice:
    return Choice(weeks, week, collection, fate or None)


Chosen = Annotated[Choice, Depends(_choice)]


class AskedApi:
    """The routes; all of them for administrators, each of whom is told of what their collections allow."""

    def __init__(self, library: Library, history: History, settings: Settings) -> None:
        self._library = library
        self._history = history
        self._settings = settings
        self._vectors = QuestionVectors(library.encoder)
        self._proposed = ProposedCases(library.folder)
        self._one_at_a_time = CapacityLimiter(1)

    @property
    def figures(self) -> APIRouter:
        """For programs."""
        router = APIRouter()

        @router.get("/asked", responses=refusals(503))
        async def list_asked(
            http: Request, choice: Chosen, limit: Annotated[int, Query(ge=1, le=10_000)] = QUESTIONS, lang: Lang = None
        ) -> AskedJson:
            """What people ask, for administrators: figures, what the library lacks, and at most `limit` questions, the latest first."""
            words = wording(self._language(lang))
            return await self._shown(http, choice, lambda overview: asked_json(overview, limit, words))

        return router

    @property
    def pages(self) -> APIRouter:
        """For people: the page, the workbook, and the click on a question."""
        router = APIRouter()

        @router.get("/asked", response_class=HTMLResponse, responses=refusals(503))
        async def show_asked(http: Request, choice: Chosen, lang: Lang = None) -> HTMLResponse:
            """A page of what people ask: by week and by collection, what the library lacks, the latest questions."""
            language, days = self._language(lang), self._settings.history_days
            return await self._shown(
                http,
                choice,
                lambda overview: HTMLResponse(asked_page(overview, self._proposed.ids(), language, days)),
            )

        @router.get(
            "/asked.xlsx", response_class=Response, responses=answer(_EXCEL, "The workbook.", BYTES) | refusals(503)
        )
        async def export_asked(http: Request, choice: Chosen, lang: Lang = None) -> Response:
            """All of it as a workbook."""
            words = wording(self._language(lang))
            audit.tell("exported", _administrator(http), what="asked")
            headers = {"Content-Disposition": 'attachment; filename="hoidap-cau-hoi.xlsx"'}
            return await self._shown(
                http,
                choice,
                lambda overview: Response(workbook(sheets_of(overview, words)), headers=headers, media_type=_EXCEL),
            )

        @router.post(
            "/asked/{answer_id}/case",
            status_code=303,
            response_class=RedirectResponse,
            responses=_MOVED | refusals(404, 503),
        )
        def propose_case(answer_id: str, http: Request, choice: Chosen, lang: Lang = None) -> RedirectResponse:
            """Put a question among those that `hoidap draft` offers as evaluation cases."""
            self._propose(_administrator(http), answer_id)
            return RedirectResponse(f"../../asked?{query_of(choice, self._language(lang))}#questions", 303)

        return router

    async def _shown(self, http: Request, choice: Choice, shown: Callable[[Overview], Shown]) -> Shown:
        user = _administrator(http)

        def made() -> Shown:
            return shown(overview_of(self._library, user, choice, self._vectors))

        return await to_thread.run_sync(made, limiter=self._one_at_a_time)

    def _propose(self, user: User, answer_id: str) -> None:
        kept = self._history.answer(answer_id, user.collections)
        if kept is None or isinstance(kept.answer, SmallTalk):
            raise HTTPException(404, f"no answer {answer_id!r} is kept")
        said, before = kept.answer.asked, self._history.before(kept, user.collections)
        status = "declined" if isinstance(kept.answer, Declined) else "answered"
        if self._proposed.add(said.id, said.question, before, said.language, status):
            audit.tell("proposed", user, answer=said.id)

    def _language(self, asked: Language | None) -> Language:
        return asked or self._settings.language


def _administrator(http: Request) -> User:
    user = asker_of(http)
    if not user.may_administer:
        raise HTTPException(403, "what people ask is for administrators: see the setting `administrators`")
    return user
