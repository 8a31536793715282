"""Deadlines as JSON: what `GET /api/v1/deadlines` returns."""

from datetime import date
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict

from bot.answer import Citation
from bot.api.public import absolute

if TYPE_CHECKING:  # a client reads these models and needs nothing of what makes them
    from bot.deadlines.timeline import Deadlines


class DeadlineJson(BaseModel):
    """A day by which something is to be done, and the sentence that says so."""

    model_config = ConfigDict(frozen=True)

    day: date
    citation: Citation


class DeadlinesJson(BaseModel):
    """Those that were asked for, by day."""

    model_config = ConfigDict(frozen=True)

    count: int
    """How many there are, however many are sent."""
    years: tuple[int, ...]
    """In which any lie, whatever year was asked for; ascending."""
    deadlines: tuple[DeadlineJson, ...]


def deadlines_json(found: "Deadlines", public_url: str) -> DeadlinesJson:
    """`public_url` is the setting."""
    shown = tuple(DeadlineJson(day=each.day, citation=absolute(each.citation, public_url)) for each in found.shown)
    return DeadlinesJson(count=found.count, years=found.years, deadlines=shown)
