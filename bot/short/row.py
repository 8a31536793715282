"""A row of a table as a line: what it is of, and the cells that the question asks about."""

from bot.quoting.inquiry import Inquiry
from bot.short.column import Column, told_head
from bot.short.line import Line
from bot.short.table import Entry, FoundTable

_MOST = 3
"""Cells of a line."""


def row_line(table: FoundTable, start: int, inquiry: Inquiry) -> Line | None:
    """Of the row that begins at `start`; None where no head says which cell is asked for."""
    row = next((each for each in table.rows if each.start == start), None)
    cells = [cell for head in table.others if row and (cell := table.cell_of(row, head))]
    asked = _asked(cells, inquiry)
    if not asked:
        return None
    columns = [Column(table, each.cell.head) for each in asked]
    listed = "; ".join(
        f"{column.name}: {column.figure(each, inquiry)}" for column, each in zip(columns, asked, strict=True)
    )
    values = tuple(column.cited(each) for column, each in zip(columns, asked, strict=True))
    return Line(f"{asked[0].label.value} – {listed}", values)


def _asked(cells: list[Entry], inquiry: Inquiry) -> list[Entry]:
    """Those of the years that are asked for; else those of whose heads the question says most."""
    years = [str(year) for year in inquiry.query.years]
    dated = [each for each in cells if any(year in each.cell.head for year in years)]
    if dated:
        return dated[:_MOST]
    most = max((told_head(each.cell.head, inquiry) for each in cells), default=0.0)
    best = [each for each in cells if most > 0 and told_head(each.cell.head, inquiry) == most]
    return best if len(best) <= _MOST else []
