"""A briefing as JSON: what `hoidap brief --json` and `GET /api/v1/reports/{id}/briefing` write."""

from datetime import date
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict

from bot.answer import Citation
from bot.api.public import absolute
from bot.api.report_json import ReportSummaryJson, report_summary_json
from bot.wording.keys import BriefingTopic, IdentityFact

if TYPE_CHECKING:  # a client reads these models and needs nothing of what makes them
    from bot.kinds.briefing import Briefing


class BriefingLineJson(BaseModel):
    """One thing that a document says, word for word."""

    model_config = ConfigDict(from_attributes=True, frozen=True)

    topic: BriefingTopic
    fact: IdentityFact | None
    """What of its identity."""
    day: date | None
    """Of a deadline."""
    years: tuple[int, ...]
    """Of figures."""
    who: str
    """Of a task: the name in the heading that it stands under; empty where the line names it itself."""
    marks: tuple[tuple[int, int], ...]
    """The figures, as offsets in the quote."""
    citation: Citation


class BriefingJson(BaseModel):
    """A document at a glance."""

    model_config = ConfigDict(frozen=True)

    report: ReportSummaryJson
    lines: tuple[BriefingLineJson, ...]
    """By topic: identity, figures, deadlines, tasks."""
    left_out: dict[BriefingTopic, int]
    """How many more there are of each topic."""


def briefing_json(found: "Briefing", public_url: str = "") -> BriefingJson:
    """`public_url` is the setting."""
    lines = (BriefingLineJson.model_validate(each) for each in found.lines)
    return BriefingJson(
        report=report_summary_json(found.report),
        lines=tuple(each.model_copy(update={"citation": absolute(each.citation, public_url)}) for each in lines),
        left_out=found.left_out,
    )
