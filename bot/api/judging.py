"""What readers think of answers, over HTTP."""

from typing import Annotated

from fastapi import APIRouter, HTTPException, Request
from pydantic import BaseModel, ConfigDict, Field

from bot.api.asker import asker_of
from bot.api.contract import refusals
from bot.conversation.history import History
from bot.feedback import Feedback, Vote


class FeedbackRequest(BaseModel):
    """What a reader thinks of an answer."""

    model_config = ConfigDict(extra="forbid")

    answer_id: str = Field(pattern="^[0-9a-f]{32}$")
    verdict: Vote
    reasons: list[Annotated[str, Field(max_length=200)]] = Field([], max_length=10)
    comment: str = Field("", max_length=4_000)


def judging_api(feedback: Feedback, history: History) -> APIRouter:
    """The route that verdicts are sent to."""
    router = APIRouter()

    @router.post("/feedback", status_code=204, responses=refusals(400, 404))
    def give_feedback(request: FeedbackRequest, http: Request) -> None:
        """Keep what a reader thinks of an answer that was given to them."""
        if not history.was_given_to(request.answer_id, asker_of(http).name):
            raise HTTPException(404, f"no answer {request.answer_id!r} was given to you")
        feedback.keep(request.answer_id, request.verdict, request.reasons, request.comment)

    return router
