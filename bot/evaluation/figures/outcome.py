"""What came of one question: all that figures, pages and comparisons are made of, as it stands in `--json`."""

from typing import Literal

from pydantic import BaseModel, ConfigDict

from bot.answer import Certainty
from bot.api.answer_json import Status

FailureKind = Literal["answered", "declined", "not cited", "not carried", "not verbatim", "not shown", "wrong line"]
"""An answer where the reports have none; none where they have one; one that cites no right passage; a sentence that its
citations do not carry; a quote that does not stand at its place; an answer that does not show what
a right one must; a short answer that does not say it."""


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True)


class Share(_Record):
    """The figure of one question: a mean `of` so many things, its citations for one."""

    value: float
    of: int = 1


class Expected(_Record):
    """A passage that would be right."""

    report: str
    """Name of its file, or id of the row."""
    text: str


class Cited(_Record):
    """A passage that was cited."""

    report: str
    number: str | None
    pages: tuple[str, ...]
    quote: str
    right: bool | None
    """Whether it shares a character with one that is expected; None where none is."""


class Outcome(_Record):
    """One question with what was expected and what came."""

    id: str
    question: str
    history: tuple[str, ...] = ()
    language: str = ""
    tags: tuple[str, ...] = ()
    answerable: bool | None
    """Whether the reports hold an answer; None where the dataset does not say."""
    status: Status
    certainty: Certainty | None = None
    """None unless answered."""
    missing: tuple[str, ...] = ()
    """What the answer tells that the reports lack."""
    short: str = ""
    """The answer in one line, with its markers; empty where there is none."""
    answer: str
    expected: tuple[Expected, ...]
    answers: tuple[str, ...]
    """What would be right in words."""
    cited: tuple[Cited, ...]
    confidence: float
    confidence_without_gold: float | None
    quotes_gold: bool
    """Whether a right passage is quoted, or would be if the question were not declined."""
    shares: dict[str, Share]
    """Its figures, by their place in the JSON: `retrieval.hit@1`."""
    failures: tuple[FailureKind, ...]
    search_ms: float
    answer_ms: float
    took_ms: float
    """All of it, with the searches that only the figures need."""
