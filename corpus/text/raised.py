"""Raised and lowered figures on one line: powers keep their height, the marks of notes stand apart from what they follow.

"1.350²" with a raised 2 is not 1.3502, nor 10⁶ 106: a figure that is raised never makes another one longer.
"""

import re

_HIGH = str.maketrans("0123456789+-−–", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻")
_LOW = str.maketrans("0123456789+-−–", "₀₁₂₃₄₅₆₇₈₉₊₋₋₋")
_POWER = re.compile(r"[+\-−–]?\d{1,3}[+\-−–]?")
_BASE = re.compile(r"(?:(?<![\d,])10|(?<![^\W\d_])(?:[a-zA-Zµμα-ωΑ-Ω]|[hdcmkµμn]m|cd|mol|kg|Pa|in|ft|yd))$")
"""What is raised to a power: ten (also behind the dot of a product, "2.10"), a unit of measure, a variable of one letter."""

_DEGREE = re.compile(r"\d\s?$")


def raised(before: str, figures: str) -> str:
    """What stands for the raised `figures` behind `before`: "⁶" behind "10", "²" behind "m".

    The mark of a note is set apart in brackets, " [2]", as the marks of a format's own notes are; "[2] " where it begins a line.
    Letters and signs that are raised ("th", "*") stay as they are; an o or 0 that is typed for a degree is its sign.
    """
    figures = figures.strip()
    if _DEGREE.search(before) and (figures in ("o", "O", "º") or (figures == "0" and not _BASE.search(before))):
        return "°"
    if not any(letter.isdigit() for letter in figures):
        return figures
    if _POWER.fullmatch(figures) and (_BASE.search(before) or not figures[0].isdigit() or not figures[-1].isdigit()):
        return figures.translate(_HIGH)
    space = " " if before and not before[-1].isspace() else ""
    note = figures if re.search(r"[\[(]", figures) else f"[{figures.strip(').')}]"
    return f"{space}{note}" if before else f"{note} "


def lowered(before: str, figures: str) -> str:
    """What stands for the lowered `figures` behind `before`: "2" behind "CO"; "₂" where it would make a figure longer."""
    return figures.translate(_LOW) if before[-1:].isdigit() else figures
