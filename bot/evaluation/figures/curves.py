"""Curves of an evaluation, and where their points are drawn."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.evaluation.figures.figures import RiskAtCoverage
from bot.evaluation.figures.interval import Interval
from bot.evaluation.figures.outcome import Outcome

_SIZE, _LEFT, _TOP, _TICK = 260, 46, 10, 1.4
"""Of the square that a curve is drawn in, and of the mark on a bar, in the units of `curves.html.jinja`."""
CurvePoint = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Curve:
    """As it is drawn, both axes from 0 to 1."""

    caption: str
    across: str
    """What the axes are."""
    up: str
    line: str
    """Points of an SVG polyline."""
    dots: tuple[tuple[str, str, str], ...]
    """(x, y, name) of the points that are shown."""
    ticks: tuple[tuple[float, float, str], ...]
    """(x on the one axis, y on the other, share)."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A share and its interval on a line of length 100."""

    low: str
    width: str
    at: str


def roc_points(outcomes: Sequence[Outcome]) -> list[CurvePoint]:
    """(unanswerable, answerable) questions answered, as shares, for every threshold of the confidence; empty without both."""
    answerable = [each.confidence for each in outcomes if each.answerable]
    unanswerable = [each.confidence for each in outcomes if each.answerable is False]
    if not answerable or not unanswerable:
        return []
    thresholds = sorted({*answerable, *unanswerable}, reverse=True)
    return [(0.0, 0.0), *((_share_from(each, unanswerable), _share_from(each, answerable)) for each in thresholds)]


def risk_points(curve: Sequence[RiskAtCoverage]) -> list[CurvePoint]:
    """(coverage, risk), from the highest threshold to the lowest."""
    return [(each.answered, each.wrong) for each in reversed(curve) if each.wrong is not None]


def curve(points: Sequence[CurvePoint], caption: str, across: str, up: str, *, dots: Sequence[str] = ()) -> Curve:
    """The points joined; `dots` names the points, which are then shown."""
    placed = [(f"{_LEFT + x * _SIZE:.1f}", f"{_TOP + (1 - y) * _SIZE:.1f}") for x, y in points]
    return Curve(
        caption,
        across,
        up,
        " ".join(f"{x},{y}" for x, y in placed),
        tuple((x, y, name) for (x, y), name in zip(placed, dots, strict=False)),
        tuple((_LEFT + at * _SIZE, _TOP + (1 - at) * _SIZE + 4, f"{at:.0%}") for at in (0.0, 0.5, 1.0)),
    )


def bar(found: Interval) -> Bar | None:
    """None for what is no share."""
    if found.value is None or found.low is None or found.high is None or not 0 <= found.low <= found.high <= 1:
        return None
    at = found.value * 100 - _TICK / 2
    return Bar(f"{found.low * 100:.1f}", f"{(found.high - found.low) * 100:.1f}", f"{at:.1f}")


def _share_from(threshold: float, values: Sequence[float]) -> float:
    return sum(each >= threshold for each in values) / len(values)
