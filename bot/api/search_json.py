"""A search as JSON: the passages behind an answer, whether or not one is given. What `POST /api/search` returns."""

from pydantic import BaseModel, ConfigDict

from bot.finder import PASSAGES
from bot.quoting.found import Found
from bot.quoting.quote import among, quotes_of

_SENTENCES = 5
_LONGEST_SENTENCE = 400


class _Json(BaseModel):
    model_config = ConfigDict(frozen=True)


class SpanJson(_Json):
    """A piece of a report: `report.text[start:end]`."""

    report_id: str
    start: int
    end: int
    text: str


class PassageJson(SpanJson):
    """A passage that was found."""

    score: float
    """Higher is nearer; comparable within one search only."""
    path: str
    copies: tuple[SpanJson, ...]
    """Passages of other reports that say the same."""


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


def searched_json(found: Found) -> SearchedJson:
    best = among(found.ranked, found.hits[:PASSAGES])
    return SearchedJson(
        question=found.question,
        searched_as=found.query.text,
        confidence=found.confidence,
        passages=tuple(
            PassageJson(
                report_id=hit.chunk.report_id, start=hit.chunk.start, end=hit.chunk.end, text=hit.chunk.text,
                score=hit.score, path=hit.chunk.path,
                copies=tuple(_span(each.report_id, each.start, each.end, each.text) for each in hit.context.copies),
            )
            for hit in found.hits
        ),
        sentences=tuple(
            _span(
                each.hit.chunk.report_id,
                each.sentence.start,
                min(each.sentence.end, each.sentence.start + _LONGEST_SENTENCE),
                each.text[:_LONGEST_SENTENCE],
            )
            for each in best[:_SENTENCES]
        ),
        quotes=tuple(
            _span(each.hit.chunk.report_id, each.start, each.end, each.text)
            for each in quotes_of(best, found.inquiry)
        ),
        search_ms=round(found.search_ms, 1),
    )  # fmt: skip


def _span(report_id: str, start: int, end: int, text: str) -> SpanJson:
    return SpanJson(report_id=report_id, start=start, end=end, text=text)
