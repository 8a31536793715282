"""Raised and lowered figures on one line: powers keep their height, the marks of notes stand apart from what they follow.

"1.350²" with a raised 2 is not 1.3502, nor 10⁶ 106: a figure that is raised never makes another one longer.
"""

import re

_HIGH = str.maketrans("0123456789+-−–", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻")
_LOW = str.maketrans("0123456789+-−–", "₀₁₂₃₄₅₆₇₈₉₊₋₋₋")
_POWER = re.compile(r"[+\-−–]?\d{1,3}[+\-−–]?")
_NO_NOTE = re.compile(r"\D|^0")
"""Signs of a number ("10⁻³", "Ca²⁺"), and the zero that stands for the sign of degrees ("25⁰C"): notes count from 1."""
_NOTES = re.compile(r"\d+(?:\s*[,;–-]\s*\d+)*")
_BASE = re.compile(r"(?:(?<![\d,])10|(?<![^\W\d_])(?:[a-zA-Zµμα-ωΑ-Ω]|[hdcmkµμn]m|cd|mol|kg|Pa|in|ft|yd))$")
"""What is raised to a power: ten (also behind the dot of a product, "2.10"), a unit of measure, a variable of one letter."""


def raised(before: str, figures: str) -> str:
    """What stands for the raised `figures` behind `before`: "⁶" behind "10", "²" behind "m"; " [2]" for the mark of a note.

    Letters and signs that are raised ("th", "*") stay as they are.
    """
    figures = figures.strip()
    if not any(letter.isdigit() for letter in figures):
        return figures
    if _POWER.fullmatch(figures) and (_BASE.search(before) or _NO_NOTE.search(figures)):
        return figures.translate(_HIGH)
    space = " " if before and not before[-1].isspace() else ""
    return space + (f"[{figures}]" if _NOTES.fullmatch(figures) else figures)


def lowered(before: str, figures: str) -> str:
    """What stands for the lowered `figures` behind `before`: "2" behind "CO"; "₂" where it would make a figure longer."""
    return figures.translate(_LOW) if before[-1:].isdigit() else figures
