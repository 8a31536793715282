"""What was asked and answered before: the turns of a conversation that a follow-up may lean on."""

from dataclasses import dataclass

from bot.answer import Answer, Answered, Citation
from corpus.language.detect import Language
from index.question.wishes import Wanted

TURNS_KEPT = 20
"""Turns of one conversation that are remembered, the latest."""


@dataclass(frozen=True, slots=True)
class Span:
    """`report.text[start:end]`."""

    report_id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class CitedPoint:
    """A passage that an answer cited, under its number, and the document it stands in."""

    number: int
    """The marker."""
    span: Span
    kind: str | None
    document_number: str | None
    title: str
    agency: str | None
    path: str


@dataclass(frozen=True, slots=True)
class Turn:
    """One question and what came of it."""

    question: str
    """As typed."""
    stand_alone: str
    """What was searched: it is understood without the turns before."""
    language: Language
    """Of the answer."""
    wanted: Wanted
    points: tuple[CitedPoint, ...]
    """Empty for a declined answer."""
    elaborated: Span | None = None
    """The passage that the answer told more about, where it was asked to."""


def turn_of(answer: Answer, stand_alone: str = "", elaborated: Span | None = None) -> Turn:
    """The turn that an answer makes. `stand_alone` where what was searched is no question."""
    asked = answer.asked
    points = tuple(map(_point, answer.citations)) if isinstance(answer, Answered) else ()
    return Turn(asked.question, stand_alone or asked.searched_as, asked.language, asked.inferred, points, elaborated)


def _point(citation: Citation) -> CitedPoint:
    return CitedPoint(
        number=citation.marker,
        span=Span(citation.report_id, citation.start, citation.end),
        kind=citation.kind,
        document_number=citation.number,
        title=citation.title,
        agency=citation.agency,
        path=citation.path,
    )
