"""The widget over HTTP: its script, which anybody may load, and an answer as the page shows it, for who may see it."""

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, Response

from bot.api.asker import asker_of
from bot.api.contract import refusals
from bot.api.revalidated import revalidated, tag_of
from bot.conversation.history import History
from bot.page.chat_messages import shown
from bot.widget.script import widget_script
from bot.wording.page_language import PageLanguage
from index.library import Library


def widget_api(library: Library, history: History) -> APIRouter:
    """`/widget.js`, and the answers that its element shows."""
    router = APIRouter()
    script = widget_script()
    tag = tag_of(script)

    @router.get("/widget.js", include_in_schema=False)
    async def get_script(request: Request) -> Response:
        def made() -> Response:
            return Response(script, 200, {"Cross-Origin-Resource-Policy": "cross-origin"}, "text/javascript")

        return revalidated(request, tag, made)

    @router.get("/answers/{answer_id}", response_class=HTMLResponse, responses=refusals(404))
    def show_answer(answer_id: str, http: Request, lang: PageLanguage = "vi") -> HTMLResponse:
        """An answer that is kept with its evidence, as a fragment of the page."""
        kept = history.answer(answer_id, asker_of(http).collections)
        if kept is None:
            raise HTTPException(404, f"no answer {answer_id!r} is kept")
        turn = shown(library, kept.answer, lang)
        return HTMLResponse(turn.answer + turn.evidence)

    return router
