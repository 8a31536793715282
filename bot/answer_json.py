"""The answer as JSON: what `hoidap ask --json`, the API and the evaluation write, field for field."""

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict

from bot.answer import Answer, Answered, Citation
from index.filters import Filters


class _Json(BaseModel):
    model_config = ConfigDict(from_attributes=True, frozen=True)


class CitationJson(_Json):
    """One citation. `quote` is the report's text from `start` to `end`, in characters."""

    marker: int
    report_id: str
    title: str
    kind: str | None
    number: str | None
    agency: str | None
    issued: date | None
    years: list[int]
    aspect: Literal["result", "estimate", "plan", "direction"] | None
    pages: list[str]
    page_numbers: list[int]
    path: str
    confidence: float | None
    quote: str
    start: int
    end: int
    url: str
    notices: list[str]


class StatementJson(_Json):
    """One thing the answer says; `lead` names the source in official form."""

    text: str
    markers: list[int]
    support: float
    lead: str


class FiltersJson(_Json):
    """Limits of a question; an empty list does not limit."""

    model_config = ConfigDict(extra="forbid", from_attributes=True, frozen=True)

    years: list[int] = []
    agencies: list[str] = []
    kinds: list[str] = []
    reports: list[str] = []
    collections: list[str] | None = None
    in_force: bool = False

    def filters(self) -> Filters:
        return Filters(
            years=tuple(self.years),
            agencies=tuple(self.agencies),
            kinds=tuple(self.kinds),
            reports=tuple(self.reports),
            collections=None if self.collections is None else tuple(self.collections),
            in_force=self.in_force,
        )


class FiltersUsedJson(_Json):
    """Limits that were asked for, and leanings read out of the question; only what was set."""

    explicit: dict[str, list[int] | list[str] | bool]
    inferred: dict[str, list[int] | str]


class SearchedJson(_Json):
    reports: int
    passages: int


class TimingsJson(_Json):
    """Milliseconds since the question came."""

    search: float
    answer: float


class AnswerJson(_Json):
    """The answer to one question."""

    id: str
    question: str
    searched_as: str
    status: Literal["answered", "declined"]
    language: str
    answer: str
    statements: list[StatementJson]
    citations: list[CitationJson]
    filters: FiltersUsedJson
    searched: SearchedJson
    confidence: float
    reason: str | None
    nearest: list[CitationJson]
    timings_ms: TimingsJson


def citation_json(citation: Citation) -> CitationJson:
    return CitationJson.model_validate(citation)


def answer_json(answer: Answer) -> AnswerJson:
    """The whole answer; a declined one has a reason and nearest passages, and no statements."""
    asked = answer.asked
    inferred: dict[str, list[int] | str] = {}
    if asked.inferred.years:
        inferred["years"] = list(asked.inferred.years)
    if asked.inferred.aspect:
        inferred["aspect"] = asked.inferred.aspect
    return AnswerJson(
        id=asked.id,
        question=asked.question,
        searched_as=asked.searched_as,
        status="answered" if isinstance(answer, Answered) else "declined",
        language=asked.language,
        answer=answer.text if isinstance(answer, Answered) else answer.reason,
        statements=[StatementJson.model_validate(each) for each in answer.statements]
        if isinstance(answer, Answered)
        else [],
        citations=[citation_json(each) for each in answer.citations] if isinstance(answer, Answered) else [],
        filters=FiltersUsedJson(explicit=_explicit(asked.explicit), inferred=inferred),
        searched=SearchedJson.model_validate(asked.searched),
        confidence=round(asked.confidence, 4),
        reason=None if isinstance(answer, Answered) else answer.reason,
        nearest=[] if isinstance(answer, Answered) else [citation_json(each) for each in answer.nearest],
        timings_ms=TimingsJson(search=round(answer.timings.search, 1), answer=round(answer.timings.answer, 1)),
    )


def _explicit(filters: Filters) -> dict[str, list[int] | list[str] | bool]:
    chosen: dict[str, list[int] | list[str] | bool] = {}
    if filters.years:
        chosen["years"] = list(filters.years)
    for name in ("agencies", "kinds", "reports"):
        if values := getattr(filters, name):
            chosen[name] = list(values)
    if filters.collections is not None:
        chosen["collections"] = list(filters.collections)
    if filters.in_force:
        chosen["in_force"] = True
    return chosen
