"""Two quotes that say the same but for a figure."""

import pytest

from bot.short.line import Line
from bot.short.two_values import Told, difference_line
from tests.corpus.small_reports import report_from


def told(sentence: str, name: str) -> Told:
    report = report_from(f"BÁO CÁO\nKết quả năm\n{sentence}")
    start = report.text.index(sentence)
    return Told(report, start, start + len(sentence), name)


def line_of(one: str, other: str, names: tuple[str, str] = ("Năm 2021", "Năm 2022")) -> Line | None:
    return difference_line(told(one, names[0]), told(other, names[1]), "Chỉ tiêu", "vi")


def test_the_figures_of_one_thing_are_compared_and_no_others() -> None:
    line = line_of(
        "Tổng thu ngân sách trên địa bàn năm 2021 đạt 1.204,5 tỷ đồng, bằng 98% dự toán.",
        "Tổng thu ngân sách trên địa bàn năm 2022 đạt 1.310 tỷ đồng, bằng 104% dự toán.",
    )
    assert line is not None
    assert line.text == "Năm 2021: 1.204,5 tỷ đồng; năm 2022: 1.310 tỷ đồng; tăng 105,5 tỷ đồng"
    assert [value.text for value in line.values] == ["1.204,5 tỷ đồng", "1.310 tỷ đồng"]


def test_the_earlier_year_comes_first_however_they_are_asked_for() -> None:
    line = line_of("Toàn huyện có 42 trường học.", "Toàn huyện có 45 trường học.", ("Năm 2023", "Năm 2020"))
    assert line is not None
    assert line.text == "Năm 2020: 45; năm 2023: 42; giảm 3"


def test_shares_differ_by_points() -> None:
    line = line_of("Tỷ lệ hộ nghèo còn 4,15%.", "Tỷ lệ hộ nghèo còn 3,2%.")
    assert line is not None
    assert line.text.endswith("giảm 0,95 điểm phần trăm")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Chi thường xuyên 45 tỷ đồng.", "Chi thường xuyên 900 triệu đồng."),  # units differ
        ("Giao 1.200 biên chế.", "Tinh giản 36 người."),  # another thing
        (
            "Có 12 xã và 14 phường.",
            "Có 11 xã và 15 phường.",
        ),  # which of two is meant is not plain where both fit as well
        ("Không có số liệu.", "Có 15 phường."),
    ],
)
def test_nothing_is_worked_out_where_it_is_not_plain(one: str, other: str) -> None:
    line = line_of(one, other)
    assert line is None or "xã" not in line.text


def test_places_are_set_apart_without_a_direction() -> None:
    line = line_of("Huyện có 42 trường học.", "Huyện có 45 trường học.", ("Huyện An", "Huyện Bình"))
    assert line is not None
    assert line.text == "Huyện An: 42; Huyện Bình: 45; chênh lệch 3"
