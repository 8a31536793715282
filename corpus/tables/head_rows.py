"""Which rows at the top of a table are its heads, by evidence over the whole table.

What the format declares comes first (`th`, a repeated head row), then a row that numbers the columns, then kinds: words over
a column of figures head it, a figure over figures does not. Words over words are heads only where something tells them
from a first row of values: bold type, several columns, values that repeat below. Where nothing does, no head is claimed.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from statistics import median

from corpus.tables.cell_kind import commonest, is_of_values, is_value, kind_of

Grid = list[list[str]]
"""Rows of cells; a merged cell stands in every place it covers."""

_MOST_ROWS = 8
"""Heads of statistical yearbooks take up to six rows: two languages, units, numbers of columns."""
_INDEX_CELL = re.compile(r"^(?:\(\d{1,2}\)|\d{1,2}|[A-H])(?:\s?=.*)?$")
_ORDINAL = re.compile(r"^(?:[IVX]{1,6}|[A-ZĐa-zđ]|\d{1,2}(?:\.\d{1,2})*)[.)-]*$")
"""What numbers a row in the first column: "II", "a)", "1.2."; no head is so short."""
_MANY = 4
"""Rows; so many facts of which all but the first have figures are rather a column of figures with its head."""
_LONGEST_KEY = 60
_MOMENTS = ("year", "date")


@dataclass(frozen=True, slots=True)
class Told:
    """What a file says of a table's rows beside their texts."""

    heads: int | None = None
    """How many rows at the top it declares as heads; None where it declares nothing."""
    strong: frozenset[int] = frozenset()
    """The rows set wholly in bold type or on a filled ground."""
    joined: frozenset[tuple[int, int]] = frozenset()
    """Places (row, column) that continue the merged cell to their left."""
    values: frozenset[tuple[int, int]] = frozenset()
    """Cells that it keeps as numbers or days, however they are shown."""


NOTHING_TOLD = Told()


def joined_in(grid: Sequence[Sequence[object]]) -> frozenset[tuple[int, int]]:
    """Places that continue the cell to their left: one that spans columns stands, as the same object, in each of them."""
    return frozenset(
        (index, column)
        for index, row in enumerate(grid)
        for column in range(1, len(row))
        if row[column] is not None and row[column] is row[column - 1]
    )


def depth_of_heads(grid: Grid, told: Told = NOTHING_TOLD, *, by_kinds: bool = False) -> int:
    """How many rows at the top are heads; 0 where there are none, or none can be told from values. `grid` is a rectangle.

    With `by_kinds`, words over words are no heads unless the file tells so.
    """
    if len(grid) < 2 or len(grid[0]) < 2:
        return 0
    kinds = _kinds(grid, told)
    if told.heads is not None:
        return _joined_depth(grid, kinds, told.heads) if 0 < told.heads < len(grid) else 0
    numbering = next((row for row in range(1, min(_MOST_ROWS, len(grid))) if is_index(grid[row])), 0)
    if numbering and not any("figure" in row[1:] for row in kinds[:numbering]):
        return numbering
    emphasised = 0 in told.strong and len(told.strong) <= len(grid) / 2
    if _is_of_pairs(grid, kinds) and not emphasised:
        return 0
    depths = range(min(_MOST_ROWS, len(grid) - 1), 0, -1)
    by_values = next(
        (depth for depth in depths if _heads_values(grid, kinds, depth, told) and (emphasised or _covers(grid, depth))),
        0,
    )
    if by_values:
        return _joined_depth(grid, kinds, by_values)
    if (by_kinds and not emphasised) or _has_values_over_values(kinds, emphasised=emphasised):
        return 0
    return _joined_depth(grid, kinds, 1) if emphasised or (_heads_words(grid) and _covers(grid, 1)) else 0


def is_index(row: list[str]) -> bool:
    """A row that only numbers the columns: (1) (2) (3), or A B 1 2; "3 = 2 / 1" tells how one is reckoned. The corner may be empty."""
    if len(row) < 3:
        return False
    cells = [cell for cell, _ in groupby(row if row[0] else row[1:])]
    if not all(map(_INDEX_CELL.match, cells)):
        return False
    marks = [cell.lstrip("(").split("=")[0].strip(" )") for cell in cells]
    letters, numbers = [mark for mark in marks if mark.isalpha()], [int(mark) for mark in marks if mark.isdigit()]
    counted = numbers == list(range(1, len(numbers) + 1)) and marks[len(letters) :] == [
        str(number) for number in numbers
    ]
    return counted and letters == sorted(letters) and letters[:1] in ([], ["A"])


def value_columns(grid: Grid, depth: int, told: Told = NOTHING_TOLD) -> list[int]:
    """The columns that hold values below the first `depth` rows, without those that only label or number the rows."""
    of_values = _of_values(grid, _kinds(grid, told), depth)
    return [column for column in of_values if column >= _labels(of_values)]


def _labels(of_values: list[int]) -> int:
    """How many columns at the left name the rows; one that only numbers them stands before the names."""
    return next((column for column in of_values if column and (column == 1 or column - 1 not in of_values)), 1_000)


def _kinds(grid: Grid, told: Told) -> Grid:
    kinds = [[kind_of(cell) for cell in row] for row in grid]
    for number, cells in enumerate(grid):
        kinds[number][0] = "figure" if _ORDINAL.match(cells[0]) else kinds[number][0]
    for row, column in told.values:
        kinds[row][column] = kinds[row][column].replace("words", "figure")
    return kinds


def _of_values(grid: Grid, kinds: Grid, depth: int) -> list[int]:
    """The columns of values below; words merged over several columns label a row or a group and say nothing of them."""
    body = [
        ["" if kind == "words" and _is_merged(row, number) else kind for number, kind in enumerate(below)]
        for row, below in zip(grid[depth:], kinds[depth:], strict=True)
    ]
    return [number for number, column in enumerate(zip(*body, strict=True)) if is_of_values(column)]


def _is_merged(row: list[str], column: int) -> bool:
    return row[column] in row[max(column - 1, 0) : column] + row[column + 1 : column + 2]


def _heads_values(grid: Grid, kinds: Grid, depth: int, told: Told) -> bool:
    """Whether the first `depth` rows stand over columns of values as heads, and each of them does."""
    columns = _of_values(grid, kinds, depth)
    two = len(grid[0]) == 2
    if not columns or (
        two and not _is_alike([row[1] for row in grid[depth:]], [row[1] for row in kinds[depth:]], told)
    ):
        return False
    series = [_is_series(row, kinds[number]) for number, row in enumerate(grid[:depth])]
    above = {column: [kinds[row][column] for row in range(depth) if not (series[row] and kinds[row][column] in _MOMENTS)]
             for column in columns}  # fmt: skip
    below = {column: commonest(row[column] for row in kinds[depth:]) for column in columns}
    if any(_opposes(kind, below[column], column) for column in columns for kind in above[column]):
        return False
    heading = ("words",) if two else ("words", "year")
    supported = any(kind in heading for column in columns for kind in above[column]) or any(series)
    return supported and all(_is_head_row(grid, kinds, row, columns) for row in range(depth))


def _covers(grid: Grid, depth: int) -> bool:
    """Whether each column that is filled below has a head of its own, but for the corner: a first fact leaves the column of units empty."""
    heads = [tuple(row[column] for row in grid[:depth]) for column in range(len(grid[0]))]
    filled = [2 * sum(bool(row[column]) for row in grid[depth:]) > len(grid) - depth for column in range(len(grid[0]))]
    return all(
        any(head) and head != before for before, head, full in zip(heads, heads[1:], filled[1:], strict=False) if full
    )


def _is_alike(cells: list[str], kinds: list[str], told: Told) -> bool:
    """Whether the values of the only column of them are alike: a list of facts has figures, days, shares and names."""
    shapes = {
        "figure" if kind == "year" else kind + "%" * cell.endswith("%")
        for cell, kind in zip(cells, kinds, strict=True)
        if kind
    }
    figures = all(shape.startswith("figure") or (told.values and is_value(shape)) for shape in shapes)
    return len(shapes) == 1 or (figures and len(cells) >= _MANY)


def _opposes(kind: str, below: str, column: int) -> bool:
    """Whether a cell of this kind over such values is itself a value, or may be one."""
    if not is_value(kind) or (kind == "year" and below != "year" and column):
        return False
    return not (kind == "date" and below == "figure")


def _is_series(row: list[str], kinds: list[str]) -> bool:
    """Whether a row has years or days side by side, in order: heads, whatever figures stand below."""
    moments = [cell for cell, kind in zip(row, kinds, strict=True) if kind in _MOMENTS]
    years = [int(cell[:4]) for cell, kind in zip(row, kinds, strict=True) if kind == "year"]
    ordered = list(dict.fromkeys(years)) in (sorted(set(years)), sorted(set(years), reverse=True))
    return len(set(moments)) > 1 and ordered and all(kind in ("", "words", *_MOMENTS) for kind in kinds)


def _is_head_row(grid: Grid, kinds: Grid, row: int, columns: list[int]) -> bool:
    """Whether a row belongs to the heads: it heads some column, and names no row of its own beneath another head."""
    heading = [column for column in columns if kinds[row][column]]
    if not heading:
        return False
    labels = range(min(_labels(columns), len(grid[row])))
    named = [
        column for column in labels if grid[row][column] and (row == 0 or grid[row][column] != grid[row - 1][column])
    ]
    before = [column for column in labels if any(grid[above][column] for above in range(row))]
    across = any(column - 1 in labels and grid[row][column] == grid[row][column - 1] for column in heading)
    whole = len(heading) > 1 and all(column in heading for column in columns if column)
    return not (named and before) or (whole and not across)


def _has_values_over_values(kinds: Grid, *, emphasised: bool) -> bool:
    """Whether the first row has a value where values stand below: it is a row like the others. A year in bold type may head figures."""
    columns = [(kind, [row[column] for row in kinds[1:]]) for column, kind in enumerate(kinds[0])]
    return any(
        is_value(kind) and any(map(is_value, below)) and not (emphasised and kind == "year" and "year" not in below)
        for kind, below in columns
    )


def _is_of_pairs(grid: Grid, kinds: Grid) -> bool:
    """Whether columns take turns as names and values ("Họ tên", "An", "Chức vụ", "Giám đốc"): no row heads another."""
    width = len(grid[0])
    names = [cell for row in grid for cell in row[::2] if cell]
    if 2 * len(names) <= len(grid) * (width // 2):
        return False
    if width < 4 or width % 2 or len(set(names)) < len(names) or any(len(name) > _LONGEST_KEY for name in names):
        return False
    figures = any({row[column] for row in kinds[1:]} == {"figure"} for column in range(1, width, 2))
    return all(kind in ("", "words") for row in kinds for kind in row[::2]) and not (figures and len(grid) > _MANY)


def _heads_words(grid: Grid) -> bool:
    """Whether words over words are heads: they name several columns, or what stands below repeats or runs longer."""
    first, body = grid[0], grid[1:]
    filled = [cell for cell in first if cell]
    if len(filled) < 2 or any(len(cell) > 2 * _LONGEST_KEY for cell in filled):
        return False
    if len(filled) > 2:
        return True
    kept = [column for column, head in enumerate(first) if head]
    first, columns = filled, [[row[column] for row in body] for column in kept]
    longer = [
        median(len(cell) for cell in column) >= 2.5 * len(head) for head, column in zip(first, columns, strict=True)
    ]
    repeating = [_repeats(head, [cell for cell in column if cell]) for head, column in zip(first, columns, strict=True)]
    merged_down = any(cell and cell == under for cell, under in pairwise(columns[0]))
    return all(longer) or any(repeating) or merged_down


def _repeats(head: str, column: list[str]) -> bool:
    counted = Counter(column)
    return len(column) > 3 and head not in counted and len(counted) * 2 <= len(column)


def _joined_depth(grid: Grid, kinds: Grid, depth: int) -> int:
    """The first `depth` rows, and those that merged cells join to them."""
    while (
        depth < min(_MOST_ROWS, len(grid) - 1)
        and _is_joined(grid, depth)
        and not _has_values(grid[depth], kinds[depth])
    ):
        depth += 1
    return depth


def _has_values(row: list[str], kinds: list[str]) -> bool:
    """Whether a row has values other than years, days and 1, 2, 3 that divide a head."""
    figures = [cell for cell, kind in zip(row, kinds, strict=True) if is_value(kind) and kind not in _MOMENTS]
    return figures != [str(number + 1) for number in range(len(figures))]


def _is_joined(grid: Grid, depth: int) -> bool:
    """Whether the row at `depth` divides what is merged above it, or continues a head that is merged down."""
    above, row = grid[depth - 1], grid[depth]
    pairs = [column for column in range(1, len(row)) if above[column] and above[column] == above[column - 1]]
    divides = any(row[column - 1] and row[column] and row[column] != row[column - 1] for column in pairs)
    continues = any(cell and cell == over for cell, over in zip(row, above, strict=True)) and row != above
    return continues or (divides and not row[0])
