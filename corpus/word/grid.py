"""The grid of a Word table: which cell stands in which place (ECMA-376 part 1, 17.4)."""

from collections.abc import Iterator

from corpus.word.wordml import WordElement, find, value_of, within

CellGrid = list[list[WordElement]]
"""Rows of cells; a merged cell stands in every place it covers, None where a row has no cell."""

_WIDEST = 63
"""Columns of a table at most (the limit of Word)."""


def grid_of(table: WordElement) -> CellGrid:
    """The cells of a table in their places, those in content controls and custom XML too.

    A row begins after the columns of `gridBefore` and ends before those of `gridAfter` (17.4.15, 17.4.14); a cell spans
    columns by `gridSpan` (17.4.17) and goes on in the row below by `vMerge` (17.4.84), in the next place by `hMerge` (17.4.22).
    """
    grid: CellGrid = []
    for row in within(table, "tr"):
        above = grid[-1] if grid else []
        grid.append(list(_places(row, above)))
    return grid


def _places(row: WordElement, above: list[WordElement]) -> Iterator[WordElement]:
    column = _count(row, "trPr/gridBefore")
    yield from [None] * column
    left: WordElement = None
    for cell in within(row, "tc"):
        covering = cell
        if _continues(cell, "vMerge") and column < len(above) and above[column] is not None:
            covering = above[column]
        elif _continues(cell, "hMerge") and left is not None:
            covering = left
        wide = max(_count(cell, "tcPr/gridSpan"), 1)
        yield from [covering] * wide
        column += wide
        left = covering
    yield from [None] * _count(row, "trPr/gridAfter")


def _continues(cell: WordElement, merge: str) -> bool:
    """Whether a cell only continues another: a merge without a value does (17.18.57)."""
    return find(cell, f"tcPr/{merge}") is not None and value_of(cell, f"tcPr/{merge}", "continue") == "continue"


def _count(element: WordElement, path: str) -> int:
    value = value_of(element, path, "0")
    return min(int(value), _WIDEST) if value.isdecimal() else 0
