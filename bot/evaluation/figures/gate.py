"""Floors that figures must reach before a release: `gate.toml`.

[floors]
citation_recall = 0.9
"tags.comparison.citation_precision" = 0.8
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.errors import DatasetError


@dataclass(frozen=True, slots=True)
class Unmet:
    """A figure below its floor; one that could not be measured is below any."""

    name: str
    floor: float
    value: float | None


def load_gate(path: Path) -> dict[str, float]:
    """The floors of a file by figure.

    Raises DatasetError naming what is wrong.
    """
    try:
        gate = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise DatasetError(
            f"{str(path)!r} is not a gate ({error}): it needs a table [floors], figure = floor"
        ) from error
    floors = gate.get("floors")
    if set(gate) != {"floors"} or not isinstance(floors, dict) or not floors:
        raise DatasetError(f"{path.name} has no table [floors] or more than that: write figure = floor below it")
    for name, floor in floors.items():
        if isinstance(floor, bool) or not isinstance(floor, int | float):
            raise DatasetError(f"{path.name}: the floor of {name!r} is {floor!r}: write a number")
    return {name: float(floor) for name, floor in floors.items()}


def unmet(gate: Mapping[str, float], figures: Mapping[str, float | None]) -> list[Unmet]:
    """The figures that are below their floors, in the order of the gate.

    Raises DatasetError for a figure that there is not, with those that there are.
    """
    if unknown := [name for name in gate if name not in figures]:
        raise DatasetError(f"the gate names {', '.join(unknown)}: the figures are {', '.join(figures)}")
    below = ((name, floor, figures[name]) for name, floor in gate.items())
    return [Unmet(name, floor, value) for name, floor, value in below if value is None or value < floor]
