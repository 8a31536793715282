"""What a Word table tells of its rows: repeated head rows, bold type, cells over several columns."""

from collections.abc import Sequence
from itertools import takewhile

from corpus.tables.head_rows import Told
from corpus.word.wordml import W, WordElement, find, is_on


def told_of(rows: Sequence[WordElement], grid: Sequence[Sequence[WordElement]]) -> Told:
    """Rows that Word repeats on each page are heads (`tblHeader`, ECMA-376 part 1, 17.4.78); `grid` has each row's cells in their places."""
    repeated = sum(1 for _ in takewhile(lambda row: is_on(find(row, "trPr/tblHeader")), rows))
    strong = (number for number, row in enumerate(rows) if _is_strong(row))
    joined = ((number, column) for number, row in enumerate(grid) for column in range(1, len(row))
              if row[column] is not None and row[column] is row[column - 1])  # fmt: skip
    return Told(repeated or None, frozenset(strong), frozenset(joined))


def _is_strong(row: WordElement) -> bool:
    """Whether all text of the row is in bold type, by its runs alone."""
    runs = [run for run in row.iter(f"{W}r") if "".join(text.text or "" for text in run.iter(f"{W}t")).strip()]
    return bool(runs) and all(is_on(find(run, "rPr/b")) for run in runs)
