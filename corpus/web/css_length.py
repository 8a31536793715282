"""Lengths of CSS in pixels (Values and Units 4)."""

import re

_UNITS = {
    "px": 1.0,
    "pt": 4 / 3,
    "pc": 16.0,
    "in": 96.0,
    "cm": 96 / 2.54,
    "mm": 96 / 25.4,
    "rem": 16.0,
    "vw": 12.8,
    "vh": 8.0,
}
_LENGTH = re.compile(r"(-?(?:\d+(?:\.\d+)?|\.\d+))([a-z]+|%)?$")


def pixels(value: str, size: float, *, percent: float = 0.0) -> float | None:
    """A length in pixels; `size` is that of the letters, `percent` what 100 % is of. None where it is no length."""
    found = _LENGTH.match(value.strip())
    if found is None:
        return None
    number, unit = float(found[1]), found[2] or ""
    if unit == "%":
        return number * percent / 100
    if unit in ("em", "ex", "ch"):
        return number * size * (1 if unit == "em" else 0.5)
    return number * _UNITS.get(unit, 1.0)
