"""Tables as sentences: each row one line that names its column heads, as a person would read it aloud."""

import itertools
import re

_FIGURE = re.compile(r"^[\s\d.,%+\-–/()]*\d[\s\d.,%+\-–/()]*$")
_LAYOUT = re.compile(r"CỘNG HÒA XÃ HỘI|CỘNG HOÀ XÃ HỘI|ĐẢNG CỘNG SẢN|^\s*Nơi nhận", re.IGNORECASE | re.MULTILINE)
_INDEX_CELL = re.compile(r"^(?:\(\d{1,2}\)|\d{1,2}|[A-H])(?:\s?=.*)?$")
_YEAR = re.compile(r"^(?:19|20)\d\d$")

Grid = list[list[str]]
"""Rows of cells; a merged cell stands in every place it covers."""


def is_layout(grid: Grid) -> bool:
    """Whether the table only places blocks side by side: letterhead, or nơi nhận beside the signature."""
    return any(_LAYOUT.search(cell) for row in grid[:4] for cell in row)


def rows_as_lines(grid: Grid, *, heads_first: bool = False) -> list[str]:
    """One line for each row, "head: cell; head: cell"; empty cells are left out.

    A row that is one merged cell is its text alone. A table without column heads (one column, or figures
    in its first row) joins the cells with "; ". With `heads_first`, the rows of heads also
    stand once as they are printed: a column without figures would else lose its head.
    """
    return [line for _, line in numbered_rows(grid, heads_first=heads_first)]


def depth_of_heads(grid: Grid) -> int:
    """How many rows at the top of `grid` are titles and heads of its columns; 0 where it has no heads."""
    rectangle = _rectangle([[" ".join(cell.split()) for cell in row] for row in grid])
    titles, below = _leading_titles(rectangle)
    depth = _depth_of_heads(below)
    return len(titles) + depth if len(rectangle) == len(grid) and 0 < depth < len(below) else 0


def numbered_rows(grid: Grid, *, heads_first: bool = False, depth: int | None = None) -> list[tuple[int, str]]:
    """The lines of `rows_as_lines`, each with the index of its row in `grid`; `depth` is that of its heads, where known."""
    kept = [index for index, row in enumerate(grid) if any(cell.strip() for cell in row)]
    grid = _rectangle([[" ".join(cell.split()) for cell in row] for row in grid])
    titles, grid = _leading_titles(grid)
    depth = _depth_of_heads(grid) if depth is None else max(depth - len(titles), 0)
    heads: list[str] = []
    skipped = 0
    if 0 < depth < len(grid):
        heads = _heads(grid[:depth])
        skipped = depth + 1 if _is_index(grid[depth]) else depth
    worded = [_line(heads, row) if heads else _joined(row) for row in grid[skipped:]]
    printed = _printed(grid[:depth]) if heads_first and heads else []
    lines = [*titles, *printed, *[""] * (skipped - len(printed)), *worded]
    return [(index, line) for index, line in zip(kept, lines, strict=True) if line]


def _rectangle(grid: Grid) -> Grid:
    width = max((len(row) for row in grid), default=0)
    return [row + [""] * (width - len(row)) for row in grid if any(row)]


def _leading_titles(grid: Grid) -> tuple[list[str], Grid]:
    """Rows at the top that are one merged cell are titles, not heads."""
    titles = []
    while len(grid) > 1 and len(grid[0]) > 1 and len(set(grid[0])) == 1:
        titles.append(grid[0][0])
        grid = grid[1:]
    return titles, grid


def _depth_of_heads(grid: Grid) -> int:
    """How many rows at the top are heads: none, one, or as many as merged cells join."""
    if len(grid) < 2 or len(grid[0]) < 2 or any(_FIGURE.match(cell) and not _YEAR.match(cell) for cell in grid[0]):
        return 0
    depth = 1
    while depth < min(3, len(grid) - 1) and _is_spanned(grid[depth - 1]) and not _has_figures(grid[depth]):
        depth += 1
    return depth


def _is_spanned(row: list[str]) -> bool:
    return any(left and left == right for left, right in itertools.pairwise(row))


def _has_figures(row: list[str]) -> bool:
    return any(_FIGURE.match(cell) and not _YEAR.match(cell) for cell in row)


def _heads(rows: Grid) -> list[str]:
    return [
        " - ".join(dict.fromkeys(cell.strip(" :") for cell in column if cell)) for column in zip(*rows, strict=True)
    ]


def _printed(rows: Grid) -> list[str]:
    """The rows of heads, each merged cell once; a row with nothing of its own is empty."""
    above = [[""] * len(rows[0]), *rows]
    return [
        _joined([cell if cell != over else "" for cell, over in zip(row, before, strict=True)])
        for before, row in zip(above, rows, strict=False)
    ]


def _is_index(row: list[str]) -> bool:
    """A row that only numbers the columns: (1) (2) (3), or A B 1 2."""
    numbers = [int(digits.group()) for cell in row if (digits := re.match(r"\d+", cell.lstrip("(")))]
    if len(row) < 3 or not all(_INDEX_CELL.match(cell) for cell in row):
        return False
    return numbers == list(range(numbers[0], numbers[0] + len(numbers))) if numbers else True


def _line(heads: list[str], row: list[str]) -> str:
    if _is_spanned(row) and len({cell for cell in row if cell}) == 1 and not _has_figures(row):
        return next(cell for cell in row if cell)
    if _is_group_row(row):
        return ". ".join(dict.fromkeys(cell for cell in row if cell))
    parts = []
    for index, (head, cell) in enumerate(zip(heads, row, strict=True)):
        repeated = index > 0 and cell == row[index - 1] and head == heads[index - 1]
        if cell and not repeated:
            parts.append(f"{head}: {cell}" if head else cell)
    return "; ".join(parts)


def _is_group_row(row: list[str]) -> bool:
    """A row that heads a group: a mark ("II", "B", nothing) and one name merged over the other columns."""
    names = [cell for cell in row[1:] if cell]
    marked = not row[0] or bool(re.fullmatch(r"[IVX]{1,5}|[A-ZĐ]", row[0].strip(".)")))
    return marked and len(names) > 1 and len(set(names)) == 1 and len(names[0]) > 5 and not _FIGURE.match(names[0])


def _joined(row: list[str]) -> str:
    kept = [cell for index, cell in enumerate(row) if cell and (index == 0 or cell != row[index - 1])]
    return "; ".join(kept)
