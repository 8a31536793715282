"""Searches over HTTP."""

from typing import Annotated

from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict, Field

from bot.answerer import Answerer
from bot.api.answer_json import FiltersJson
from bot.api.asker import admit, asker_of
from bot.api.asking import EXAMPLES
from bot.api.contract import refusals
from bot.api.search_json import SearchedJson
from bot.api.searched import searched_json
from bot.turns import Turns
from index.record.reports import ReportTable


class SearchRequest(BaseModel):
    """A search, with limits if any."""

    model_config = ConfigDict(extra="forbid")

    question: str = Field(max_length=20_000, examples=EXAMPLES)
    filters: FiltersJson = FiltersJson()
    passages: int = Field(10, ge=1, le=50, description="How many passages, at most.")
    exclude: list[Annotated[str, Field(max_length=200)]] = Field(
        [], max_length=1_000, description="Ids of reports that are passed over."
    )


def searching_api(answerer: Answerer, reports: ReportTable, turns: Turns, public_url: str) -> APIRouter:
    """The route that searches are sent to; `public_url` is the setting."""
    router = APIRouter()

    @router.post("/search", responses=refusals(400, 503))
    async def search(request: SearchRequest, http: Request) -> SearchedJson:
        """The passages nearest to a question, and what of them would be quoted; the question stands alone."""
        admit(http, turns, request.question)

        def searched() -> SearchedJson:
            exclude = frozenset(request.exclude)
            filters = request.filters.filters().seen_by(asker_of(http).collections)
            found = answerer.find(request.question, filters, request.passages, exclude=exclude)
            return searched_json(found, reports, public_url)

        return await turns.one(searched, http.is_disconnected)

    return router
