"""Whether a question asks for results, estimates, plans or instructions, and how plainly."""

import re

from corpus.chunk import Aspect
from corpus.language.cues import Cues
from corpus.language.number_words import count_in_any_language

_CUES = Cues(__file__, count=count_in_any_language())
_NO_CUE, _MEASURED, _TIED_PLAN, _TIED_RESULT, _PLAN_NOUN, _PLAN, _RESULT, _DONE, _PAST, _ESTIMATE, _DIRECTION = map(
    _CUES.pattern,
    (
        "no_cue",
        "measured",
        "tied_plan",
        "tied_result",
        "plan_noun",
        "plan",
        "result",
        "done",
        "past",
        "estimate",
        "direction",
    ),
)


def aspect_in(text: str) -> tuple[Aspect | None, bool]:
    """The aspect asked for, and whether a noun tied to a year or a document states it outright.

    `text` is the question with "№" for document numbers. None where the question is ambiguous, because the wrong
    aspect hides the right passage.
    """
    lowered = _NO_CUE.sub(" ", text.lower())
    if _MEASURED.search(lowered):
        return "result", False
    tied_plan, tied_result = _TIED_PLAN.search(lowered), _TIED_RESULT.search(lowered)
    if tied_plan:
        return (None, False) if _any(lowered, _RESULT, _DONE, _ESTIMATE) else ("plan", True)
    if tied_result:
        return (None, False) if _any(lowered, _PLAN, _ESTIMATE) else ("result", True)
    return _leaning(lowered), False


def _leaning(lowered: str) -> Aspect | None:
    """What single words tell: the noun before the verb, the verb before the tense."""
    if _ESTIMATE.search(lowered):
        return "estimate"
    if _PLAN.search(lowered):
        told_twice = _RESULT.search(lowered) or (_PAST.search(lowered) and not _PLAN_NOUN.search(lowered))
        return None if told_twice else "plan"
    if _RESULT.search(lowered):
        return None if _DIRECTION.search(lowered) else "result"
    if _DIRECTION.search(lowered):
        return "direction"
    return "result" if _PAST.search(lowered) else None


def _any(text: str, *patterns: re.Pattern[str]) -> bool:
    return any(pattern.search(text) for pattern in patterns)
