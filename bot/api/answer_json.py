"""The answer as JSON: what `hoidap ask --json`, the API and the evaluation write, field for field."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StrictBool

from bot.answer import (
    Answer,
    Answered,
    Certainty,
    Citation,
    Declined,
    Dropped,
    Searched,
    Short,
    SmallTalk,
    Statement,
    Table,
    Timings,
    Translation,
)
from bot.api.public import absolute
from bot.wording.opening import whole_text
from index.glossary.glossary import Expansion
from index.question.filters import Filters
from index.question.wishes import Wanted, Wish

Status = Literal["answered", "declined", "smalltalk"]


class _Json(BaseModel):
    model_config = ConfigDict(from_attributes=True, frozen=True)


_Limit = Annotated[str, Field(max_length=1_000)]
"""What has a greatest length is also told apart from what is no text: half a letter (a lone surrogate) in JSON."""


class FiltersJson(_Json):
    """Limits of a question; an empty list does not limit."""

    model_config = ConfigDict(extra="forbid", from_attributes=True, frozen=True)

    years: list[Annotated[int, Field(ge=1, le=9999)]] = []
    agencies: list[_Limit] = []
    kinds: list[_Limit] = []
    reports: list[_Limit] = []
    collections: list[_Limit] | None = None
    in_force: StrictBool = False
    ignore: list[Wish] = []
    as_typed: StrictBool = False

    def filters(self) -> Filters:
        return Filters(
            years=tuple(self.years),
            agencies=tuple(self.agencies),
            kinds=tuple(self.kinds),
            reports=tuple(self.reports),
            collections=None if self.collections is None else tuple(self.collections),
            in_force=self.in_force,
            ignore=tuple(self.ignore),
            as_typed=self.as_typed,
        )


class FiltersUsedJson(_Json):
    """Limits that were asked for, and leanings read out of the question; only what was set."""

    explicit: dict[str, list[int] | list[str] | bool]
    inferred: dict[str, list[int] | list[str] | str]
    stated: list[Wish]
    """Which of the inferred the question states outright: these limited the search, the others only leaned it."""


class AnswerJson(_Json):
    """The answer to one question."""

    id: str
    question: str
    searched_as: str
    status: Status
    language: str
    short: Short | None
    """The answer in one line; None where nothing could be composed with certainty."""
    answer: str
    statements: tuple[Statement, ...]
    citations: tuple[Citation, ...]
    notes: tuple[str, ...]
    table: Table | None
    translations: tuple[Translation, ...]
    """Of quotes in another language than the answer, written by a language model."""
    filters: FiltersUsedJson
    expansions: tuple[Expansion, ...]
    searched: Searched
    confidence: float
    certainty: Certainty | None
    """None unless answered."""
    missing: tuple[str, ...]
    """What the question names and the reports lack, as the question writes it."""
    reason: str | None
    nearest: tuple[Citation, ...]
    dropped: tuple[Dropped, ...]
    examples: tuple[str, ...]
    """With small talk: questions that this library answers."""
    conversation: str | None
    """To be sent with the next question of this conversation."""
    timings_ms: Timings


def answer_json(answer: Answer, conversation: str | None = None, public_url: str = "") -> AnswerJson:
    """The whole answer; a declined one has a reason and nearest passages, small talk a reply, and both no statements.

    `public_url` is the setting: the addresses of citations are then whole.
    """
    asked = answer.asked
    return AnswerJson(
        id=asked.id,
        question=asked.question,
        searched_as=asked.searched_as,
        status=_status(answer),
        language=asked.language,
        short=answer.short if isinstance(answer, Answered) else None,
        answer=whole_text(answer),
        statements=answer.statements if isinstance(answer, Answered) else (),
        citations=_cited(answer.citations, public_url) if isinstance(answer, Answered) else (),
        notes=answer.notes if isinstance(answer, Answered) else (),
        table=answer.table if isinstance(answer, Answered) else None,
        translations=answer.translations if isinstance(answer, Answered) else (),
        filters=FiltersUsedJson(
            explicit=_explicit(asked.explicit), inferred=_inferred(asked.inferred), stated=sorted(asked.inferred.hard)
        ),
        expansions=asked.expansions,
        searched=asked.searched,
        confidence=round(asked.confidence, 4),
        certainty=answer.certainty if isinstance(answer, Answered) else None,
        missing=() if isinstance(answer, SmallTalk) else answer.missing,
        reason=answer.reason if isinstance(answer, Declined) else None,
        nearest=_cited(answer.nearest, public_url) if isinstance(answer, Declined) else (),
        dropped=answer.dropped if isinstance(answer, Answered) else (),
        examples=answer.examples if isinstance(answer, SmallTalk) else (),
        conversation=conversation,
        timings_ms=Timings(search=round(answer.timings.search, 1), answer=round(answer.timings.answer, 1)),
    )


def _cited(citations: tuple[Citation, ...], public_url: str) -> tuple[Citation, ...]:
    return tuple(absolute(each, public_url) for each in citations)


def _status(answer: Answer) -> Status:
    match answer:
        case Answered():
            return "answered"
        case Declined():
            return "declined"
        case SmallTalk():
            return "smalltalk"


def _inferred(wanted: Wanted) -> dict[str, list[int] | list[str] | str]:
    found: dict[str, list[int] | list[str] | str] = {}
    if wanted.years:
        found["years"] = list(wanted.years)
    if wanted.period:
        found["period"] = [wanted.period.first, wanted.period.last]
    if wanted.aspect:
        found["aspect"] = wanted.aspect
    for name in ("agencies", "kinds", "numbers"):
        if values := getattr(wanted, name):
            found[name] = list(values)
    return found


def _explicit(filters: Filters) -> dict[str, list[int] | list[str] | bool]:
    chosen: dict[str, list[int] | list[str] | bool] = {}
    if filters.years:
        chosen["years"] = list(filters.years)
    for name in ("agencies", "kinds", "reports", "ignore"):
        if values := getattr(filters, name):
            chosen[name] = list(values)
    if filters.collections is not None:
        chosen["collections"] = list(filters.collections)
    for name in ("in_force", "as_typed"):
        if getattr(filters, name):
            chosen[name] = True
    return chosen
