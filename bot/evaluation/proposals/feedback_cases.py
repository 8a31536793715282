"""What readers thought of answers as evaluation cases: a judged answer tells what should, or should not, be cited."""

from collections.abc import Iterator, Mapping
from typing import Literal

from pydantic import BaseModel

from bot.answer import Citation, Declined, SmallTalk, cited_by
from bot.conversation.history import History, Kept
from bot.evaluation.datasets.report_names import names_by_id
from bot.feedback import Feedback, Judgement, Vote
from index.database.database import Database
from index.record.reports import ReportTable


class CitedPassage(BaseModel):
    """A passage of a report, by the name of its file and its quote."""

    report: str
    """The file it was read from, with folders if need be; the report's id where that is gone."""
    number: str | None
    quote: str
    start: int
    end: int


class FeedbackCase(BaseModel):
    """A question with what was thought of its answer."""

    id: str
    question: str
    history: list[str]
    """The questions before it in its conversation, oldest first, as far as they are kept."""
    language: str
    status: Literal["answered", "declined"]
    verdict: Vote | None
    """None where nobody judged it: an administrator chose it out of what people ask."""
    reasons: list[str]
    comment: str
    given: str
    """When it was judged, ISO 8601, UTC."""
    gold: list[CitedPassage]
    """What an answer must cite: what this one cites, if it was judged right; for a person to fill in, if not."""
    cited: list[CitedPassage]
    """What was cited and judged wrong."""
    answers: list[str]
    unanswerable: bool
    """An honest no that was judged right."""
    tags: list[str]


def feedback_cases(database: Database) -> Iterator[FeedbackCase]:
    """A case for every judged answer that is kept, small talk left out; the latest judgement first."""
    history = History(database)
    names = names_by_id({each.id: each.source for each in ReportTable(database).all()})
    for judgement in Feedback(database).all():
        kept = history.answer(judgement.answer_id, None)
        if kept and not isinstance(kept.answer, SmallTalk):
            yield _case(names, history, kept, judgement)


def _case(names: Mapping[str, str], history: History, kept: Kept, judgement: Judgement) -> FeedbackCase:
    asked = kept.answer.asked
    is_declined = isinstance(kept.answer, Declined)
    is_right = judgement.verdict == "up"
    cited = [] if is_declined else [_passage(names, each) for each in cited_by(kept.answer)]
    before = history.before(kept, None)
    return FeedbackCase(
        id=asked.id,
        question=asked.question,
        history=before,
        language=asked.language,
        status="declined" if is_declined else "answered",
        verdict=judgement.verdict,
        reasons=list(judgement.reasons),
        comment=judgement.comment,
        given=judgement.given,
        gold=cited if is_right else [],
        cited=[] if is_right else cited,
        answers=[],
        unanswerable=is_declined and is_right,
        tags=["feedback", *(["follow-up"] if before else []), *judgement.reasons],
    )


def _passage(names: Mapping[str, str], citation: Citation) -> CitedPassage:
    name = names.get(citation.report_id, citation.report_id)
    return CitedPassage(
        report=name, number=citation.number, quote=citation.quote, start=citation.start, end=citation.end
    )
