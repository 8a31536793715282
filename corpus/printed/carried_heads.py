"""Tables that run over pages: the heads printed once hold for the rows on the pages after."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus.printed.direction import words_turned_back
from corpus.printed.footnote import parted
from corpus.printed.line import Line
from corpus.printed.printed_page import PrintedPage
from corpus.printed.printed_table import Cell, PrintedTable, depth_of, lines_of_table

_SAME_EDGE = 2.0
"""Points by which the edges of columns may differ from page to page."""

Heads = tuple[tuple[Cell, ...], ...]


def with_rows(pages: Sequence[PrintedPage]) -> list[PrintedPage]:
    """The pages with the rows of their tables among their lines, each naming the heads of its columns."""
    worded: dict[int, list[Line]] = {}
    for chain in _chains(pages):
        heads = chain[0].rows[: depth_of(chain)]
        for table in chain:
            worded[id(table)] = lines_of_table(table, () if _has(table, heads) else heads, len(heads))
    return [_with_rows(page, worded) for page in pages]


def _with_rows(page: PrintedPage, worded: dict[int, list[Line]]) -> PrintedPage:
    rows = [line for table in page.tables for line in worded[id(table)]]
    asides = tuple(_with_rows(aside, worded) for aside in page.asides)
    lines = (*page.lines, *rows)
    return replace(page, lines=words_turned_back(lines, page.angle) if page.angle else lines, asides=asides)


def _has(table: PrintedTable, heads: Heads) -> bool:
    """Whether its own first rows are `heads`."""
    return [[cell.text for cell in row] for row in table.rows[: len(heads)]] == [
        [cell.text for cell in row] for row in heads
    ]


def _chains(pages: Sequence[PrintedPage]) -> Iterator[list[PrintedTable]]:
    """Tables that are one: the last of a page and the first of the next, with nothing printed between."""
    open_: list[PrintedTable] = []
    for page in pages:
        tables = sorted(page.tables, key=lambda table: table.tops[0])
        if open_ and not (tables and _begins(page, tables[0]) and _carries_on(open_[-1], tables[0])):
            yield open_
            open_ = []
        for index, table in enumerate(tables):
            if index > 0:
                yield open_
                open_ = []
            open_.append(table)
        if open_ and not _ends(page, open_[-1]):
            yield open_
            open_ = []
        for aside in page.asides:
            yield from ([table] for table in aside.tables)
    if open_:
        yield open_


def _begins(page: PrintedPage, table: PrintedTable) -> bool:
    return not any(line.top < table.tops[0] for line in page.lines)


def _ends(page: PrintedPage, table: PrintedTable) -> bool:
    """Whether nothing but footnotes is printed below the table."""
    return not parted([line for line in page.lines if line.bottom > table.tops[-1]])[0]


def _carries_on(before: PrintedTable, table: PrintedTable) -> bool:
    """Whether the columns are the same, and the first row is not set as heads are, in bold, where no other is."""
    if len(before.edges) != len(table.edges) or before.doubtful or table.doubtful:
        return False
    shift = table.edges[0] - before.edges[0]
    same = all(abs(after - edge - shift) < _SAME_EDGE for edge, after in zip(before.edges, table.edges, strict=True))
    return same and not (_is_bold(table.rows[0]) and not _is_bold(before.rows[-1]) and len(table.rows) > 1)


def _is_bold(row: Sequence[Cell]) -> bool:
    return all(cell.bold for cell in row if cell.text)
