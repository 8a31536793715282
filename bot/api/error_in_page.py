"""What is refused to a browser that opens a page, as a page: a link that leads nowhere any more is followed by people."""

from urllib.parse import parse_qs

from starlette.datastructures import Headers
from starlette.responses import HTMLResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.api.browser_mark import is_navigation
from bot.error_page.page import error_page
from bot.settings import Settings
from bot.wording.page_language import page_path
from bot.wording.wording import languages_offered


class ErrorInPage:
    """ASGI middleware: of an error in JSON the status and the headers stay; a browser that is to ask for a password asks."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not is_navigation(scope, Headers(scope=scope)):
            await self._app(scope, receive, send)
            return
        is_refused = False

        async def send_as_page(message: Message) -> None:
            nonlocal is_refused
            if message["type"] == "http.response.start" and _is_error(message):
                is_refused = True
                await self._page(scope, message)(scope, receive, send)
            elif not is_refused:
                await send(message)

        await self._app(scope, receive, send_as_page)

    def _page(self, scope: Scope, refused: Message) -> HTMLResponse:
        [asked] = parse_qs(scope["query_string"].decode("latin-1")).get("lang", [""])[:1]
        language = asked if asked in languages_offered() else self._settings.language
        home = self._settings.root_path + page_path(language, self._settings.language)
        response = HTMLResponse(error_page(refused["status"], language, home), refused["status"])
        for name, value in Headers(raw=refused["headers"]).items():
            response.headers.setdefault(name, value)
        return response


def _is_error(message: Message) -> bool:
    kind = Headers(raw=message["headers"]).get("Content-Type", "")
    return message["status"] >= 400 and message["status"] != 401 and kind.startswith("application/json")
