"""Figures of cells and sentences for exact arithmetic, and as a line shows them."""

import re
from decimal import Decimal

from corpus.language.detect import Language
from corpus.language.notation import DIGITS, values_of

_CELL = re.compile(rf"(?P<digits>{DIGITS})\s*(?P<unit>%|[^\W\d_]{{1,6}}(?:\s[^\W\d_]{{1,6}})?)?")
_SWAPPED = str.maketrans(".,", ",.")


def figure_of(cell: str, language: str) -> tuple[Decimal, str] | None:
    """The value and unit of a cell that is one figure; None of any other, and of one with two readings."""
    found = _CELL.fullmatch(cell.strip())
    values = values_of(found["digits"], language) if found else frozenset()
    return (next(iter(values)), found["unit"] or "") if found and len(values) == 1 else None


def shown(value: Decimal, language: Language) -> str:
    """With the marks of the language: "1.850,5" in Vietnamese, "1,850.5" in any other."""
    written = f"{value.normalize():,f}"
    return written.translate(_SWAPPED) if language == "vi" else written


def rendered(figure: str, written_in: str, language: Language) -> str:
    """A figure as the reports write it, with the marks of the answer's language."""
    return figure if (written_in == "vi") == (language == "vi") else figure.translate(_SWAPPED)
