"""Tables as sentences: each row one line that names its column heads, as a person would read it aloud."""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.paragraph import Paragraph
from corpus.tables.cell_kind import FIGURE, YEAR, kind_of
from corpus.tables.head_rows import NOTHING_TOLD, Grid, Told, depth_of_heads, is_index
from corpus.tables.stacked_heads import spread_heads
from corpus.text.normalise import normalise_line

_LAYOUT = re.compile(r"CỘNG HÒA XÃ HỘI|CỘNG HOÀ XÃ HỘI|ĐẢNG CỘNG SẢN|^\s*Nơi nhận", re.IGNORECASE | re.MULTILINE)
_BROKEN_CODE = re.compile(r"(?<=[^\W_][/-])\s*\n\s*(?=[^\W_])|(?<=[^\W_])\s*\n\s*(?=/[^\W_])")


@dataclass(frozen=True, slots=True)
class Worded:
    """A table in words."""

    lines: tuple[tuple[int, str], ...]
    """Each line with the index of its row in the grid."""
    doubtful: bool = False
    """Whether it has heads of which nobody can tell the columns: its rows then claim none."""

    def paragraphs(self, page: int = 1) -> Iterator[Paragraph]:
        """The lines as rows of a table that begins on `page`."""
        first = self.doubtful
        for _, line in self.lines:
            if text := normalise_line(line):
                yield Paragraph(text, page, role="row", heads_doubtful=first)
                first = False


def is_layout(grid: Grid) -> bool:
    """Whether the table only places blocks side by side: letterhead, or nơi nhận beside the signature."""
    return any(_LAYOUT.search(cell) for row in grid[:4] for cell in row)


def one_line(cell: str) -> str:
    """A cell's lines as one: a code broken behind "/" or "-" is whole again ("K7/", "CQ3"), words are parted by a space."""
    return " ".join(_BROKEN_CODE.sub("", cell).split())


def worded(grid: Grid, *, heads_first: bool = False, told: Told = NOTHING_TOLD) -> Worded:
    """The table in words: a line for each row, "head: cell; head: cell"; empty cells are left out.

    A row that is one merged cell is its text alone. A table without column heads joins the cells with "; ", the name
    and the value of a fact with ": ". With `heads_first`, the rows of heads also stand once as they are printed: a column
    without figures would else lose its head.
    """
    kept, rows = _rectangle(grid)
    titles = _leading_titles(rows)
    told = _moved(told, kept[titles:])
    lines, doubtful = _lines(rows[titles:], told, heads_first=heads_first)
    lines = [*(row[0] for row in rows[:titles]), *lines]
    return Worded(tuple((index, line) for index, line in zip(kept, lines, strict=True) if line), doubtful)


def count_of_heads(grid: Grid, told: Told = NOTHING_TOLD) -> int:
    """How many rows at the top of `grid` are titles and heads of its columns; 0 where it has no heads."""
    kept, rows = _rectangle(grid)
    titles = _leading_titles(rows)
    depth = depth_of_heads(rows[titles:], _moved(told, kept[titles:]))
    return kept[titles + depth - 1] + 1 if depth else 0


def _rectangle(grid: Grid) -> tuple[list[int], Grid]:
    """The rows that are not empty, by their index, each cell on one line and each row of one width."""
    kept = [index for index, row in enumerate(grid) if any(cell.strip() for cell in row)]
    width = max((len(row) for row in grid), default=0)
    return kept, [[*map(one_line, grid[index]), *[""] * (width - len(grid[index]))] for index in kept]


def _leading_titles(grid: Grid) -> int:
    """How many rows at the top are one merged cell: titles, not heads."""
    titled = itertools.takewhile(lambda row: len(row) > 1 and len(set(row)) == 1, grid[:-1])
    return sum(1 for _ in titled)


def _moved(told: Told, kept: list[int]) -> Told:
    """What is told of the rows that are kept, by their new numbers."""
    new = {index: number for number, index in enumerate(kept)}
    heads = None if told.heads is None else sum(index < told.heads for index in kept)
    joined, values = (
        frozenset((new[row], column) for row, column in places if row in new) for places in (told.joined, told.values)
    )
    return Told(heads, frozenset(new[row] for row in told.strong if row in new), joined, values)


def _lines(grid: Grid, told: Told, *, heads_first: bool) -> tuple[list[str], bool]:
    """A line for each row, empty for one that is not shown, and whether the heads are doubtful."""
    depth = depth_of_heads(grid, told)
    spread = spread_heads(grid, depth, told) if depth else None
    if spread is None:
        return [_joined(row) for row in grid], depth > 0
    heads = [
        " - ".join(dict.fromkeys(cell.strip(" :") for cell in column if cell)) for column in zip(*spread, strict=True)
    ]
    skipped = depth + is_index(grid[depth])
    printed = _printed(grid[:depth]) if heads_first else []
    lines = [_line(heads, row, _labelled(row, index, told)) for index, row in enumerate(grid) if index >= skipped]
    return [*printed, *[""] * (skipped - len(printed)), *lines], False


def _printed(rows: Grid) -> list[str]:
    """The rows of heads, each merged cell once; a row with nothing of its own is empty."""
    above = [[""] * len(rows[0]), *rows]
    return [
        "; ".join(_once([cell if cell != over else "" for cell, over in zip(row, before, strict=True)]))
        for before, row in zip(above, rows, strict=False)
    ]


def _labelled(row: list[str], index: int, told: Told) -> set[int]:
    """The columns of a row over which words are merged: a label of the row, which stands once and below no head of theirs."""
    same = itertools.takewhile(lambda column: row[column] == row[0], range(1, len(row)))
    joined = {column for column in range(1, len(row)) if (index, column) in told.joined}
    merged = {column for column in joined.union(same) if kind_of(row[column]) == "words"}
    return merged | {column - 1 for column in merged}


def _line(heads: list[str], row: list[str], label: set[int]) -> str:
    if _is_spanned(row) and len({cell for cell in row if cell}) == 1 and not _has_figures(row):
        return next(cell for cell in row if cell)
    if _is_group_row(row):
        return ". ".join(dict.fromkeys(cell for cell in row if cell))
    parts = []
    for index, (head, cell) in enumerate(zip(heads, row, strict=True)):
        repeated = index > 0 and cell == row[index - 1] and (head == heads[index - 1] or index in label)
        if cell and not repeated:
            parts.append(f"{head}: {cell}" if head and index not in label else cell)
    return "; ".join(parts)


def _is_spanned(row: list[str]) -> bool:
    return any(left and left == right for left, right in itertools.pairwise(row))


def _has_figures(row: list[str]) -> bool:
    return any(FIGURE.match(cell) and not YEAR.match(cell) for cell in row)


def _is_group_row(row: list[str]) -> bool:
    """A row that heads a group: a mark ("II", "B", nothing) and one name merged over the other columns."""
    names = [cell for cell in row[1:] if cell]
    marked = not row[0] or bool(re.fullmatch(r"[IVX]{1,5}|[A-ZĐ]", row[0].strip(".)")))
    return marked and len(names) > 1 and len(set(names)) == 1 and len(names[0]) > 5 and not FIGURE.match(names[0])


def _joined(row: list[str]) -> str:
    """A row without heads; a name and its value as "name: value"."""
    kept = _once(row)
    if len(row) == len(kept) == 2 and kind_of(kept[0]) == "words":
        return f"{kept[0].rstrip(' :')}: {kept[1]}"
    return "; ".join(kept)


def _once(row: list[str]) -> list[str]:
    return [cell for index, cell in enumerate(row) if cell and (index == 0 or cell != row[index - 1])]
