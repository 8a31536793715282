"""The REST API: questions, reports and feedback over HTTP, with the same `Answer` as every other door."""

from collections.abc import AsyncIterator
from contextlib import aclosing
from typing import Annotated

from anyio import CapacityLimiter, to_thread
from fastapi import APIRouter, FastAPI, HTTPException, Path, Query, Request
from fastapi.encoders import jsonable_encoder
from fastapi.exceptions import RequestValidationError
from fastapi.responses import FileResponse, HTMLResponse, JSONResponse, Response, StreamingResponse
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import to_json
from starlette.middleware.cors import CORSMiddleware

from bot import audit
from bot.answer import cited_by
from bot.answerer import Answerer
from bot.api.access_log import AccessLog
from bot.api.answer_json import AnswerJson, FiltersJson, answer_json
from bot.api.asker import asker_of, report_for
from bot.api.changes import change_api
from bot.api.contract import BYTES, EVERYWHERE, answer, declare_security, events, refusals, refuse_other_methods
from bot.api.corrections import around_of, correction_api
from bot.api.exports import export_api
from bot.api.faults import tell_faults
from bot.api.guard import Guard
from bot.api.report_json import LibraryReportJson, ReportSummaryJson, library_report_json, report_summary_json
from bot.api.search_json import SearchedJson, searched_json
from bot.api.server_sent_event import server_sent_event
from bot.api.uploads import upload_api
from bot.assemble import converser_of
from bot.conversation.converse import Converser, Reply, Role
from bot.conversation.history import History
from bot.events import Event
from bot.feedback import Feedback, Vote
from bot.report_page.page import report_page
from bot.report_page.passage import passage_html
from bot.settings import Settings
from bot.signin.routes import signin_routes
from bot.signin.signin import SignIn
from bot.syncing import Syncing
from bot.turns import Turns
from bot.user import User
from bot.wording.page_language import PageLanguage
from corpus.errors import UnreadableFileError
from corpus.paragraph import Box
from corpus.pdf.page_image import page_png
from corpus.printed.locate import locate
from corpus.report import Report
from index.library import Library
from index.question.filters import Filters


def _in_digits(value: object) -> object:
    """Else "+0.0" would be taken for 0, which the description of the API does not say."""
    if isinstance(value, str) and not (value.isascii() and value.isdecimal()):
        raise ValueError("is to be written in digits")
    return value


Offset = Annotated[int, Field(ge=0, le=10**9), BeforeValidator(_in_digits), Query()]
"""A place in a text, in characters."""
Number = Annotated[int, Field(ge=1, le=10**6), BeforeValidator(_in_digits), Path()]
"""Of a page or of a passage, from 1."""
_EXAMPLES = ["Kế hoạch năm 2025 nói gì về việc hợp nhất các sở?"]

_PICTURES = 2
"""Pages drawn at the same time: each takes a core for a moment, and others wait for the same threads."""


class TurnJson(BaseModel):
    """One turn of a conversation."""

    model_config = ConfigDict(extra="forbid")

    role: Role
    content: str = Field(max_length=50_000)


class AskRequest(BaseModel):
    """A question, with limits if any."""

    model_config = ConfigDict(extra="forbid")

    question: str = Field(max_length=20_000, examples=_EXAMPLES)
    filters: FiltersJson = FiltersJson()
    conversation: Annotated[str, Field(max_length=200)] | Annotated[list[TurnJson], Field(max_length=200)] | None = (
        Field(None, description="The id that the answer before carried, or the turns so far, oldest first.")
    )

    def before(self) -> str | list[tuple[Role, str]] | None:
        """The conversation as `Converser.reply` takes it."""
        if isinstance(self.conversation, list):
            return [(turn.role, turn.content) for turn in self.conversation]
        return self.conversation


class SearchRequest(BaseModel):
    """A search, with limits if any."""

    model_config = ConfigDict(extra="forbid")

    question: str = Field(max_length=20_000, examples=_EXAMPLES)
    filters: FiltersJson = FiltersJson()
    passages: int = Field(10, ge=1, le=50, description="How many passages, at most.")
    exclude: list[Annotated[str, Field(max_length=200)]] = Field(
        [], max_length=1_000, description="Ids of reports that are passed over."
    )


class FeedbackRequest(BaseModel):
    """What a reader thinks of an answer."""

    model_config = ConfigDict(extra="forbid")

    answer_id: str = Field(pattern="^[0-9a-f]{32}$")
    verdict: Vote
    reasons: list[Annotated[str, Field(max_length=200)]] = Field([], max_length=10)
    comment: str = Field("", max_length=4_000)


def api_of(answerer: Answerer, library: Library, settings: Settings, syncing: Syncing | None = None) -> FastAPI:
    """The application with every endpoint but the web page; `syncing` is shared with what syncs by itself, if anything does."""
    app = FastAPI(title="hoidap", docs_url=None, redoc_url=None, openapi_url="/api/openapi.json", responses=EVERYWHERE)
    app.add_exception_handler(RequestValidationError, _unprocessable)
    signin = SignIn(settings, library.folder)
    tell_faults(app)
    app.add_middleware(Guard, settings=settings, signin=signin)
    # Also where no origin is listed: Gradio lets every site read its answers if the application has no such middleware.
    app.add_middleware(
        CORSMiddleware,
        allow_origins=settings.allowed_origins,
        allow_methods=["*"],
        allow_headers=["Authorization"],
        allow_credentials=True,
    )
    app.add_middleware(AccessLog)
    converser = converser_of(answerer, library, settings)
    app.state.log_questions = settings.log_questions
    app.state.turns = turns = Turns(settings.concurrency, settings.waiting, settings.questions_per_minute)
    app.include_router(_asking(converser, turns))
    app.include_router(_searching(answerer, turns))
    app.include_router(_reading(library, settings))
    app.include_router(_showing(library, converser.history))
    app.include_router(export_api(converser.history))
    app.include_router(correction_api(library, settings.language))
    app.router.routes.extend(signin_routes(signin, settings))
    app.include_router(upload_api(library, settings.upload_megabytes))
    app.include_router(change_api(library, syncing or Syncing(library)))
    app.include_router(_judging(Feedback(library.database), converser.history))
    declare_security(app)
    refuse_other_methods(app)
    return app


def _asking(converser: Converser, turns: Turns) -> APIRouter:
    router = APIRouter()

    @router.post("/api/ask", responses=refusals(400, 503))
    async def ask(request: AskRequest, http: Request) -> AnswerJson:
        """The cited answer, an honest no, or small talk (all HTTP 200)."""
        _admit(http, turns, request.question)
        told = converser.events(*_asked(request, asker_of(http)))
        async with aclosing(turns.each(told, http.is_disconnected)) as coming:
            async for event in coming:
                if isinstance(event, Reply):
                    return answer_json(event.answer, event.conversation)
        raise AssertionError("every question has a reply")

    @router.post(
        "/api/ask/stream",
        response_class=StreamingResponse,
        responses=events("stage", "citation", "statement", "done") | refusals(400, 503),
    )
    async def ask_stream(request: AskRequest, http: Request) -> StreamingResponse:
        """The same as it comes, as server-sent events: `stage`, `citation` before the `statement` that uses it, `done`."""
        _admit(http, turns, request.question)

        async def sent() -> AsyncIterator[str]:
            told = converser.events(*_asked(request, asker_of(http)))
            async with aclosing(turns.each(told)) as coming:  # a reader who leaves stops the model
                async for event in coming:
                    yield _sent(event)

        return StreamingResponse(sent(), media_type="text/event-stream", headers={"Cache-Control": "no-store"})

    return router


def _searching(answerer: Answerer, turns: Turns) -> APIRouter:
    router = APIRouter()

    @router.post("/api/search", responses=refusals(400, 503))
    async def search(request: SearchRequest, http: Request) -> SearchedJson:
        """The passages nearest to a question, and what of them would be quoted; the question stands alone."""
        _admit(http, turns, request.question)

        def searched() -> SearchedJson:
            exclude = frozenset(request.exclude)
            filters = request.filters.filters().seen_by(asker_of(http).collections)
            return searched_json(answerer.find(request.question, filters, request.passages, exclude=exclude))

        return await turns.one(searched, http.is_disconnected)

    return router


def _reading(library: Library, settings: Settings) -> APIRouter:
    router = APIRouter()
    drawing = CapacityLimiter(_PICTURES)

    @router.get("/api/reports")
    def reports(http: Request) -> list[ReportSummaryJson]:
        """The identity of every report, newest first."""
        return [report_summary_json(report) for report in library.reports.all(asker_of(http).collections)]

    @router.get("/api/reports/{report_id}", responses=refusals(404))
    def report(report_id: str, http: Request) -> LibraryReportJson:
        """One report with its text, pages, sections and related documents."""
        found = report_for(asker_of(http), library, report_id)
        return library_report_json(found, library.reports.related(report_id))

    @router.get(
        "/api/reports/{report_id}/original",
        response_class=FileResponse,
        responses=answer("*/*", "The file.", BYTES) | refusals(404),
    )
    def original(report_id: str, http: Request) -> FileResponse:
        """The file it was read from, as it was."""
        found = report_for(asker_of(http), library, report_id)
        path = library.original(found.sha256)
        if path is None:
            raise HTTPException(404, f"the original of report {report_id!r} is not kept")
        disposition = "inline" if path.suffix == ".pdf" else "attachment"
        return FileResponse(path, filename=f"{report_id}{path.suffix}", content_disposition_type=disposition)

    @router.get(
        "/api/reports/{report_id}/pages/{number}.png",
        response_class=Response,
        responses=answer("image/png", "The picture.", BYTES) | refusals(404),
    )
    async def page(
        report_id: str,
        number: Number,
        http: Request,
        start: Offset | None = None,
        end: Offset | None = None,
        only_lines: bool = False,
    ) -> Response:
        """The picture of a page of a PDF or a scanned picture, the passage marked where its place is known.

        With `only_lines` the lines of the passage alone.
        """

        def drawn() -> Response:
            found = library.reports.with_places(report_for(asker_of(http), library, report_id))
            path = library.original(found.sha256)
            try:
                boxes = _boxes(found, number, start, end)
                picture = path and page_png(path, number, boxes, only_lines=only_lines)
            except UnreadableFileError as error:
                raise HTTPException(404, f"the original of report {report_id!r} {error}") from error
            if not picture:
                raise HTTPException(404, f"report {report_id!r} has no picture of a page {number}")
            return Response(picture, media_type="image/png")

        return await to_thread.run_sync(drawn, limiter=drawing)

    @router.get("/reports/{report_id}", response_class=HTMLResponse, responses=refusals(404))
    def report_view(
        report_id: str,
        http: Request,
        start: Offset | None = None,
        end: Offset | None = None,
        lang: Annotated[PageLanguage | None, Query()] = None,
    ) -> HTMLResponse:
        """The page that a citation's `url` opens: the report with the passage marked."""
        found = report_for(asker_of(http), library, report_id)
        around = around_of(library, found, asker_of(http))
        return HTMLResponse(report_page(found, start, end, language=lang or settings.language, around=around))

    return router


def _showing(library: Library, history: History) -> APIRouter:
    router = APIRouter()

    @router.get("/answers/{answer_id}/passages/{marker}", response_class=HTMLResponse, responses=refusals(404))
    def passage(answer_id: str, marker: Number, http: Request, lang: PageLanguage = "vi") -> HTMLResponse:
        """Where a passage that an answer cites stands, as a fragment of the page."""
        kept = history.answer(answer_id, asker_of(http).collections)
        cited = cited_by(kept.answer) if kept else ()
        found = next((each for each in cited if each.marker == marker), None)
        if found is None:
            raise HTTPException(404, f"no answer {answer_id!r} is kept that cites a passage {marker}")
        return HTMLResponse(passage_html(library, found, lang))

    return router


def _judging(feedback: Feedback, history: History) -> APIRouter:
    router = APIRouter()

    @router.post("/api/feedback", status_code=204, responses=refusals(400, 404))
    def give_feedback(request: FeedbackRequest, http: Request) -> None:
        """Keep what a reader thinks of an answer that was given to them."""
        if not history.was_given_to(request.answer_id, asker_of(http).name):
            raise HTTPException(404, f"no answer {request.answer_id!r} was given to you")
        feedback.keep(request.answer_id, request.verdict, request.reasons, request.comment)

    @router.get("/healthz")
    async def healthz() -> dict[str, str]:
        """Whether the server answers."""
        return {"status": "ok"}

    return router


def _asked(request: AskRequest, user: User) -> tuple[str, Filters, str | list[tuple[Role, str]] | None, str]:
    """A question as `Converser.reply` takes it, limited to what the user may see."""
    return request.question, request.filters.filters().seen_by(user.collections), request.before(), user.name


def _boxes(report: Report, number: int, start: int | None, end: int | None) -> list[Box]:
    """What is to be marked on a page; nothing for a span that the text does not have."""
    if start is None or end is None or not 0 <= start < end <= len(report.text):
        return []
    return [mark.box for mark in locate(report, start, end).marks if mark.page == number]


def _unprocessable(_: Request, error: Exception) -> JSONResponse:
    """What is wrong where, as FastAPI says it, without what was sent: that may be long, or no text at all."""
    assert isinstance(error, RequestValidationError)
    told = [{"type": each["type"], "loc": each["loc"], "msg": each["msg"]} for each in error.errors()]
    return JSONResponse({"detail": jsonable_encoder(told)}, 422)


def _admit(http: Request, turns: Turns, question: str) -> None:
    """Raises LaterError for who may not ask now."""
    turns.admit(asker_of(http), http.client.host if http.client else "")
    audit.tell_question(asker_of(http), question, with_text=http.app.state.log_questions)


def _sent(event: Event | Reply) -> str:
    """One server-sent event."""
    if isinstance(event, Reply):
        return server_sent_event("done", answer_json(event.answer, event.conversation).model_dump_json())
    return server_sent_event(type(event).__name__.lower(), to_json(event).decode())
