"""The web page: one for each language, at "/" the one that the settings name. Mounts it with its theme and strings."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, cast

import gradio
from fastapi import FastAPI, Request
from starlette.responses import RedirectResponse
from starlette.routing import Mount

from bot.answerer import Answerer
from bot.assemble import converser_of
from bot.page.asking_tab import Asking
from bot.page.checked_events import CheckedEvents
from bot.page.door import Door
from bot.page.full_path import FullPath
from bot.page.guarded_blocks import GuardedBlocks
from bot.page.library_tab import LibraryTab
from bot.page.needed_routes import NeededRoutes
from bot.page.office import office_of
from bot.page.signed_in import SignedIn
from bot.settings import Settings
from bot.turns import Turns
from bot.user import ANYBODY, NOBODY
from bot.wording.wording import Wording, languages_offered, wording
from corpus.language.detect import Language
from index.library import Library

_HERE = Path(__file__).parent
_SCRIPT = "".join(
    (_HERE / name).read_text(encoding="utf-8")
    for name in ("mount.js", "copying.js", "panes.js", "appearance.js", "ways.js", "back.js", "upload.js")
)
_FONT = gradio.themes.utils.fonts.LocalFont("IBM Plex Sans", weights=(400, 700))
"""Comes with Gradio and is served from this address; both weights have every Vietnamese letter. (Its SemiBold has not: what
asks for 600 gets Bold.)"""


_TEXT = gradio.themes.sizes.Size(
    name="text_rem", xxs="0.75rem", xs="0.8125rem", sm="0.875rem", md="0.9375rem", lg="1rem", xl="1.375rem", xxl="1.625rem"
)  # fmt: skip
"""In rem, and not in px as Gradio has it: so that a reader's text size is that of all."""
_MOST_EVENTS = 1_000
"""That wait beside the questions; the next is refused with 503."""


def mount_page(app: FastAPI, answerer: Answerer, library: Library, settings: Settings) -> FastAPI:
    """The app with the pages. Routes that it has already go first; routes added later are never reached."""
    addresses = {code: "/" if code == settings.language else f"/{code}" for code in languages_offered()}
    for language, path in sorted(addresses.items(), key=lambda item: item[1], reverse=True):
        if path != "/":  # as people type it; a mounted page answers below its path only
            app.add_route(path, _to(f"{settings.root_path}{path}/"))
        else:
            app.add_route(f"/{language}", _to(f"{settings.root_path}/"))
            app.add_route(f"/{language}/", _to(f"{settings.root_path}/"))
        others = {
            code: f"{settings.root_path}{address.rstrip('/')}/"
            for code, address in addresses.items()
            if code != language
        }
        page = web_page_of(answerer, library, settings, language, others, app.state.turns)
        app = gradio.mount_gradio_app(
            app,
            page,
            path=path,
            auth_dependency=_user_of,
            footer_links=[],
            run_history=False,
            show_error=False,
            ssr_mode=False,
            pwa=False,
            mcp_server=False,
            enable_monitoring=False,
            i18n=gradio.I18n(en=dict(wording(language).gradio)),
            theme=_theme(),
            css_paths=[_HERE / name for name in ("page.css", "layout.css", "phone.css", "ways.css")],
            js=_script(wording(language), language, settings.root_path),
        )
        # Gradio itself takes one for "/" alone, and declares it to be none.
        cast("Any", page).favicon_path = str(office_of(settings, wording(language)).favicon)
        mounted = cast("gradio.routes.App", cast("Mount", app.routes[-1]).app)
        app.state.stopping.ends(mounted.stop_event.set)  # each open page listens to a heartbeat for ever
        mounted.add_middleware(CheckedEvents, page=page)
        mounted.add_middleware(NeededRoutes)
        mounted.add_middleware(FullPath, root=settings.root_path)
    return app


def _to(address: str) -> Callable[[Request], RedirectResponse]:
    """With what was asked for behind it: a conversation, an answer."""
    return lambda asked: RedirectResponse(f"{address}?{asked.url.query}" if asked.url.query else address)


def web_page_of(
    answerer: Answerer, library: Library, settings: Settings, language: Language, elsewhere: Mapping[Language, str],
    turns: Turns,
) -> GuardedBlocks:  # fmt: skip
    """The page of one library in one language; `elsewhere` has the addresses of the other languages'.

    Its questions take the same turns as those of the API.
    """
    words, root = wording(language), settings.root_path
    office = office_of(settings, words)
    door = Door(turns.at("page"), settings.log_questions)
    visitor = NOBODY if settings.groups else ANYBODY
    asking = Asking(answerer, converser_of(answerer, library, settings), library, language, visitor, door, root, office)
    tab = LibraryTab(library, language, root)
    signed_in = SignedIn(language, root)
    blocks = door.page = GuardedBlocks(title=office.title, analytics_enabled=False, fill_width=True)
    with blocks:
        with gradio.Row(elem_id="head"):
            asking.compose_head(elsewhere)
            signed_in.compose()
        with gradio.Tabs(elem_id="tabs"):
            with gradio.Tab(words.tab_ask, id="ask"):
                asking.compose()
            with gradio.Tab(words.tab_library, id="library") as library_tab:
                tab.compose()
        asking.connect(blocks)
        signed_in.connect(blocks)
        tab.connect(library_tab)
    blocks.queue(api_open=False, default_concurrency_limit=settings.concurrency, max_size=_MOST_EVENTS)
    blocks.make_room(settings.concurrency + settings.waiting)
    return blocks


def _user_of(request: Request) -> str:
    """The name under which Gradio keeps files apart."""
    return request.scope["user"].name or "-"


def _script(words: Wording, language: Language, root: str) -> str:
    """The page's script with the strings that it says, and the path below which it asks."""
    said = {
        "language": language,
        "copied": words.copied,
        "source": words.sources,
        "toasts": dict(words.toasts),
        "history": words.history,
        "like": words.like,
        "dislike": words.dislike,
        "sort": words.sort,
        "rename": words.rename,
        "editQuestion": words.edit_question,
        "resend": words.resend,
        "cancel": words.cancel,
        "fold": words.fold_evidence,
        "unfold": words.unfold_evidence,
        "filters": words.filters,
        "inForce": words.in_force,
        "uploadNothing": words.upload_nothing,
        "uploadDone": words.upload_done.format(count="{count}"),  # filled in by the script
        "uploadSending": words.upload_sending.format(number="{number}", count="{count}", name="{name}"),
        "uploadReading": words.upload_reading.format(number="{number}", count="{count}", name="{name}"),
        "uploadTooLarge": words.upload_too_large,
        "uploadUnread": words.upload_unread,
        "uploadForbidden": words.upload_forbidden,
        "uploadFailed": words.upload_failed,
    }
    return f"() => {{ const words = {json.dumps(said)}, root = {json.dumps(root)}; {_SCRIPT} }}"


def _theme() -> Any:
    return gradio.themes.Base(
        primary_hue="blue",
        neutral_hue="slate",
        font=(_FONT, "system-ui", "sans-serif"),
        font_mono=("ui-monospace", "monospace"),
        text_size=_TEXT,
    ).set(
        body_text_color="*neutral_900",
        body_text_color_dark="*neutral_100",
        button_primary_background_fill="#14539a",
        button_primary_background_fill_hover="#0f4280",
        button_primary_background_fill_dark="#1f66b8",
        button_primary_background_fill_hover_dark="#14539a",
        checkbox_border_color="*neutral_500",
        checkbox_border_color_dark="*neutral_400",
        checkbox_background_color_dark="*neutral_900",
    )
