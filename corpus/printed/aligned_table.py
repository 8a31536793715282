"""Tables without lines: columns told by how figures stand under each other, and which head stands over which.

Rows are claimed only where figures do stand in columns, and heads only where each column has one of its own: a figure
under the wrong head is worse than one without.
"""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.printed.figure import YEAR, is_figure, is_nothing
from corpus.printed.line import Line, PrintedWord, moved
from corpus.printed.printed_page import PrintedPage
from corpus.printed.printed_table import Cell, PrintedTable, cell_of
from corpus.printed.prose_columns import regions_of

_LEADERS = re.compile(r"\.{4,}|…{2,}|(?:\. ){4,}")
_CELL_GAP, _WORD_GAP = 0.9, 1.5
"""Sizes of the type: white that parts a figure from what stands beside it, and words from words."""
_STEP = 2.2
"""Rows of a table follow each other within this many sizes of the type."""
_LONGEST_CELL = 60
_FEWEST_ROWS = 2
_MOST_HEADS = 5
_ALIGNED = 0.6
"""Sizes of the type by which a head and its column may differ at the left, in the middle or at the right."""

_RAGGED = 1.3
"""Sizes of the type by which figures under each other may differ at every edge: a sign or a letter behind them."""
_DENSE = 0.5
_LEVEL = 0.35
"""Sizes of the type by which the middles of what stands in one row may differ."""

Row = list[Line]
"""The cells of a row, from left to right."""


@dataclass(frozen=True, slots=True)
class _Band:
    """Where a column's cells stand."""

    left: float
    right: float

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2


def with_aligned_tables(page: PrintedPage) -> PrintedPage:
    """The page with the tables that its lines form; where lines of OCR stand is not certain enough."""
    if page.confidence is not None:
        return page
    tables: list[PrintedTable] = []
    kept: list[Line] = []
    for region in regions_of(page.lines):
        found, rest = aligned_tables(region.lines, page.width)
        tables += found
        kept += rest
    asides = tuple(map(with_aligned_tables, page.asides))
    return replace(page, lines=tuple(kept), tables=(*page.tables, *tables), asides=asides)


def aligned_tables(lines: Sequence[Line], width: float) -> tuple[list[PrintedTable], list[Line]]:
    """The tables among the lines of one column of a page of `width` points, and the lines that stand in none."""
    rows = _labelled(_rows([part for line in lines for part in _parts(line, width)]))
    tables: list[PrintedTable] = []
    rest, free = list(lines), 0
    for first, last in _bodies(rows):
        top = _top_of_heads(rows, first, free)
        table = _table(rows[top:first], rows[first : last + 1])
        if table is not None:
            tables.append(table)
            rest = [line for line in rest if not table.tops[0] <= line.level <= table.tops[-1]]
            free = last + 1
    return tables, rest


def _rows(parts: Sequence[Line]) -> list[Row]:
    """Parts of lines by their height; what stands between two rows, half a line off, is a row of its own."""
    rows: list[Row] = []
    for part in sorted(parts, key=lambda part: part.level):
        if rows and part.level - rows[-1][0].level < _LEVEL * part.size:
            rows[-1].append(part)
        else:
            rows.append([part])
    return [sorted(row, key=lambda part: part.left) for row in rows]


def _labelled(rows: Sequence[Row]) -> list[Row]:
    """The rows; figures half-way between the two lines of a label are one row with it."""
    joined: list[Row] = []
    index = 0
    while index < len(rows):
        around = rows[index : index + 3]
        if len(around) == 3 and _is_label_around(*around):
            (above,), figures, (below,) = around
            joined.append([_joined(above, below), *figures])
            index += 3
        else:
            joined.append(list(rows[index]))
            index += 1
    return joined


def _is_label_around(above: Row, figures: Row, below: Row) -> bool:
    if len(above) != 1 or len(below) != 1 or not all(is_figure(line.text) for line in figures):
        return False
    near = figures[0].level - above[0].level < above[0].size and below[0].level - figures[0].level < above[0].size
    words = not is_figure(above[0].text) and not is_figure(below[0].text)
    return near and words and max(above[0].right, below[0].right) < figures[0].left


def _joined(above: Line, below: Line) -> Line:
    words = above.words + moved(below.words, len(above.text) + 1)
    right, bottom = max(above.right, below.right), below.bottom
    return replace(above, text=f"{above.text} {below.text}", right=right, bottom=bottom, words=words)


def _is_beside_figure(line: Line, before: PrintedWord, word: PrintedWord) -> bool:
    return any(is_figure(line.text[each.start : each.end]) for each in (before, word))


def _parts(line: Line, width: float) -> Iterator[Line]:
    """A line in cells: parted where white is wide, by less of it beside a figure."""
    starts = [0]
    for before, word in itertools.pairwise(line.words):
        gap = (word.box[0] - before.box[2]) * width / max(line.size, 1.0)
        if gap > _CELL_GAP and (gap > _WORD_GAP or _is_beside_figure(line, before, word)):
            starts.append(word.start)
    for start, end in zip(starts, [*starts[1:], len(line.text) + 1], strict=True):
        words = tuple(word for word in line.words if start <= word.start < end)
        if start == 0 and end > len(line.text):
            yield line
        else:
            left, right = words[0].box[0] * width, words[-1].box[2] * width
            yield replace(line, text=line.text[start : end - 1], left=left, right=right, words=moved(words, -start))


def _is_number(text: str) -> bool:
    """Whether a cell holds a figure that can be no head: years head columns."""
    return is_figure(text) and not is_nothing(text) and not YEAR.fullmatch(text)


def _is_entry(row: Row) -> bool:
    """Whether figures stand in the row behind what they are of; years alone head columns."""
    if len(row) < 2 or any(line.row or _LEADERS.search(line.text) for line in row):
        return False
    if any(len(line.text) > _LONGEST_CELL for line in row[1:]):
        return False
    figures = [line.text for line in row[1:] if is_figure(line.text)]
    return 2 * len(figures) >= len(row) - 1 and any(map(_is_number, figures))


def _bodies(rows: Sequence[Row]) -> Iterator[tuple[int, int]]:
    """(first, last) of rows that follow each other closely, most of them entries; what stands alone between is a label."""
    index = 0
    while index < len(rows):
        if not _is_entry(rows[index]):
            index += 1
            continue
        last = end = index
        while end + 1 < len(rows) and _near(rows[end], rows[end + 1]) and end - last < 2:
            end += 1
            if _is_entry(rows[end]) or _is_lost(rows[end]):
                last = end
            elif len(rows[end]) > 1 or rows[end][0].row:
                break
        if sum(map(_is_entry, rows[index : last + 1])) >= _FEWEST_ROWS:
            yield index, last
        index = last + 1


def _is_lost(row: Row) -> bool:
    """Whether a figure stands alone: of which row it is, is not certain."""
    return len(row) == 1 and _is_number(row[0].text)


def _near(above: Row, below: Row) -> bool:
    return min(line.top for line in below) - max(line.bottom for line in above) < _STEP * below[0].size


def _top_of_heads(rows: Sequence[Row], first: int, free: int) -> int:
    """Where the rows of heads over row `first` may begin, at row `free` the earliest."""
    top = first
    while top > free and first - top < _MOST_HEADS and _near(rows[top - 1], rows[top]):
        if any(line.row or len(line.text) > _LONGEST_CELL or _is_number(line.text) for line in rows[top - 1]):
            break
        top -= 1
    return top


def _table(above: Sequence[Row], body: Sequence[Row]) -> PrintedTable | None:
    found = [row for row in body if _is_entry(row) or _is_lost(row)]
    bands = _bands(found)
    if len(bands) < 2:
        return None
    heads = _heads(above, bands, body[0][0].size)
    doubtful = heads is None or any(map(_is_lost, body)) or not _are_columns(found, bands)
    if doubtful and (len(bands) < 3 or not _is_dense(body, bands)):
        return None
    entries = _cells(body, bands)
    rows = [*(() if doubtful or heads is None else heads), *(row for row, _ in entries)]
    tops = [*(body[0][0].top,) * (len(rows) - len(entries)), *(top for _, top in entries), body[-1][0].bottom]
    edges = (*(band.left for band in bands), bands[-1].right)
    return PrintedTable(tuple(rows), edges, tuple(tops), body[0][0].size, doubtful)


def _is_dense(body: Sequence[Row], bands: Sequence[_Band]) -> bool:
    """Whether most places hold something: rows of a table, not figures that happen to stand apart in text."""
    entries = [row for row in body if _is_entry(row)]
    return len(entries) > _FEWEST_ROWS and sum(map(len, entries)) > _DENSE * len(bands) * len(entries)


def _are_columns(rows: Sequence[Row], bands: Sequence[_Band]) -> bool:
    """Whether no row has two cells in one column behind the first, and the figures of each column stand under each other."""
    for index in range(len(bands)):
        cells = [[line for line, place in zip(row, _places(row, bands), strict=True) if place == index] for row in rows]
        if index > 0 and any(len(cell) > 1 for cell in cells):
            return False
        figures = [line for cell in cells for line in cell if _is_number(line.text)]
        edges = zip(*((line.left, line.middle, line.right) for line in figures), strict=True)
        if figures and min(max(edge) - min(edge) for edge in edges) > _RAGGED * figures[0].size:
            return False
    return True


def _bands(rows: Sequence[Row]) -> list[_Band]:
    """Where cells stand under each other; those that overlap are one column."""
    bands: list[_Band] = []
    for line in sorted((line for row in rows for line in row), key=lambda line: line.left):
        if bands and line.left <= bands[-1].right:
            bands[-1] = _Band(bands[-1].left, max(bands[-1].right, line.right))
        else:
            bands.append(_Band(line.left, line.right))
    return bands


def _places(row: Row, bands: Sequence[_Band]) -> list[int]:
    """Which column each cell of an entry stands in."""
    return [
        next(i for i, band in enumerate(bands) if band.left <= line.left and line.right <= band.right) for line in row
    ]


def _heads(above: Sequence[Row], bands: Sequence[_Band], size: float) -> list[tuple[Cell, ...]] | None:
    """Rows of heads, one for each column but perhaps the first; None where one lacks its own or stands over none for certain."""
    spanned: list[tuple[Cell, ...]] = []
    stacked: list[list[Line]] = [[] for _ in bands]
    lowest = 0.0
    for row in reversed(above):
        complete = all(stacked[1:])
        spans = [_span(line, bands, size) for line in row]
        if any(span is None for span in spans):
            return _with_stacked(spanned, stacked) if complete else None
        if complete and len(row) < 2 and (stacked[0] or spans != [range(1)] or row[0].bottom < lowest):
            break
        wide = any(len(span) > 1 for span in spans if span)
        if wide and not complete:
            return None
        cells = [Cell("")] * len(bands)
        for line, span in zip(row, spans, strict=True):
            for column in span or ():
                cells[column] = cell_of([line])
                if not wide:
                    stacked[column].insert(0, line)
        if wide:
            spanned.insert(0, tuple(cells))
        lowest = min(line.top for line in row)
    return _with_stacked(spanned, stacked) if all(stacked[1:]) else None


def _with_stacked(
    spanned: Sequence[tuple[Cell, ...]], stacked: Sequence[Sequence[Line]]
) -> list[tuple[Cell, ...]] | None:
    """The rows of heads; None where two columns would have the same: what tells them apart was not understood."""
    heads = [*spanned, tuple(cell_of(lines) for lines in stacked)]
    told = [tuple(cell.text for cell in column) for column in zip(*heads, strict=True)]
    return heads if len(set(told)) == len(told) else None


def _span(line: Line, bands: Sequence[_Band], size: float) -> range | None:
    """The columns that a head stands over: the one it is aligned with, or those whose middle it is set on."""
    near = [
        index
        for index, band in enumerate(bands)
        if min(abs(line.left - band.left), abs(line.right - band.right), abs(line.middle - band.middle))
        < _ALIGNED * size
    ]
    over = [index for index, band in enumerate(bands) if line.left < band.right and band.left < line.right]
    if len(over) == 1 and (over[0] in near or (not near and _is_over(line, bands[over[0]]))):
        return range(over[0], over[0] + 1)
    if len(near) == 1 and not over:
        return range(near[0], near[0] + 1)
    spans = [
        range(first, last + 1)
        for first in range(1, len(bands))
        for last in range(first + 1, len(bands))
        if abs((bands[first].left + bands[last].right) / 2 - line.middle) < 2 * _ALIGNED * size
        and set(over) <= set(range(first, last + 1))
    ]
    return spans[0] if len(spans) == 1 else None


def _is_over(line: Line, band: _Band) -> bool:
    return band.left < line.middle < band.right or line.left < band.middle < line.right


def _cells(body: Sequence[Row], bands: Sequence[_Band]) -> list[tuple[tuple[Cell, ...], float]]:
    """The rows, each with its top; what stands alone heads the rows below, or carries a label on."""
    placed: list[dict[int, list[Line]]] = []
    for row in body:
        if _is_entry(row) or _is_lost(row):
            cells: dict[int, list[Line]] = {}
            for line, place in zip(row, _places(row, bands), strict=True):
                cells.setdefault(place, []).append(line)
            placed.append(cells)
        elif placed and row[0].text[0].islower():
            placed[-1].setdefault(0, []).extend(row)
        else:
            placed.append({0: row, -1: row})
    rows = []
    for cells in placed:
        whole = (cell_of(cells[0]),) * len(bands) if -1 in cells else None
        top = min(line.top for lines in cells.values() for line in lines)
        rows.append((whole or tuple(cell_of(cells.get(index, [])) for index in range(len(bands))), top))
    return rows
