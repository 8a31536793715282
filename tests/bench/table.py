"""Figures as rows of text, ready for the page."""

from collections.abc import Sequence

from pydantic import BaseModel, ConfigDict

from bot.evaluation.figures.interval import Interval
from tests.measures.measure import Measure

NONE = "–"
"""What cannot be told."""


class Table(BaseModel):
    """Rows under their heads; `caption` stands above, empty for none."""

    model_config = ConfigDict(frozen=True)

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""

    def markdown(self) -> str:
        table = "\n".join([_line(self.heads), "|---" * len(self.heads) + "|", *map(_line, self.rows)])
        return f"{self.caption}\n\n{table}" if self.caption else table


def measures_table(measures: Sequence[Measure], caption: str = "") -> Table:
    """Each measure with its bound; one that misses it says so."""
    if not any(each.interval for each in measures):
        rows = tuple((each.name, shown(each.value), bound(each)) for each in measures)
        return Table(heads=("figure", "value", "bound"), rows=rows, caption=caption)
    sure = tuple((each.name, shown(each.value), *how_sure(each.interval), bound(each)) for each in measures)
    return Table(heads=("figure", "value", "95 % interval", "over", "bound"), rows=sure, caption=caption)


def how_sure(found: Interval | None) -> tuple[str, str]:
    """The interval, and what the figure is over."""
    if found is None or found.low is None:
        return NONE, NONE
    return f"{shown(found.low)} – {shown(found.high)}", f"{found.count:,}"


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def bound(figure: Measure) -> str:
    bounds = [f"≥ {figure.at_least:g}"] if figure.at_least is not None else []
    bounds += [f"≤ {figure.at_most:g}"] if figure.at_most is not None else []
    return ", ".join(bounds or [NONE]) + ("" if figure.is_met else " (missed)")


def shown(value: float | None) -> str:
    """Shares to three places, small figures to two, counts whole with thousands apart."""
    if value is None:
        return NONE
    if float(value).is_integer() and abs(value) > 1:
        return f"{value:,.0f}"
    return f"{value:.3f}" if abs(value) <= 1 else f"{value:.2f}" if abs(value) < 100 else f"{value:,.0f}"
