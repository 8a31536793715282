"""Two questions in one: the clauses of a question that each ask for something."""

import re

from bot.quoting.answer_type import asks
from bot.quoting.window import Span
from corpus.language.cues import Cues

_CUES = Cues(__file__)
_BOUNDARY = re.compile(
    rf"\s*[,;?]\s+(?:{_CUES.expression('joined')}\s+)?|\s+{_CUES.expression('joined')}\s+", re.IGNORECASE
)
_LEAST = 3
"""Words of a part: fewer stand beside what they ask of ("ai, ở đâu")."""


def parts_of(question: str) -> tuple[Span, ...]:
    """Where each clause stands that asks for something of its own, in order; the whole question where it asks one thing."""
    parts, begun = [], 0
    for boundary in _BOUNDARY.finditer(question):
        if _asks(question[begun : boundary.start()]) and _asks(question[boundary.end() :]):
            parts.append((begun, boundary.start()))
            begun = boundary.end()
    return (*parts, (begun, len(question)))


def _asks(clause: str) -> bool:
    return len(clause.split()) >= _LEAST and asks(clause)
