"""A cell's number, day or text as its format shows it (ECMA-376 part 1, 18.8.30 and 18.8.31)."""

from datetime import date, datetime, time, timedelta

import pytest

from corpus.tables.cell_text import shown

MOMENT = datetime(2024, 3, 5, 17, 5, 9)  # noqa: DTZ001


@pytest.mark.parametrize(
    ("value", "code", "vietnamese", "english"),
    [
        (1234.5, '#,##0.00" tỷ"', "1.234,50 tỷ", "1,234.50 tỷ"),
        (5, '"CT-"000', "CT-005", "CT-005"),
        (1234567, '#,##0,"K"', "1.235K", "1,235K"),
        (1234567, '0.0,," triệu"', "1,2 triệu", "1.2 triệu"),
        (-1234.5, "#,##0.00_);[Red]\\(#,##0.00\\)", "(1.234,50)", "(1,234.50)"),
        (0, '_(* #,##0_);_(* \\(#,##0\\);_(* "-"??_);_(@_)', "-", "-"),
        (1500, '[>=1000]0.0,"k";0', "1,5k", "1.5k"),
        (-5, '[>=1000]0.0,"k";0', "-5", "-5"),
        (3, '[=3]"ba";0', "ba", "ba"),
        (0, "#,##0;-#,##0;", "", ""),
        (5.25, "# ??/??", "5 1/4", "5 1/4"),
        (0.75, "?/?", "3/4", "3/4"),
        (1.23e-6, "0.00E+00", "1,23E-06", "1.23E-06"),
        (12345, "##0.0E+0", "12,3E+3", "12.3E+3"),
        (912345678, "0000 000 000", "0912 345 678", "0912 345 678"),
        (1500000, "#,##0\\ [$đ-42A]", "1.500.000 đ", "1,500,000 đ"),
        (0.1234, "0.0%", "12,3%", "12.3%"),
        (2.675, "0.00", "2,68", "2.68"),
        (123456789012345678, "0", "123456789012346000", "123456789012346000"),
        (-0.001, "0.0", "0,0", "0.0"),
        (12.5, 'General" tỷ"', "12,5 tỷ", "12.5 tỷ"),
        (12, "@", "12", "12"),
        (123456789012, "General", "123456789012", "123456789012"),
        (-98765432109876, "General", "-98765432109876", "-98765432109876"),
    ],
)
def test_numbers(value: float, code: str, vietnamese: str, english: str) -> None:
    assert [shown(value, code, vietnamese=each) for each in (True, False)] == [vietnamese, english]


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (date(2024, 3, 5), "dd/mm/yyyy", "05/03/2024"),
        (MOMENT, "mm-dd-yy", "05/03/2024"),
        (MOMENT, "m/d/yy h:mm", "05/03/2024 17:05"),
        (MOMENT, "yyyy\\-mm\\-dd;@", "2024-03-05"),
        (MOMENT, '"ngày "dd" tháng "mm" năm "yyyy', "ngày 05 tháng 03 năm 2024"),
        (MOMENT, "[$-42A]d mmmm", "5 tháng 3"),
        (MOMENT, "h:mm AM/PM", "5:05 PM"),
        (MOMENT, "mm:ss", "05:09"),
        (timedelta(hours=36), "[h]:mm", "36:00"),
        (time(7, 5), "h:mm", "7:05"),
        (45000, "dd/mm/yyyy", "15/03/2023"),
        (date(2024, 3, 5), "General", "45356"),
    ],
)
def test_days_and_times(value: object, code: str, text: str) -> None:
    assert shown(value, code, vietnamese=True) == text


def test_texts_and_truth() -> None:
    assert shown("A12", '0;0;0;"Mã "@', vietnamese=True) == "Mã A12"
    assert shown("A12", "#,##0", vietnamese=True) == "A12"
    assert shown(True, "0", vietnamese=True) == "TRUE"


def test_figures_of_any_size_have_their_digits() -> None:
    assert shown(1e30, "#,##0.00", vietnamese=False) == f"{10**30:,}.00"
