"""Conversations over HTTP as files, for those whose they are."""

from collections.abc import Sequence

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response

from bot import audit
from bot.api.asker import asker_of
from bot.api.contract import BYTES, answer, refusals
from bot.conversation.history import History, Kept
from bot.export.markdown import conversation_markdown
from bot.export.word import conversation_docx
from bot.user import User
from bot.wording.page_language import PageLanguage

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def export_api(history: History) -> APIRouter:
    """The routes below `/conversations`."""
    router = APIRouter()

    @router.get(
        "/conversations/{conversation}/export.docx",
        response_class=Response,
        responses=answer(_WORD, "The file.", BYTES) | refusals(404),
    )
    def export_docx(conversation: str, request: Request, lang: PageLanguage = "vi") -> Response:
        """The conversation as a Word file."""
        kept = _wanted(history, conversation, asker_of(request))
        return _file(conversation_docx(kept, lang), _WORD, kept, "docx")

    @router.get(
        "/conversations/{conversation}/export.md",
        response_class=Response,
        responses=answer("text/markdown", "The file.") | refusals(404),
    )
    def export_markdown(conversation: str, request: Request, lang: PageLanguage = "vi") -> Response:
        """The conversation as Markdown."""
        kept = _wanted(history, conversation, asker_of(request))
        return _file(conversation_markdown(kept, lang).encode(), "text/markdown; charset=utf-8", kept, "md")

    return router


def _wanted(history: History, conversation: str, user: User) -> list[Kept]:
    """Its answers; a person's are for that person alone."""
    owner = history.owner(conversation) if conversation else None
    answers = history.answers(conversation, user.collections) if owner in ("", user.name) else []
    if not answers:
        raise HTTPException(404, f"there is no conversation {conversation!r} of yours")
    audit.tell("exported", user, conversation=conversation)
    return answers


def _file(content: bytes, media_type: str, kept: Sequence[Kept], suffix: str) -> Response:
    name = f"hoidap-{kept[0].given.astimezone():%Y-%m-%d-%H%M}.{suffix}"
    return Response(content, media_type=media_type, headers={"Content-Disposition": f'attachment; filename="{name}"'})
