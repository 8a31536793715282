"""What a Word table tells of its rows: repeated head rows, bold type, cells over several columns."""

from collections.abc import Sequence
from itertools import takewhile

from corpus.tables.head_rows import Told, joined_in
from corpus.word.styles import Styles
from corpus.word.wordml import WordElement, find, is_on


def told_of(rows: Sequence[WordElement], grid: Sequence[Sequence[WordElement]], styles: Styles) -> Told:
    """Rows that Word repeats on each page are heads (`tblHeader`, ECMA-376 part 1, 17.4.78); `grid` has each row's cells in their places."""
    repeated = sum(1 for _ in takewhile(lambda row: is_on(find(row, "trPr/tblHeader")), rows))
    strong = (number for number, row in enumerate(rows) if styles.is_all(row, "b"))
    return Told(repeated or None, frozenset(strong), joined_in(grid))
