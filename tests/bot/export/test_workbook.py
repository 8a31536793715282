"""A workbook holds what it is given as text, numbers and dates; nothing in it is computed."""

import io
from datetime import date, datetime

import openpyxl
from hypothesis import given
from hypothesis import strategies as st

from bot.export.workbook import Sheet, workbook

FORMULAS = ('=HYPERLINK("http://x.example","x")', "+1+1", "-1+1", "@SUM(A1)", "\t=1+1", "=cmd|' /C calc'!A0")


def read(*rows: tuple[object, ...]) -> openpyxl.worksheet.worksheet.Worksheet:
    sheet = Sheet("Câu hỏi", ("a", "b"), rows, (10, 20))  # type: ignore[arg-type]
    return openpyxl.load_workbook(io.BytesIO(workbook([sheet]))).active


def test_what_begins_like_a_formula_stays_text_also_when_it_is_edited() -> None:
    page = read(*((each, 1) for each in FORMULAS))
    cells = [row[0] for row in page.iter_rows(min_row=2)]
    assert [each.value for each in cells] == list(FORMULAS)
    assert {each.data_type for each in cells} == {"s"}
    assert all(each.quotePrefix for each in cells)
    assert not read(("Sở Y tế", 1))["A2"].quotePrefix


@given(st.text(max_size=60))
def test_any_text_makes_a_file_that_opens(text: str) -> None:
    page = read((text, 1))
    assert page["A2"].data_type != "f"
    assert page["B2"].value == 1


def test_numbers_and_dates_are_such_and_heads_stay_in_sight() -> None:
    moment = datetime.fromisoformat("2026-11-28T20:05")
    page = read((moment, date(2026, 11, 28)), (3, None), ("x" * 40_000, "y"))
    assert page["A2"].value == moment
    assert (page["A3"].value, page["B3"].value) == (3, None)
    assert len(page["A4"].value) == 32_767
    assert (page.freeze_panes, page.auto_filter.ref, page["A1"].font.bold) == ("A2", "A1:B4", True)


def test_names_of_sheets_are_cut_to_what_excel_takes() -> None:
    made = workbook([Sheet("a/b:c*d?e[f]g\\h" + "i" * 40, ("a",), (), (5,))])
    assert len(openpyxl.load_workbook(io.BytesIO(made)).sheetnames[0]) == 31
