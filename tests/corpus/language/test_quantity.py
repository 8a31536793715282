"""Figures, dates and numerals are the same however they are written."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.language.calendar_date import CalendarDate, dates_in
from corpus.language.detect import Language
from corpus.language.quantity import Quantity, quantities_in, roman

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def only(text: str, language: Language = "vi") -> Quantity:
    [found] = quantities_in(text, language)
    return found


@pytest.mark.parametrize(
    ("texts", "value", "unit"),
    [
        (("8,5%", "8.5 %", "8,5 phần trăm", "8,50%"), "8.5", "%"),
        (
            ("3.245 tỷ đồng", "3245 tỷ đồng", "3.245 tỉ đồng", "3.245.000 triệu đồng", "3,245 nghìn tỷ đồng"),
            "3.245e12",
            "đồng",
        ),
        (("1 tỷ 250 triệu đồng", "1,25 tỷ đồng", "1.250 triệu đồng", "Kinh phí (triệu đồng): 1.250"), "1.25e9", "đồng"),
        (("512.480", "512480", "512 480"), "512480", ""),
        (("hai", "02", "2"), "2", ""),
        (("mười lăm xã", "15"), "15", ""),
        (("một trăm linh hai hộ", "102"), "102", ""),
        (("quý I", "quý 1", "Q1"), "1", "quý"),
        (("3,7 điểm phần trăm", "3,7 điểm %"), "3.7", "điểm %"),
    ],
)
def test_one_figure_in_many_notations(texts: tuple[str, ...], value: str, unit: str) -> None:
    for text in texts:
        found = only(f"{text} sở" if text == "hai" else text)
        assert Decimal(value) in found.readings, text
        assert found.unit == unit, text


@pytest.mark.parametrize(
    ("english", "vietnamese"),
    [
        ("3,245 billion", "3.245 tỷ"), ("3,245 billion dong", "3.245 tỷ đồng"), ("8.5 percent", "8,5%"), ("1.2 million", "1,2 triệu"),
        ("512,480 applications", "512.480 hồ sơ"), ("two departments", "hai sở"), ("twenty-five days", "25 ngày"),
        ("3.7 percentage points", "3,7 điểm phần trăm"), ("the first quarter", "quý I"), ("352.074 applications", "352.074 hồ sơ"),
    ],
)  # fmt: skip
def test_english_figures_agree_with_vietnamese_ones(english: str, vietnamese: str) -> None:
    assert only(english, "en").agrees(only(vietnamese, "vi"))


@pytest.mark.parametrize(
    ("one", "other"),
    [("8,5%", "85%"), ("3.245 tỷ", "3,245 tỷ"), ("5%", "5 điểm phần trăm"), ("5 ngày", "5 tháng"), ("2 tỷ", "2 triệu")],
)
def test_other_figures_do_not_agree(one: str, other: str) -> None:
    assert not only(one).agrees(only(other))


def test_both_ends_of_a_range_have_its_unit() -> None:
    first, second = quantities_in("từ 3 đến 5 tỷ đồng", "vi")
    assert (Decimal(3_000_000_000) in first.readings, first.unit, second.unit) == (True, "đồng", "đồng")


@given(st.integers(0, 10**12), st.sampled_from(["", " tỷ đồng", " hồ sơ", "%"]))
def test_any_whole_number_is_the_same_with_and_without_points(number: int, unit: str) -> None:
    grouped = f"{number:,}"
    in_vietnamese = only(grouped.replace(",", ".") + unit)
    assert in_vietnamese.agrees(only(f"{number}{unit}"))
    assert in_vietnamese.agrees(
        only(grouped + (unit.replace(" tỷ đồng", " billion dong").replace(" hồ sơ", " files")), "en")
    )


@given(st.integers(0, 10**6), st.integers(0, 99))
def test_any_decimal_is_the_same_with_point_and_comma(whole: int, hundredths: int) -> None:
    comma, point = f"{whole},{hundredths:02}%", f"{whole}.{hundredths:02} %"
    assert only(comma).readings == only(point).readings == only(point, "en").readings
    assert not only(comma).agrees(only(f"{whole + 1},{hundredths:02}%"))


@given(st.integers(1, 31), st.integers(1, 12), st.integers(1950, 2099))
def test_any_date_is_the_same_in_every_notation(day: int, month: int, year: int) -> None:
    texts = (
        f"ngày {day:02} tháng {month:02} năm {year}", f"{day}/{month}/{year}", f"{day:02}-{month:02}-{year}", f"ngày {day}/{month}/{year}",
        f"{year}-{month:02}-{day:02}", f"{MONTHS[month - 1]} {day}, {year}", f"{day} {MONTHS[month - 1]} {year}",
        f"ngày {day}/{month} năm {year}",
    )  # fmt: skip
    for text in texts:
        [found] = dates_in(text)
        assert (found.day, found.month, found.year) == (day, month, year), text


def test_a_part_of_a_date_is_carried_by_the_whole() -> None:
    [whole] = dates_in("ngày 01 tháng 3 năm 2025")
    for text in ("tháng 3/2025", "March 2025", "ngày 1/3", "in March", "tháng 3"):
        [part] = dates_in(text)
        assert part.is_carried_by(whole, ()), text
        if part.day is None or part.year is None:
            assert not whole.is_carried_by(part, ())


def test_a_date_without_a_year_is_of_a_year_that_is_known() -> None:
    stated, claimed = CalendarDate(1, 3, None, 0, 1), CalendarDate(1, 3, 2025, 0, 1)
    assert claimed.is_carried_by(stated, {2025})
    assert not claimed.is_carried_by(stated, {2024})


def test_what_is_no_date() -> None:
    assert dates_in("đạt 12/15 chỉ tiêu, 32/01/2025, 3.245 tỷ, 173/KH-UBND") == []


def test_roman_numerals() -> None:
    assert [roman(numeral) for numeral in ("I", "IV", "IX", "XIV", "XL")] == [1, 4, 9, 14, 40]
