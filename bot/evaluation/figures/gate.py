"""Bounds that figures must keep before a release: `gate.toml`.

[floors]
citation_recall = 0.9
"tags.comparison.citation_precision" = 0.8

[ceilings]
"answers.firm_wrong" = 0.05
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bot.errors import DatasetError


@dataclass(frozen=True, slots=True)
class Gate:
    """By figure, in the order of the file: what it must reach, and what it must not exceed."""

    floors: Mapping[str, float] = field(default_factory=dict)
    ceilings: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Unmet:
    """A figure below its floor or above its ceiling; one that could not be measured keeps to neither."""

    name: str
    bound: float
    value: float | None
    is_above: bool
    """Its bound is a ceiling."""


def load_gate(path: Path) -> Gate:
    """The bounds of a file.

    Raises DatasetError naming what is wrong.
    """
    try:
        gate = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise DatasetError(
            f"{str(path)!r} is not a gate ({error}): it needs a table [floors], figure = floor"
        ) from error
    if not gate or not set(gate) <= {"floors", "ceilings"} or not all(map(_is_table, gate.values())):
        raise DatasetError(f"{path.name} has no table [floors] or [ceilings], or more than these: write figure = bound")
    for table in gate.values():
        for name, bound in table.items():
            if isinstance(bound, bool) or not isinstance(bound, int | float):
                raise DatasetError(f"{path.name}: the bound of {name!r} is {bound!r}: write a number")
    return Gate(**{kind: {name: float(bound) for name, bound in table.items()} for kind, table in gate.items()})


def unmet(gate: Gate, figures: Mapping[str, float | None]) -> list[Unmet]:
    """The figures that do not keep their bounds, in the order of the gate, floors first.

    Raises DatasetError for a figure that there is not, with those that there are.
    """
    if unknown := [name for name in (*gate.floors, *gate.ceilings) if name not in figures]:
        raise DatasetError(f"the gate names {', '.join(unknown)}: the figures are {', '.join(figures)}")
    low = [(name, floor, figures[name]) for name, floor in gate.floors.items()]
    high = [(name, ceiling, figures[name]) for name, ceiling in gate.ceilings.items()]
    return [
        *(Unmet(*each, is_above=False) for each in low if each[2] is None or each[2] < each[1]),
        *(Unmet(*each, is_above=True) for each in high if each[2] is None or each[2] > each[1]),
    ]


def _is_table(table: object) -> bool:
    return isinstance(table, dict) and bool(table)
