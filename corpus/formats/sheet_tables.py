"""A sheet into what stands on it: lines of text and tables, one below the other or side by side.

Blank rows and columns part tables only where what follows has heads of its own: within one table they are there to look at.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from corpus.tables.cell_kind import is_of_values, is_value, kind_of
from corpus.tables.head_rows import Grid, Told, depth_of_heads, value_columns
from corpus.tables.stacked_heads import spread_heads

Place = tuple[int, int]
"""Row and column."""


@dataclass(frozen=True, slots=True)
class SheetText:
    """What the cells of a sheet show, and what it tells of them beside."""

    cells: Mapping[Place, str]
    """Without hidden rows and columns; a merged cell stands in all its places."""
    joined: frozenset[Place] = frozenset()
    """Places that continue the merged cell to their left."""
    values: frozenset[Place] = frozenset()
    """Cells that hold numbers or days."""
    strong: frozenset[Place] = frozenset()
    """Cells in bold type or on a filled ground."""
    heads: frozenset[int] = frozenset()
    """Rows that the sheet declares as the heads of a table or a filter."""


@dataclass(frozen=True, slots=True)
class SheetTable:
    """A table of a sheet."""

    grid: Grid
    told: Told
    row: int
    """The row of the sheet that it begins on."""


Part = SheetTable | str
"""A table, or a line of text above, between or below tables."""


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of a block of cells."""

    number: int
    cells: dict[int, str]
    gap: bool
    """Whether a blank row stands above it."""

    @property
    def texts(self) -> list[str]:
        """Each cell once, left to right."""
        return [text for text, _ in groupby(text for _, text in sorted(self.cells.items()))]


def parts_of(sheet: SheetText) -> Iterator[Part]:
    """The lines and tables of a sheet in reading order: down, and side by side from the left."""
    numbers: dict[int, dict[int, str]] = {}
    for row, column in sorted(sheet.cells):
        numbers.setdefault(row, {})[column] = sheet.cells[row, column]
    for block in _side_by_side(_rows(numbers)):
        yield from _stacked(block, sheet)


def _rows(numbers: Mapping[int, dict[int, str]]) -> list[_Row]:
    before = [next(iter(numbers), 0), *numbers]
    return [_Row(number, cells, number > above + 1)
            for above, (number, cells) in zip(before, numbers.items(), strict=False)]  # fmt: skip


def _side_by_side(rows: list[_Row]) -> list[list[_Row]]:
    """The rows as blocks, one below the other; between blank rows divided at blank columns where every part is a table."""
    blocks: list[list[_Row]] = [[]]
    for band in _bands(rows):
        parts = _columns_apart(band)
        if len(parts) == 1:
            blocks[-1] += band
        else:
            blocks += [*parts, []]
    return [block for block in blocks if block]


def _bands(rows: Sequence[_Row]) -> list[list[_Row]]:
    """The rows between blank ones."""
    bands: list[list[_Row]] = []
    for row in rows:
        if row.gap or not bands:
            bands.append([])
        bands[-1].append(row)
    return bands


def _columns_apart(band: list[_Row]) -> list[list[_Row]]:
    """A band divided at its blank columns, or as it is where a part would be no table; titles go to the first."""
    held = sorted({column for row in band if len(row.texts) > 1 for column in row.cells})
    edges = [right for left, right in pairwise(held) if right > left + 1]
    if not edges:
        return [band]
    parts = [
        _rows({row.number: cells for row in band if (cells := _between(row, left, right))})
        for left, right in pairwise([0, *edges, held[-1] + 1])
    ]
    return parts if all(map(_stands_alone, parts)) else [band]


def _between(row: _Row, left: int, right: int) -> dict[int, str]:
    if len(row.texts) == 1:
        return {min(row.cells): row.texts[0]} if not left else {}
    return {column: text for column, text in row.cells.items() if left <= column < right}


def _stands_alone(part: list[_Row]) -> bool:
    """Whether cells between blank columns are a table: heads, and a name for each row in the first column."""
    rows = [row for row in part if len(row.texts) > 1]
    if len(rows) < 2:
        return False
    grid = _grid(rows)
    depth = depth_of_heads(grid)
    names = [row[0] for row in grid[depth:] if row[0]]
    return depth > 0 and bool(names) and len(set(names)) == len(names) and not is_of_values(list(map(kind_of, names)))


def _stacked(rows: list[_Row], sheet: SheetText) -> Iterator[Part]:
    """The tables of a block, each with the lines above it, and the lines below the last."""
    wide = _wide(rows)
    begins = _begins(rows, wide) if len(wide) > 1 else []
    done = 0
    for begin, after in pairwise([*begins, len(rows)]):
        end = _end(rows[:after], begin, wide)
        above = _heads_above(rows[done:begin], rows[begin:end])
        yield from _lines(rows[done : begin - above])
        yield _table(rows[begin - above : end], sheet)
        done = end
    yield from _lines(rows[done:])


def _wide(rows: list[_Row]) -> list[int]:
    """The rows with as many cells as make a table: three, or two where there are no more or heads stand over them."""
    most = max(len(row.texts) for row in rows)
    wide: list[int] = []
    done = 0
    for band in _bands(rows):
        pairs = [row for row in band if len(row.texts) > 1]
        least = 2 if most == 2 or (len(pairs) > 1 and depth_of_heads(_grid(pairs), by_kinds=True)) else 3
        wide += [done + index for index, row in enumerate(band) if len(row.texts) >= least]
        done += len(band)
    return wide


def _begins(rows: list[_Row], wide: list[int]) -> list[int]:
    """Where tables begin: at the first wide row, and where another row of heads stands over values."""
    begins = wide[:1]
    for index in wide[1:]:
        apart = rows[index].gap or index - 1 not in wide
        until = next(
            (after for after in range(index + 1, len(rows)) if rows[after].gap or after not in wide), len(rows)
        )
        repeated = rows[index].texts == rows[begins[-1]].texts
        if repeated or (apart and depth_of_heads(_grid(rows[index:until]), by_kinds=True)) or _restarts(rows, index):
            begins.append(index)
    return begins


def _restarts(rows: list[_Row], index: int) -> bool:
    """Whether a row has other words in each column that holds values in the rows above and below it."""
    if index + 1 >= len(rows) or len(set(rows[index].texts)) < len(rows[index].cells):
        return False
    kinds = [{column: kind_of(text) for column, text in row.cells.items()} for row in rows[index - 1 : index + 2]]
    above, below = ({column for column, kind in row.items() if is_value(kind)} for row in (kinds[0], kinds[2]))
    return len(above) > 1 and below >= above and all(kinds[1].get(column) == "words" for column in above)


def _end(rows: list[_Row], begin: int, wide: list[int]) -> int:
    """Where the table that begins at `begin` ends: behind its last wide row, or a total of fewer cells right below."""
    valued = _value_columns(rows[begin:])
    end = begin + 1
    for index in range(begin + 1, len(rows)):
        row = rows[index]
        values = any(is_value(kind_of(row.cells.get(column, ""))) for column in valued)
        if (index in wide and (values or not valued or not _has_gap(rows[end : index + 1]))) or (
            values and index == end
        ):
            end = index + 1
    return end


def _value_columns(rows: list[_Row]) -> list[int]:
    """Columns, but the first, that hold values in most of their cells."""
    columns = sorted({column for row in rows for column in row.cells})[1:]
    kinds = {column: [kind_of(row.cells[column]) for row in rows if column in row.cells] for column in columns}
    return [column for column in columns if 2 * sum(map(is_value, kinds[column])) > len(kinds[column])]


def _has_gap(rows: list[_Row]) -> bool:
    return any(row.gap for row in rows)


def _heads_above(above: list[_Row], table: list[_Row]) -> int:
    """How many rows of few cells right above a table are heads of it: a year over several columns, typed once."""
    count = 0
    while count < len(above) and not (above[len(above) - count :] + table)[0].gap:
        taller = _grid(above[len(above) - count - 1 :] + table)
        depth = depth_of_heads(taller, by_kinds=True)
        labelled = {column for column, text in enumerate(taller[0]) if text}
        if (
            depth < count + 2
            or not labelled <= set(value_columns(taller, depth))
            or spread_heads(taller, depth) is None
        ):
            break
        count += 1
    return count


def _lines(rows: Sequence[_Row]) -> Iterator[str]:
    for row in rows:
        yield from dict.fromkeys(row.texts)


def _grid(rows: Sequence[_Row]) -> Grid:
    columns = sorted({column for row in rows for column in row.cells})
    return [[row.cells.get(column, "") for column in columns] for row in rows]


def _table(rows: Sequence[_Row], sheet: SheetText) -> SheetTable:
    columns = sorted({column for row in rows for column in row.cells})
    numbers = [row.number for row in rows]
    heads = max((index + 1 for index, number in enumerate(numbers) if number in sheet.heads), default=None)
    strong = {
        index for index, row in enumerate(rows) if all((row.number, column) in sheet.strong for column in row.cells)
    }
    joined, values = (
        frozenset(
            (row, column)
            for row, number in enumerate(numbers)
            for column, place in enumerate(columns)
            if (number, place) in places
        )
        for places in (sheet.joined, sheet.values)
    )
    return SheetTable(_grid(rows), Told(heads, frozenset(strong), joined, values), numbers[0])
