"""Workbooks (.xlsx): each sheet that is shown is a page headed by its name, each row of a table one line with its column heads.

What is hidden or struck out is not read. A formula without a kept value is calculated by LibreOffice, or named in a warning.
"""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import openpyxl
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.reader.excel import ExcelReader
from openpyxl.utils.cell import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from corpus.archive import DAMAGED_ZIP
from corpus.document.letterhead import is_rule
from corpus.errors import UnreadableFileError
from corpus.formats.formulas import Place, is_result, unvalued
from corpus.formats.office import convert
from corpus.formats.sheet_tables import SheetTable, SheetText, parts_of
from corpus.notice import Notice
from corpus.paragraph import Leaf, Paragraph, ParsedFile
from corpus.tables.cell_text import shown
from corpus.tables.table import is_layout, one_line, worded
from corpus.text.legacy import Run, unicode_of_runs, warnings_of
from corpus.text.normalise import normalise, normalise_line

_UNNAMED = re.compile(r"(?:sheet|bảng|trang)\s*\d*", re.IGNORECASE)
_MOST_CELLS = 2_000_000
_MOST_MERGED = 5_000
"""A cell merged over more places, whole columns, stands in the first alone."""
_MOST_NAMED = 10
_VIETNAMESE = re.compile("[ăđơưĂĐƠƯ\u1ea0-\u1ef9]")


@dataclass(frozen=True, slots=True)
class _Cell:
    """What a cell holds, and how it is to be shown."""

    value: object
    number_format: str
    runs: tuple[Run, ...] | None
    """A text with its fonts; None for numbers and dates."""


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A sheet's cells that hold something and are shown; a merged cell stands in all its places."""

    name: str
    cells: dict[Place, _Cell]
    joined: frozenset[Place]
    strong: frozenset[Place]
    heads: frozenset[int]
    unvalued: tuple[str, ...]
    """Names of the cells whose formula has no value."""


def read_xlsx(content: bytes) -> ParsedFile:
    """The parsed form of a workbook; raises `UnreadableFileError` where it is damaged."""
    try:
        sheets = _sheets(content)
    except (*DAMAGED_ZIP, OSError, InvalidFileException, KeyError, ValueError, TypeError, AttributeError, IndexError,
            SyntaxError) as error:  # fmt: skip
        raise UnreadableFileError("damaged_excel") from error
    texts, warnings = _texts(sheets)
    paragraphs: list[Paragraph] = []
    leaves: list[Leaf] = []
    for sheet, text in zip(sheets, texts, strict=True):
        if text.cells:
            number = len(leaves) + 1
            leaves.append(Leaf(number, sheet.name))
            paragraphs += _paragraphs(sheet.name, text, number)
    if not leaves:
        raise UnreadableFileError("no_text_on_sheets")
    missing = [name for sheet in sheets for name in sheet.unvalued]
    return ParsedFile(tuple(paragraphs), tuple(leaves), warnings=warnings + tuple(_notices(missing)))


def _notices(missing: list[str]) -> Iterator[Notice]:
    if missing:
        more = f" (+{len(missing) - _MOST_NAMED})" if len(missing) > _MOST_NAMED else ""
        yield Notice("formulas_not_calculated", cells=", ".join(missing[:_MOST_NAMED]) + more)


def _sheets(content: bytes) -> list[_Sheet]:
    """The sheets that are shown, formulas without a value calculated where that is possible."""
    reader = ExcelReader(io.BytesIO(content), data_only=True, rich_text=True, keep_links=False)
    reader.read()
    package = zipfile.ZipFile(io.BytesIO(content))
    targets = {sheet.name: relation.target for sheet, relation in reader.parser.find_sheets()}
    shown_ones = [sheet for sheet in reader.wb.worksheets if sheet.sheet_state == "visible"]
    lacking = {sheet.title: unvalued(package.read(targets[sheet.title])) for sheet in shown_ones}
    results = _calculated(content, lacking) if any(lacking.values()) else {}
    return [_sheet(sheet, lacking[sheet.title], results.get(sheet.title, {})) for sheet in shown_ones]


def _calculated(content: bytes, wanted: Mapping[str, frozenset[Place]]) -> dict[str, dict[Place, object]]:
    """The results of the `wanted` cells, by sheet, as LibreOffice calculates them; without those that it cannot."""
    try:
        workbook = openpyxl.load_workbook(io.BytesIO(convert(content, ".xlsx", "xlsx")), data_only=True)
    except UnreadableFileError:
        return {}
    cells = {name: {place: workbook[name].cell(*place).value for place in places} for name, places in wanted.items()}
    return {name: {place: value for place, value in found.items() if is_result(value)} for name, found in cells.items()}


def _sheet(sheet: Any, lacking: frozenset[Place], results: dict[Place, object]) -> _Sheet:
    stored = sheet._cells  # noqa: SLF001 - the cells that the file holds; `iter_rows` makes all those between them
    cells = {place: made for place, cell in stored.items() if (made := _cell(cell, results.get(place))) is not None}
    strong = {place for place in cells if _is_strong(stored[place])}
    joined: set[Place] = set()
    for merged in sheet.merged_cells.ranges:
        first = (merged.min_row, merged.min_col)
        if first in cells and merged.size["rows"] * merged.size["columns"] < _MOST_MERGED:
            places = [place for row in merged.rows for place in row]
            cells |= dict.fromkeys(places, cells[first])
            strong |= set(places) if first in strong else set()
            joined |= {(row, column) for row, column in places if column > merged.min_col}
    hidden_rows, hidden_columns = _hidden(sheet)
    kept = {
        place: cell for place, cell in cells.items() if place[0] not in hidden_rows and place[1] not in hidden_columns
    }
    if len(kept) > _MOST_CELLS:
        raise UnreadableFileError("too_many_cells")
    missing = tuple(f"{sheet.title}!{get_column_letter(column)}{row}" for row, column in sorted(lacking - results.keys())
                    if row not in hidden_rows and column not in hidden_columns)  # fmt: skip
    name = normalise_line(sheet.title)
    return _Sheet(name, kept, frozenset(joined), frozenset(strong), frozenset(_declared_heads(sheet)), missing)


def _cell(cell: Any, result: object) -> _Cell | None:
    """What a cell holds; None for nothing, and for what is struck out."""
    value = cell.value if result is None else result
    struck = bool(cell.font is not None and cell.font.strike)
    if value is None or not str(value).strip() or (struck and not isinstance(value, CellRichText)):
        return None
    font = cell.font.name if cell.font is not None else None
    runs: tuple[Run, ...] | None = None
    if isinstance(value, CellRichText):
        runs = tuple(
            _run(part, font) for part in value if not (part.font.strike if isinstance(part, TextBlock) else struck)
        )
    elif isinstance(value, str):
        runs = ((value, font),)
    return None if runs == () else _Cell(value, cell.number_format, runs)


def _run(part: Any, font: str | None) -> Run:
    return (part.text, part.font.rFont or font) if isinstance(part, TextBlock) else (str(part), font)


def _is_strong(cell: Any) -> bool:
    """Whether a cell is in bold type or on a filled ground."""
    return bool(cell.font is not None and cell.font.b) or cell.fill.fill_type is not None


def _hidden(sheet: Any) -> tuple[set[int], set[int]]:
    """Rows and columns that are hidden, by hand, by a filter or folded away, or have no height or width."""
    rows = {number for number, row in sheet.row_dimensions.items() if row.hidden or row.ht == 0}
    columns = {
        number
        for column in sheet.column_dimensions.values()
        if column.hidden or (column.customWidth and column.width == 0)
        for number in range(column.min or 1, (column.max or column.min or 0) + 1)
    }
    return rows, columns


def _declared_heads(sheet: Any) -> Iterator[int]:
    """Rows of heads of the tables (ECMA-376 part 1, 18.5.1.2) and the filter (18.3.1.2) of a sheet."""
    for table in sheet.tables.values():
        if table.headerRowCount != 0:
            yield _first_row(table.ref)
    if sheet.auto_filter.ref:
        yield _first_row(sheet.auto_filter.ref)


def _first_row(ref: str) -> int:
    return int(re.sub(r"\D", "", ref.split(":", maxsplit=1)[0]))


def _texts(sheets: Sequence[_Sheet]) -> tuple[list[SheetText], tuple[str, ...]]:
    """What each cell shows, in Unicode, and the warnings of a conversion."""
    keys = [(index, place) for index, sheet in enumerate(sheets) for place in sheet.cells]
    converted, encodings = unicode_of_runs([list(sheets[index].cells[place].runs or ()) for index, place in keys])
    vietnamese = any(_VIETNAMESE.search(text) for texts in converted for text in texts)
    shows: list[dict[Place, str]] = [{} for _ in sheets]
    for (index, place), texts in zip(keys, converted, strict=True):
        cell = sheets[index].cells[place]
        value = cell.value if cell.runs is None else "".join(texts)
        if text := normalise(shown(value, cell.number_format, vietnamese=vietnamese)):
            shows[index][place] = text
    return [_sheet_text(sheet, cells) for sheet, cells in zip(sheets, shows, strict=True)], warnings_of(encodings)


def _sheet_text(sheet: _Sheet, cells: dict[Place, str]) -> SheetText:
    values = frozenset(
        place for place, cell in sheet.cells.items() if cell.runs is None and not isinstance(cell.value, bool)
    )
    return SheetText(cells, sheet.joined, values, sheet.strong, sheet.heads)


def _paragraphs(name: str, sheet: SheetText, page: int) -> Iterator[Paragraph]:
    """The sheet's name, its tables row by row and the lines between them."""
    if not _UNNAMED.fullmatch(name):
        yield Paragraph(name, page, level=1)
    for part in parts_of(sheet):
        if isinstance(part, SheetTable) and is_layout(part.grid):
            texts = (one_line(cell) for row in part.grid for cell in dict.fromkeys(row))
            yield from (Paragraph(text, page) for text in texts if text and not is_rule(text))
        elif isinstance(part, SheetTable):
            yield from worded(part.grid, heads_first=True, told=part.told).paragraphs(page)
        elif (text := one_line(part)) and not is_rule(text):
            yield Paragraph(text, page)
