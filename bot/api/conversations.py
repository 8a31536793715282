"""A person's conversations over HTTP: which there are, what they are called, which are pinned."""

from typing import Annotated

from fastapi import APIRouter, HTTPException, Query, Request
from pydantic import BaseModel, ConfigDict, Field, StrictBool

from bot.api.asker import asker_of
from bot.api.contract import refusals
from bot.api.conversation_json import ConversationJson
from bot.api.digits import IN_DIGITS
from bot.conversation.conversation_list import LONGEST_TITLE, MOST_LISTED, ConversationList


class ConversationChange(BaseModel):
    """What of a conversation is to be otherwise; what is left out stays."""

    model_config = ConfigDict(extra="forbid")

    title: str | None = Field(
        None, max_length=LONGEST_TITLE, description="What to call it; empty: by its first question."
    )
    is_pinned: StrictBool | None = None


def conversation_api(conversations: ConversationList) -> APIRouter:
    """The routes below `/conversations` that are no files."""
    router = APIRouter()

    @router.get("/conversations")
    def list_conversations(
        http: Request,
        words: Annotated[
            str, Query(max_length=200, description="In title and questions, or one behind the other in an answer.")
        ] = "",
        limit: Annotated[
            int, Field(ge=1, le=MOST_LISTED), IN_DIGITS, Query(description="How many, at most.")
        ] = MOST_LISTED,
    ) -> list[ConversationJson]:
        """The conversations of who asks: the pinned ones first, each of both the latest first."""
        user = asker_of(http)
        found = conversations.of(user.name, user.collections, words, limit)
        return [ConversationJson.model_validate(each) for each in found]

    @router.patch("/conversations/{conversation}", status_code=204, responses=refusals(400, 404))
    def change_conversation(conversation: str, change: ConversationChange, http: Request) -> None:
        """Call a conversation otherwise, pin it, or pin it no more."""
        user, found = asker_of(http).name, True
        if change.title is not None:
            found = conversations.rename(user, conversation, change.title)
        if found and change.is_pinned is not None:
            found = conversations.pin(user, conversation, pinned=change.is_pinned)
        if not found:
            raise HTTPException(404, f"there is no conversation {conversation!r} of yours")

    return router
