"""A search as JSON: the passages behind an answer, whether or not one is given. What `POST /api/v1/search` returns."""

from datetime import date

from pydantic import BaseModel, ConfigDict

from corpus.chunk import Aspect
from index.record.related import Supersession


class _Json(BaseModel):
    model_config = ConfigDict(from_attributes=True, frozen=True)


class SpanJson(_Json):
    """A piece of a report: `report.text[start:end]`."""

    report_id: str
    start: int
    end: int
    text: str


class PassageJson(SpanJson):
    """A passage that was found, with its whole citation, as `index.search.found_passage` has it."""

    title: str
    kind: str | None
    number: str | None
    agency: str | None
    issued: date | None
    years: tuple[int, ...]
    aspect: Aspect | None
    pages: tuple[str, ...]
    page_numbers: tuple[int, ...]
    path: str
    confidence: float | None
    url: str
    """Opens the passage: relative to the server's root unless the setting `public_url` names its address."""
    notices: tuple[Supersession, ...]
    score: float
    """Higher is nearer; comparable within one search only."""
    heading: str
    before: str
    after: str
    copies: tuple[SpanJson, ...]
    """Passages of other places that say the same."""


class SearchedJson(_Json):
    """What was found for a question, best first."""

    question: str
    searched_as: str
    confidence: float
    """Estimated probability, 0 to 1, that the passages hold an answer."""
    passages: tuple[PassageJson, ...]
    sentences: tuple[SpanJson, ...]
    """The five best-ranked single sentences of the best ten, each at most 400 characters."""
    quotes: tuple[SpanJson, ...]
    """What an answer in quotes would say, were the question not declined."""
    search_ms: float
