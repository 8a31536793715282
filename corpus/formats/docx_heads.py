"""What a Word table tells of its rows: repeated head rows, bold type, cells over several columns."""

from collections.abc import Sequence
from itertools import takewhile
from typing import Any

from corpus.formats.head_rows import Told

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OFF = ("0", "false", "off")

WordElement = Any
"""An lxml element of WordprocessingML."""


def told_of(rows: Sequence[WordElement], grid: Sequence[Sequence[WordElement]]) -> Told:
    """Rows that Word repeats on each page are heads (`tblHeader`, ECMA-376 part 1, 17.4.78); `grid` has each row's cells in their places."""
    repeated = sum(1 for _ in takewhile(lambda row: _is_on(row.find(f"{_W}trPr/{_W}tblHeader")), rows))
    strong = (number for number, row in enumerate(rows) if _is_strong(row))
    joined = ((number, column) for number, row in enumerate(grid) for column in range(1, len(row))
              if row[column] is not None and row[column] is row[column - 1])  # fmt: skip
    return Told(repeated or None, frozenset(strong), frozenset(joined))


def _is_on(flag: WordElement) -> bool:
    return flag is not None and flag.get(f"{_W}val", "1") not in _OFF


def _is_strong(row: WordElement) -> bool:
    """Whether all text of the row is in bold type, by its runs alone."""
    runs = [run for run in row.iter(f"{_W}r") if "".join(text.text or "" for text in run.iter(f"{_W}t")).strip()]
    return bool(runs) and all(_is_on(run.find(f"{_W}rPr/{_W}b")) for run in runs)
