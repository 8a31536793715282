"""Curves of an evaluation as SVG that needs nothing beside itself."""

from collections.abc import Sequence
from html import escape

from bot.evaluation.figures.figures import RiskAtCoverage
from bot.evaluation.figures.interval import Interval
from bot.evaluation.figures.outcome import Outcome

_SIZE, _LEFT, _BOTTOM, _TOP = 260, 46, 40, 10
CurvePoint = tuple[float, float]


def roc_points(outcomes: Sequence[Outcome]) -> list[CurvePoint]:
    """(unanswerable, answerable) questions answered, as shares, for every threshold of the confidence; empty without both."""
    answerable = [each.confidence for each in outcomes if each.expected]
    unanswerable = [each.confidence for each in outcomes if each.answerable is False]
    if not answerable or not unanswerable:
        return []
    thresholds = sorted({*answerable, *unanswerable}, reverse=True)
    return [(0.0, 0.0), *((_share_from(each, unanswerable), _share_from(each, answerable)) for each in thresholds)]


def risk_points(curve: Sequence[RiskAtCoverage]) -> list[CurvePoint]:
    """(coverage, risk), from the highest threshold to the lowest."""
    return [(each.answered, each.wrong) for each in reversed(curve) if each.wrong is not None]


def plot(points: Sequence[CurvePoint], across: str, up: str, *, dots: Sequence[str] = ()) -> str:
    """The points joined, both axes from 0 to 1; `dots` names the points, which are then shown, each in a tooltip."""
    side, height = _SIZE + _LEFT, _SIZE + _BOTTOM + _TOP
    placed = [(_LEFT + x * _SIZE, _TOP + (1 - y) * _SIZE) for x, y in points]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in placed)
    ticks = "".join(_tick(at) for at in (0.0, 0.5, 1.0))
    named = "".join(
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="var(--main)"><title>{escape(name)}</title></circle>'
        for (x, y), name in zip(placed, dots, strict=False)
    )
    return (
        f'<svg viewBox="0 0 {side + 20} {height}" width="{side + 20}" height="{height}" role="img" aria-label="{escape(up)}">'
        f'<rect x="{_LEFT}" y="{_TOP}" width="{_SIZE}" height="{_SIZE}" fill="none" stroke="var(--line)"/>{ticks}'
        f'<polyline points="{line}" fill="none" stroke="var(--main)" stroke-width="2"/>{named}'
        f'<text x="{_LEFT + _SIZE / 2}" y="{height - 6}" text-anchor="middle">{escape(across)}</text>'
        f'<text transform="translate(12 {_TOP + _SIZE / 2}) rotate(-90)" text-anchor="middle">{escape(up)}</text></svg>'
    )


def bar(found: Interval) -> str:
    """A share with its interval, as a line from 0 to 1; nothing for what is no share."""
    if found.value is None or found.low is None or found.high is None or not 0 <= found.low <= found.high <= 1:
        return ""
    return (
        '<svg class="bar" viewBox="-2 0 104 10" preserveAspectRatio="none" aria-hidden="true">'
        '<line x1="0" x2="100" y1="5" y2="5" stroke="var(--line)"/>'
        f'<rect x="{found.low * 100:.1f}" y="3" width="{(found.high - found.low) * 100:.1f}" height="4" fill="var(--main)" '
        f'opacity=".4"/><rect x="{found.value * 100 - 0.7:.1f}" y="1" width="1.4" height="8" fill="var(--main)"/></svg>'
    )


def _tick(at: float) -> str:
    x, y = _LEFT + at * _SIZE, _TOP + (1 - at) * _SIZE
    return (
        f'<text x="{x}" y="{_TOP + _SIZE + 14}" text-anchor="middle">{at:.0%}</text>'
        f'<text x="{_LEFT - 5}" y="{y + 4}" text-anchor="end">{at:.0%}</text>'
    )


def _share_from(threshold: float, values: Sequence[float]) -> float:
    return sum(each >= threshold for each in values) / len(values)
