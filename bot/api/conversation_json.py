"""A conversation as JSON: what `GET /api/v1/conversations` returns of each."""

from datetime import datetime

from pydantic import BaseModel, ConfigDict


class ConversationJson(BaseModel):
    """A conversation as a list of them shows it."""

    model_config = ConfigDict(from_attributes=True, frozen=True)

    id: str
    title: str
    """What its owner calls it, else its first question."""
    begun: datetime
    latest: datetime
    """When it was last asked in."""
    questions: int
    is_pinned: bool
