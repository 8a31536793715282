"""What people ask as JSON: what `GET /api/asked` returns. Who asked is not in it."""

from datetime import datetime

from pydantic import BaseModel, ConfigDict

from bot.asked.overview import Overview, Tally
from bot.asked.question import AskedQuestion
from bot.wording.keys import Fate
from bot.wording.understood import limits_of
from bot.wording.wording import Wording


class _Json(BaseModel):
    model_config = ConfigDict(frozen=True)


class TallyJson(_Json):
    """How questions fared."""

    asked: int
    firm: int
    tentative: int
    declined: int
    disliked: int


class AskedQuestionJson(_Json):
    """One question."""

    answer_id: str
    question: str
    given: datetime
    week: str
    fate: Fate
    is_disliked: bool
    reasons: tuple[str, ...]
    missing: tuple[str, ...]
    limits: tuple[str, ...]
    collections: tuple[str, ...]


class LackJson(_Json):
    """Questions that ask for the same and were declined or disliked."""

    question: str
    """As it was asked most often; of those asked as often, the one most like the others."""
    count: int
    weeks: tuple[str, ...]
    missing: tuple[str, ...]
    """What at least half of them name and the library lacks."""
    limits: tuple[str, ...]
    answer_ids: tuple[str, ...]


class AskedJson(_Json):
    """What people ask, of the part that was chosen."""

    total: TallyJson
    weeks: dict[str, TallyJson]
    """By week, as 2026-W09, the latest first."""
    collections: dict[str, TallyJson]
    lacks: tuple[LackJson, ...]
    not_grouped: int
    """Older questions of the same kind, which are too many."""
    questions: tuple[AskedQuestionJson, ...]


def asked_json(overview: Overview, limit: int, words: Wording) -> AskedJson:
    return AskedJson(
        total=_tally(overview.total),
        weeks={str(week): _tally(each) for week, each in overview.by_week.items()},
        collections={name: _tally(each) for name, each in overview.by_collection.items()},
        lacks=tuple(
            LackJson(
                question=each.central.asked.question, count=len(each.questions), weeks=tuple(map(str, each.weeks)),
                missing=each.missing, limits=each.limits(words), answer_ids=tuple(one.id for one in each.questions),
            )
            for each in overview.lacks
        ),
        not_grouped=overview.not_grouped,
        questions=tuple(_question(each, words) for each in overview.questions[:limit]),
    )  # fmt: skip


def _tally(tally: Tally) -> TallyJson:
    return TallyJson(
        asked=tally.asked, firm=tally.firm, tentative=tally.tentative, declined=tally.declined,
        disliked=tally.disliked,
    )  # fmt: skip


def _question(question: AskedQuestion, words: Wording) -> AskedQuestionJson:
    return AskedQuestionJson(
        answer_id=question.id, question=question.asked.question, given=question.given, week=str(question.week),
        fate=question.fate, is_disliked=question.is_disliked, reasons=question.reasons, missing=question.missing,
        limits=tuple(limits_of(question.asked, words)), collections=question.collections,
    )  # fmt: skip
