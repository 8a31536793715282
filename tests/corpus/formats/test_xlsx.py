"""What a sheet shows, and only that: tables with their own heads, hidden parts left out, formulas calculated or named."""

import io
import shutil
from collections.abc import Callable, Sequence
from typing import Any

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from corpus.formats.formulas import unvalued
from corpus.formats.xlsx import read_xlsx
from corpus.paragraph import ParsedFile

needs_office = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")

Change = Callable[[Any, Any], None]
"""What is done to a workbook and its first sheet before it is saved."""


def parsed(rows: Sequence[Sequence[object]], change: Change | None = None) -> ParsedFile:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    if change is not None:
        change(book, book.active)
    buffer = io.BytesIO()
    book.save(buffer)
    return read_xlsx(buffer.getvalue())


def lines(rows: Sequence[Sequence[object]], change: Change | None = None) -> list[str]:
    return [paragraph.text for paragraph in parsed(rows, change).paragraphs]


SHORT = [["Xã", "Hộ"], ["Khe Mây", 120], ["Bản Lim", 85]]


def test_tables_one_below_the_other_have_heads_of_their_own() -> None:
    rows = [
        ["Xã", "Nam", "Nữ"],
        ["Khe Mây", 1, 2],
        ["Bản Lim", 3, 4],
        [],
        ["BẢNG 2"],
        ["Loại", "Giá"],
        ["Xe", 7],
        ["Máy", 8],
    ]
    assert lines(rows)[3:] == ["BẢNG 2", "Loại; Giá", "Loại: Xe; Giá: 7", "Loại: Máy; Giá: 8"]


def test_tables_side_by_side_are_apart_and_a_blank_column_within_one_is_not() -> None:
    beside = [["Xã", "Hộ", None, "Quý", "Cuộc họp"], ["Khe Mây", 12, None, "I", 5], ["Bản Lim", 13, None, "II", 6]]
    assert lines(beside)[1:3] == ["Xã: Khe Mây; Hộ: 12", "Xã: Bản Lim; Hộ: 13"]
    assert lines(beside)[4:] == ["Quý: I; Cuộc họp: 5", "Quý: II; Cuộc họp: 6"]
    spaced = [["Xã", 2023, None, 2024], ["Khe Mây", 12, None, 5], ["Bản Lim", 13, None, 6]]
    assert lines(spaced)[1:] == ["Xã: Khe Mây; 2023: 12; 2024: 5", "Xã: Bản Lim; 2023: 13; 2024: 6"]


def test_a_blank_row_within_a_table_does_not_end_it() -> None:
    assert lines([*SHORT, [], ["Cộng", 205]])[-1] == "Xã: Cộng; Hộ: 205"


def test_a_table_that_follows_at_once_begins_with_its_heads() -> None:
    rows = [["Xã", "2023", "2024"], ["Khe Mây", 1, 2], ["Nguồn", "Dự toán", "Thực hiện"], ["Tỉnh", 3, 4]]
    assert lines(rows)[1:] == ["Xã: Khe Mây; 2023: 1; 2024: 2", "Nguồn; Dự toán; Thực hiện", "Nguồn: Tỉnh; Dự toán: 3; Thực hiện: 4"]  # fmt: skip


def test_a_year_alone_in_its_row_belongs_to_the_heads_and_a_title_does_not() -> None:
    rows = [["Dân số các xã"], [None, 2023, None, 2024], ["Xã", "Nam", "Nữ", "Nam", "Nữ"], ["Khe Mây", 1, 2, 3, 4]]
    rows[1] = [None, "2023", None, "2024", None]
    assert [lines(rows)[0], lines(rows)[-1]] == [
        "Dân số các xã", "Xã: Khe Mây; 2023 - Nam: 1; 2023 - Nữ: 2; 2024 - Nam: 3; 2024 - Nữ: 4",
    ]  # fmt: skip


def test_what_is_hidden_or_struck_out_is_not_read() -> None:
    def hide(book: Any, sheet: Any) -> None:
        sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions.group("C", "D", hidden=True)
        sheet["A5"].font = Font(strike=True)
        sheet["E2"] = CellRichText(TextBlock(InlineFont(strike=True), "7"), TextBlock(InlineFont(), "8"))
        for name, state in (("Ẩn", "hidden"), ("Rất ẩn", "veryHidden")):
            book.create_sheet(name).append(["bí mật"])
            book[name].sheet_state = state

    rows = [["Xã", "Hộ", "Mật", "Mật", "Mã"], ["A1", 1, 9, 9, "x"], ["A2", 2, 9, 9, "y"], ["A3", 3, 9, 9, "z"], ["bỏ"]]
    assert lines(rows, hide) == ["Xã; Hộ; Mã", "Xã: A1; Hộ: 1; Mã: 8", "Xã: A3; Hộ: 3; Mã: z"]


def test_a_declared_table_names_its_heads() -> None:
    def declare(book: Any, sheet: Any) -> None:
        sheet.add_table(openpyxl.worksheet.table.Table(displayName="T", ref="A1:B3"))

    facts = [["Tên", "Giá trị"], ["Chủ đầu tư", "Sở A"], ["Tư vấn", "Công ty B"]]
    assert lines(facts)[1] == "Chủ đầu tư: Sở A"
    assert lines(facts, declare)[1] == "Tên: Chủ đầu tư; Giá trị: Sở A"


def test_days_of_a_workbook_that_counts_from_1904() -> None:
    def count(book: Any, sheet: Any) -> None:
        book.epoch = CALENDAR_MAC_1904
        sheet["B2"] = 43894
        sheet["B2"].number_format = "dd/mm/yyyy"

    assert "05/03/2024" in " ".join(lines([["Xã", "Ngày"], ["Khe Mây", None], ["Bản Lim", None]], count))


def test_a_sheet_wider_than_five_hundred_columns_is_read_to_its_end() -> None:
    assert lines([["Xã", *range(600)], ["Khe Mây", *range(600)]])[-1].endswith("; 599")


def test_which_cells_lack_the_value_of_their_formula() -> None:
    row = b'<row r="2"><c r="A2"><f>1</f></c><c r="AB2"><f>1</f><v>1</v></c><c><f/><v/></c><c t="str"><f>1</f><v/></c></row>'
    assert unvalued(b"<sheetData>" + row + b"</sheetData>") == {(2, 1), (2, 29)}


FORMULAS = [["Xã", "Nam", "Nữ", "Cộng"], ["Khe Mây", 4, 5, "=B2+C2"], ["Bản Lim", 6, 7, "=1/0"]]


@needs_office
def test_formulas_without_a_value_are_calculated_and_failures_named() -> None:
    file = parsed(FORMULAS)
    assert file.paragraphs[1].text == "Xã: Khe Mây; Nam: 4; Nữ: 5; Cộng: 9"
    assert [warning for warning in file.warnings if "Sheet!D3" in warning]


def test_without_libreoffice_the_cells_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert parsed(FORMULAS).warnings == ("cells with formulas whose results the file does not keep are left out: Sheet!D2, Sheet!D3",)  # fmt: skip
