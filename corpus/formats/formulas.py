"""Formulas whose results a workbook does not keep: it was written by a program that calculates nothing."""

import io
import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, iterparse

_ERROR = re.compile(r"#[A-Z/0!?]+|Err:\d+")
_FORMULA = re.compile(rb"<(?:\w+:)?f[ >/]")

Place = tuple[int, int]
"""Row and column, from 1."""


def unvalued(sheet: bytes) -> frozenset[Place]:
    """The cells of a worksheet's part that hold a formula and no value (ECMA-376 part 1, 18.3.1.4)."""
    return frozenset(_unvalued(sheet)) if _FORMULA.search(sheet) else frozenset()


def _unvalued(sheet: bytes) -> Iterator[Place]:
    row = column = 0
    for event, element in iterparse(io.BytesIO(sheet), events=("start", "end")):  # noqa: S314 - as openpyxl reads it
        tag = element.tag.rpartition("}")[2]
        if event == "start" and tag == "row":
            row, column = int(element.get("r") or row + 1), 0
        elif event == "end" and tag == "c":
            column = _column(element.get("r")) or column + 1
            if _is_unvalued(element):
                yield row, column
            element.clear()


def _column(name: str | None) -> int:
    """The number of the column in a cell's name ("AB12": 28), 0 for a cell without one: it stands behind the one before it."""
    number = 0
    for letter in re.sub("[^A-Z]", "", name or ""):
        number = 26 * number + ord(letter) - ord("A") + 1
    return number


def _is_unvalued(cell: Element) -> bool:
    parts = {part.tag.rpartition("}")[2]: part.text or "" for part in cell}
    empty_text = cell.get("t") == "str" and "v" in parts
    return "f" in parts and not empty_text and not parts.get("v")


def is_result(value: object) -> bool:
    """Whether what was calculated is a result, and not word of a failure."""
    return value is not None and not (isinstance(value, str) and _ERROR.fullmatch(value))
