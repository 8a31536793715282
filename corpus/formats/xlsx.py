"""Workbooks (.xlsx): each sheet a page headed by its name, each row one line with its column heads."""

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import ParseError

import openpyxl
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.utils.exceptions import InvalidFileException

from corpus.document.letterhead import is_rule
from corpus.errors import UnreadableFileError
from corpus.formats.cell_text import shown
from corpus.formats.table import Grid, rows_as_lines
from corpus.paragraph import Leaf, Paragraph, ParsedFile
from corpus.text.legacy import Run, unicode_of_runs, warnings_of
from corpus.text.normalise import normalise_line

_UNNAMED = re.compile(r"(?:sheet|bảng|trang)\s*\d*", re.IGNORECASE)
_MOST_CELLS = 2_000_000
_WIDEST = 500
_VIETNAMESE = re.compile("[ăđơưĂĐƠƯ\u1ea0-\u1ef9]")


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A sheet's name and the cells that hold something, by (row, column); a merged cell stands in all its places."""

    name: str
    cells: dict[tuple[int, int], Any]


def read_xlsx(content: bytes) -> ParsedFile:
    """The parsed form of a workbook as it was last calculated; raises `UnreadableFileError` where it is damaged."""
    try:
        workbook = openpyxl.load_workbook(io.BytesIO(content), data_only=True, rich_text=True, keep_links=False)
        sheets = [_sheet(sheet) for sheet in workbook.worksheets if sheet.sheet_state == "visible"]
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, TypeError, AttributeError, IndexError,
            ParseError) as error:  # fmt: skip
        raise UnreadableFileError("damaged_excel") from error
    texts, warnings = _texts(sheets)
    paragraphs: list[Paragraph] = []
    leaves: list[Leaf] = []
    for sheet, cells in zip(sheets, texts, strict=True):
        if cells:
            number = len(leaves) + 1
            leaves.append(Leaf(number, sheet.name))
            paragraphs += _paragraphs(sheet.name, _rows(cells), number)
    if not leaves:
        raise UnreadableFileError("no_text_on_sheets")
    return ParsedFile(tuple(paragraphs), tuple(leaves), warnings=warnings)


def _sheet(sheet: Any) -> _Sheet:
    if (sheet.max_row or 0) * min(sheet.max_column or 0, _WIDEST) > 50 * _MOST_CELLS:
        raise UnreadableFileError("too_many_cells")
    cells = {
        (cell.row, cell.column): cell
        for row in sheet.iter_rows(max_col=min(sheet.max_column, _WIDEST))
        for cell in row
        if cell.value is not None and str(cell.value).strip()
    }
    if len(cells) > _MOST_CELLS:
        raise UnreadableFileError("too_many_cells")
    for merged in sheet.merged_cells.ranges:
        first = cells.get((merged.min_row, merged.min_col))
        if first is not None and merged.size["rows"] * merged.size["columns"] < _WIDEST * 10:
            cells |= dict.fromkeys(((row, column) for row, column in _places(merged)), first)
    return _Sheet(normalise_line(sheet.title), cells)


def _places(merged: Any) -> Iterator[tuple[int, int]]:
    for row in range(merged.min_row, merged.max_row + 1):
        for column in range(merged.min_col, min(merged.max_col, _WIDEST) + 1):
            yield row, column


def _texts(sheets: Sequence[_Sheet]) -> tuple[list[dict[tuple[int, int], str]], tuple[str, ...]]:
    """What each cell shows, in Unicode, and the warnings of a conversion."""
    keys = [(index, place) for index, sheet in enumerate(sheets) for place in sheet.cells]
    runs = [_runs(sheets[index].cells[place]) for index, place in keys]
    converted, encodings = unicode_of_runs(runs)
    vietnamese = any(_VIETNAMESE.search(text) for texts in converted for text in texts)
    shows: list[dict[tuple[int, int], str]] = [{} for _ in sheets]
    for (index, place), texts in zip(keys, converted, strict=True):
        cell = sheets[index].cells[place]
        spelled = "".join(texts) if texts else shown(cell.value, cell.number_format, vietnamese=vietnamese)
        if text := normalise_line(spelled.replace("\n", " ")):
            shows[index][place] = text
    return shows, warnings_of(encodings)


def _runs(cell: Any) -> list[Run]:
    """The text of a cell with its fonts; none for numbers and dates, which `shown` spells."""
    font = cell.font.name if cell.font is not None else None
    if isinstance(cell.value, CellRichText):
        return [
            (part.text, part.font.rFont or font) if isinstance(part, TextBlock) else (str(part), font)
            for part in cell.value
        ]
    return [(cell.value, font)] if isinstance(cell.value, str) else []


def _rows(cells: dict[tuple[int, int], str]) -> list[dict[int, str]]:
    """The rows that hold something, each as its columns."""
    rows: dict[int, dict[int, str]] = {}
    for row, column in sorted(cells):
        rows.setdefault(row, {})[column] = cells[row, column]
    return list(rows.values())


def _paragraphs(name: str, rows: list[dict[int, str]], page: int) -> Iterator[Paragraph]:
    """The sheet's name, what stands above its table, the table row by row, and what stands below."""
    if not _UNNAMED.fullmatch(name):
        yield Paragraph(name, page, level=1)
    first, last = _table(rows)
    yield from _lines(rows[:first], page)
    yield from (Paragraph(line, page, role="row") for line in rows_as_lines(_grid(rows[first:last]), heads_first=True))
    yield from _lines(rows[last:], page)


def _table(rows: list[dict[int, str]]) -> tuple[int, int]:
    """Where the table begins and ends: the first and the last row with as many cells as make one."""
    least = 3 if max(map(_filled, rows)) > 2 else 2
    wide = [index for index, row in enumerate(rows) if _filled(row) >= least]
    return (wide[0], wide[-1] + 1) if len(wide) > 1 else (len(rows), len(rows))


def _filled(row: dict[int, str]) -> int:
    return len(set(row.values()))


def _lines(rows: list[dict[int, str]], page: int) -> Iterator[Paragraph]:
    for row in rows:
        for text in dict.fromkeys(row.values()):
            if not is_rule(text):
                yield Paragraph(text, page)


def _grid(rows: list[dict[int, str]]) -> Grid:
    columns = sorted({column for row in rows for column in row})
    return [[row.get(column, "") for column in columns] for row in rows]
