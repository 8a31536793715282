"""One figure with the bound it must keep."""

from dataclasses import dataclass

from bot.evaluation.figures.interval import Interval


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure by its name; `at_least` or `at_most` is the bound that tests hold, None where there is none."""

    name: str
    value: float
    at_least: float | None = None
    at_most: float | None = None
    interval: Interval | None = None
    """How sure it is, where that is known."""

    @property
    def is_met(self) -> bool:
        """Whether the value keeps both bounds."""
        return (self.at_least is None or self.value >= self.at_least) and (
            self.at_most is None or self.value <= self.at_most
        )

    def __str__(self) -> str:
        bound = f" (at least {self.at_least:g})" if self.at_least is not None else ""
        bound += f" (at most {self.at_most:g})" if self.at_most is not None else ""
        return f"{self.name}: {self.value:.4g}{bound}"
