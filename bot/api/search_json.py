"""A search as JSON: the passages behind an answer, whether or not one is given. What `POST /api/v1/search` returns."""

from pydantic import BaseModel, ConfigDict

from index.search.found_passage import FoundPassage, Span


class SearchedJson(BaseModel):
    """What was found for a question, best first."""

    model_config = ConfigDict(frozen=True)

    question: str
    searched_as: str
    confidence: float
    """Estimated probability, 0 to 1, that the passages hold an answer."""
    passages: tuple[FoundPassage, ...]
    """With whole addresses where the setting `public_url` names the server's."""
    sentences: tuple[Span, ...]
    """The five best-ranked single sentences of the best ten, each at most 400 characters."""
    quotes: tuple[Span, ...]
    """What an answer in quotes would say, were the question not declined."""
    search_ms: float
