"""The application: which endpoints there are, what stands before them, and how they are described."""

from collections.abc import Iterator
from typing import Annotated

from fastapi import APIRouter, FastAPI, HTTPException, Query, Request
from fastapi.encoders import jsonable_encoder
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse
from starlette.middleware.cors import CORSMiddleware

from bot.answer import cited_by
from bot.answerer import Answerer
from bot.api.access_log import AccessLog
from bot.api.asked import AskedApi
from bot.api.asker import asker_of, report_for
from bot.api.asking import asking_api
from bot.api.briefings import briefing_api
from bot.api.changes import change_api
from bot.api.contract import EVERYWHERE, refusals
from bot.api.conversations import conversation_api
from bot.api.corrections import around_of, correction_api
from bot.api.deadlines import DeadlinesApi
from bot.api.described import describe
from bot.api.digits import Number, Offset
from bot.api.error_in_page import ErrorInPage
from bot.api.exports import export_api
from bot.api.faults import Unforeseen, tell_faults
from bot.api.guard import Guard
from bot.api.health import health_api
from bot.api.judging import judging_api
from bot.api.mcp_server.route import mcp_route
from bot.api.metrics import metrics_api
from bot.api.openai_door.api import openai_api
from bot.api.openai_door.error_shape import ErrorShape
from bot.api.other_methods import answer_other_methods
from bot.api.page_pictures import page_picture_api
from bot.api.public import V1
from bot.api.public_path import PublicPath
from bot.api.reading import reading_api
from bot.api.searching import searching_api
from bot.api.uploads import upload_api
from bot.api.widget import widget_api
from bot.assemble import converser_of
from bot.conversation.conversation_list import ConversationList
from bot.conversation.converse import Converser
from bot.conversation.history import History
from bot.feedback import Feedback
from bot.metrics.metrics import Metrics
from bot.report_page.page import report_page
from bot.report_page.passage import passage_html
from bot.settings import Settings
from bot.signin.routes import signin_routes
from bot.signin.signin import SignIn
from bot.stopping import Stopping
from bot.syncing import Syncing
from bot.turns import Turns
from bot.wording.page_language import PageLanguage, page_path
from index.library import Library


def api_of(answerer: Answerer, library: Library, settings: Settings, syncing: Syncing | None = None) -> FastAPI:
    """The application with every endpoint but the web page; `syncing` is shared with what syncs by itself, if anything does."""
    app = FastAPI(
        title="hoidap",
        docs_url=None,
        redoc_url=None,
        openapi_url=f"{V1}/openapi.json",
        responses=EVERYWHERE,
        generate_unique_id_function=lambda route: route.name,
        servers=[{"url": settings.root_path}] if settings.root_path else None,
    )
    app.add_exception_handler(RequestValidationError, _unprocessable)
    signin = SignIn(settings, library.folder, shared=library.shared)
    tell_faults(app)
    app.add_middleware(Guard, settings=settings, signin=signin)
    # Also where no origin is listed: Gradio lets every site read its answers if the application has no such middleware.
    app.add_middleware(
        CORSMiddleware,
        allow_origins=settings.allowed_origins,
        allow_methods=["*"],
        allow_headers=["Authorization", "Idempotency-Key", "If-None-Match"],
        expose_headers=["Content-Disposition", "ETag", "Link", "Retry-After", "X-Request-Id"],
        allow_credentials=True,
    )
    app.add_middleware(Unforeseen)
    app.add_middleware(ErrorShape)
    app.add_middleware(ErrorInPage, settings=settings)
    app.add_middleware(AccessLog)
    app.add_middleware(PublicPath, root=settings.root_path)
    converser = converser_of(answerer, library, settings)
    app.state.log_questions = settings.log_questions
    watch = answerer.watch
    app.state.turns = turns = Turns(settings.concurrency, settings.waiting, settings.questions_per_minute, watch)
    asked, deadlines = AskedApi(library, converser.history, settings), DeadlinesApi(library, settings)
    for each in (
        *_v1(answerer, converser, library, settings, syncing or Syncing(library, watch=watch), turns),
        asked.figures,
        deadlines.figures,
    ):
        app.include_router(each, prefix=V1)
        app.include_router(each, prefix="/api", include_in_schema=False)  # as it was before there were versions
    app.include_router(openai_api(converser, library, turns.at("openai"), settings))
    app.include_router(_showing(library, converser.history, settings))
    app.include_router(asked.pages)
    app.include_router(deadlines.pages)
    app.include_router(metrics_api(Metrics(library, turns, watch), settings))
    app.include_router(widget_api(library, converser.history, settings.root_path))
    app.include_router(correction_api(library, settings.language, settings.root_path))
    app.router.routes.extend(signin_routes(signin, settings))
    app.router.routes.append(mcp_route(answerer, converser, library, settings, turns.at("mcp")))
    app.state.stopping = stopping = Stopping()
    app.include_router(health_api(library, stopping))
    describe(app)
    answer_other_methods(app)
    return app


def _v1(
    answerer: Answerer, converser: Converser, library: Library, settings: Settings, syncing: Syncing, turns: Turns
) -> Iterator[APIRouter]:
    """The routes that programs ask, at the paths below their version."""
    yield asking_api(converser, turns, settings.public_url)
    yield searching_api(answerer, library.reports, turns, settings.public_url)
    yield reading_api(library)
    yield briefing_api(library, settings.public_url)
    yield page_picture_api(library)
    yield conversation_api(ConversationList(library.database))
    yield export_api(converser.history)
    yield upload_api(library, settings.upload_megabytes)
    yield change_api(library, syncing)
    yield judging_api(Feedback(library.database), converser.history)


def _showing(library: Library, history: History, settings: Settings) -> APIRouter:
    router = APIRouter()

    @router.get("/reports/{report_id}", response_class=HTMLResponse, responses=refusals(404))
    def show_report(
        report_id: str,
        http: Request,
        start: Offset | None = None,
        end: Offset | None = None,
        lang: Annotated[PageLanguage | None, Query()] = None,
    ) -> HTMLResponse:
        """The page that a citation's `url` opens: the report with the passage marked."""
        found = report_for(asker_of(http), library, report_id)
        language = lang or settings.language
        around = around_of(library, found, asker_of(http), language)
        home = page_path(language, settings.language)
        return HTMLResponse(
            report_page(found, start, end, language=language, root=settings.root_path, home=home, around=around)
        )

    @router.get("/answers/{answer_id}/passages/{marker}", response_class=HTMLResponse, responses=refusals(404))
    def show_passage(
        answer_id: str,
        marker: Number,
        http: Request,
        start: Offset | None = None,
        end: Offset | None = None,
        lang: PageLanguage = "vi",
    ) -> HTMLResponse:
        """Where a passage that an answer cites stands, as a fragment of the page.

        `start` and `end` are those of a value within it, in its report, which is marked the more strongly.
        """
        kept = history.answer(answer_id, asker_of(http).collections)
        cited = cited_by(kept.answer) if kept else ()
        found = next((each for each in cited if each.marker == marker), None)
        if found is None:
            raise HTTPException(404, f"no answer {answer_id!r} is kept that cites a passage {marker}")
        value = None if start is None or end is None else range(start, end)
        return HTMLResponse(passage_html(library, found, lang, settings.root_path, value))

    return router


def _unprocessable(_: Request, error: Exception) -> JSONResponse:
    """What is wrong where, as FastAPI says it, without what was sent: that may be long, or no text at all."""
    assert isinstance(error, RequestValidationError)
    told = [{"type": each["type"], "loc": each["loc"], "msg": each["msg"]} for each in error.errors()]
    return JSONResponse({"detail": jsonable_encoder(told)}, 422)
