"""Tables as a workbook for Excel: the one place that writes with openpyxl. What is in a cell is text or a number, never a formula."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

Value = str | int | datetime | date | None
_LONGEST = 32_767
"""Characters of a cell."""
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What spreadsheets take for the beginning of one, where a cell is edited or the table is saved as CSV."""
_NAME = re.compile(r"[\[\]:*?/\\']")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with its heads; rows are as wide as they are."""

    name: str
    heads: Sequence[str]
    rows: Sequence[Sequence[Value]]
    widths: Sequence[int]
    """Of the columns, in characters."""


def workbook(sheets: Sequence[Sheet]) -> bytes:
    """An .xlsx file; each sheet has its heads frozen and a filter on them."""
    book = Workbook(write_only=True)
    for sheet in sheets:
        _write(book.create_sheet(_NAME.sub(" ", sheet.name)[:31]), sheet)
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def _write(page: WriteOnlyWorksheet, sheet: Sheet) -> None:
    for column, width in enumerate(sheet.widths, 1):
        page.column_dimensions[get_column_letter(column)].width = width
    page.freeze_panes = "A2"
    page.auto_filter.ref = f"A1:{get_column_letter(len(sheet.heads))}{len(sheet.rows) + 1}"
    page.append([_cell(page, head, is_head=True) for head in sheet.heads])
    for row in sheet.rows:
        page.append([_cell(page, value) for value in row])


def _cell(page: WriteOnlyWorksheet, value: Value, *, is_head: bool = False) -> WriteOnlyCell:
    if not isinstance(value, str):
        cell = WriteOnlyCell(page, value)
        if isinstance(value, datetime):
            cell.number_format = "dd/mm/yyyy hh:mm"
        elif isinstance(value, date):
            cell.number_format = "dd/mm/yyyy"
        return cell
    cell = WriteOnlyCell(page, _NOT_XML.sub("�", value)[:_LONGEST])
    cell.data_type = "s"  # also of "=1+1"
    cell.quotePrefix = value.startswith(_BEGINS_A_FORMULA)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    if is_head:
        cell.font = Font(bold=True)
    return cell
