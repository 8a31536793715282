"""What kind of thing a table's cell holds: what tells heads from values is that kinds below a head are alike."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

FIGURE = re.compile(r"^[\s\d.,%‰+\-–/()]*\d[\s\d.,%‰+\-–/()]*$|^[+-]?\d+(?:[.,]\d+)?E[+-]?\d+$")
YEAR = re.compile(r"^(?:19|20)\d\d(?:\s?\((?:\d{1,2}|\*+)\)|\*+)?$")
_DATE = re.compile(
    r"^\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d{2})$|^\d{4}-\d{1,2}-\d{1,2}$|^\d{1,2}/(?:19|20)\d\d$|^(?:19|20)\d\d\s?[-–]\s?(?:19|20)?\d\d$"
)
_NOTHING = re.compile(r"^[\s\-–—.…]*$")
_AMOUNT = re.compile(
    r"^[~≈<>≥≤]?\s?[+-]?\d[\d.,]*(?:\s?[-–]\s?\d[\d.,]*)?\s*(?P<unit>(?!.*\d\d)[^\s\d.,:;)]\S*(?:\s[^\s\d]\S*){0,2})$"
)

HOMOGENEOUS = 0.8
"""A column is of a kind when this share of its cells is; one in five may be "x" or a remark."""


def kind_of(cell: str) -> str:
    """The kind of a cell's text: "year" (also with the mark of a note), "date" (also several years), "figure", "amount tỷ" (a figure with its unit), "words", or "" for nothing."""
    if _NOTHING.match(cell):
        return ""
    for kind, pattern in (("year", YEAR), ("date", _DATE), ("figure", FIGURE)):
        if pattern.match(cell):
            return kind
    amount = _AMOUNT.match(cell)
    return f"amount {amount['unit']}" if amount else "words"


def is_value(kind: str) -> bool:
    """Whether it is a figure, a day or an amount: what a table is made to show."""
    return kind not in ("", "words")


def is_of_values(kinds: Sequence[str]) -> bool:
    """Whether a column with these kinds of cells holds values throughout."""
    filled = [kind for kind in kinds if kind]
    return bool(filled) and sum(map(is_value, filled)) >= HOMOGENEOUS * len(filled)


def commonest(kinds: Iterable[str]) -> str:
    """The kind that most of the cells have; years count as figures where they stand among them."""
    counted = Counter(kind for kind in kinds if kind)
    if counted["figure"]:
        counted["figure"] += counted.pop("year", 0)
    return counted.most_common(1)[0][0] if counted else ""
