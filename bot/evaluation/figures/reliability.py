"""How far the certainty and the confidence of answers can be relied on: of so many, so many are right."""

from collections.abc import Iterator, Sequence

from pydantic import BaseModel, ConfigDict

from bot.answer import Certainty
from bot.evaluation.figures.interval import Interval, interval
from bot.evaluation.figures.outcome import Outcome

_BINS = 10


class Reliability(BaseModel):
    """The answers of one certainty, or those of any with a confidence from one value to below another."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    certainty: Certainty | None = None
    confidence_from: float | None = None
    confidence_to: float | None = None
    right: Interval
    """Share that shows what it must; an answer to an unanswerable question is wrong."""


def reliability(outcomes: Sequence[Outcome]) -> tuple[Reliability, ...]:
    """Firm answers, tentative ones, then all by ten bins of confidence; those rows that have any.

    Empty where no question tells what a right answer shows. (Reliability diagram: DeGroot and Fienberg 1983.)
    """
    if not any("answers.shown" in each.shares for each in outcomes):
        return ()
    return tuple(_rows([each for each in outcomes if each.status == "answered" and _is_right(each) is not None]))


def _rows(answered: Sequence[Outcome]) -> Iterator[Reliability]:
    certainties: tuple[Certainty, ...] = ("firm", "tentative")
    for certainty in certainties:
        if of := [each for each in answered if each.certainty == certainty]:
            yield Reliability(certainty=certainty, right=_right(of))
    for number in range(_BINS):
        if of := [each for each in answered if _bin(each.confidence) == number]:
            yield Reliability(confidence_from=number / _BINS, confidence_to=(number + 1) / _BINS, right=_right(of))


def _bin(confidence: float) -> int:
    """The last one includes 1."""
    return min(int(confidence * _BINS), _BINS - 1)


def _right(outcomes: Sequence[Outcome]) -> Interval:
    return interval(_is_right(each) for each in outcomes)


def _is_right(outcome: Outcome) -> float | None:
    """None where that is not known."""
    if outcome.answerable is False:
        return 0.0
    shown = outcome.shares.get("answers.shown")
    return None if shown is None else shown.value
