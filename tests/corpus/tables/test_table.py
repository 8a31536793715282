from corpus.tables.head_rows import NOTHING_TOLD, Grid, Told
from corpus.tables.table import is_layout, worded


def lines_of(grid: Grid, told: Told = NOTHING_TOLD) -> list[str]:
    return [line for _, line in worded(grid, told=told).lines]


def test_each_row_names_its_heads() -> None:
    grid = [["Chỉ tiêu", "Đơn vị", "Thực hiện 2024"], ["Số thủ tục", "TTHC", "1.234"], ["Hồ sơ", "", "56"]]
    assert lines_of(grid) == [
        "Chỉ tiêu: Số thủ tục; Đơn vị: TTHC; Thực hiện 2024: 1.234",
        "Chỉ tiêu: Hồ sơ; Thực hiện 2024: 56",
    ]


def test_heads_over_two_rows() -> None:
    grid = [["Xã", "Năm 2024", "Năm 2024"], ["Xã", "Kế hoạch", "Thực hiện"], ["Bản Mây", "10", "12"]]
    assert lines_of(grid) == ["Xã: Bản Mây; Năm 2024 - Kế hoạch: 10; Năm 2024 - Thực hiện: 12"]


def test_equal_figures_side_by_side_are_both_kept() -> None:
    assert lines_of([["Xã", "2023", "2024"], ["Bản Mây", "10", "10"]]) == ["Xã: Bản Mây; 2023: 10; 2024: 10"]


def test_a_row_that_heads_a_group() -> None:
    grid = [["TT", "Chỉ tiêu", "2024"], ["II", "HẠ TẦNG SỐ", "HẠ TẦNG SỐ"], ["1", "Trạm 5G", "49"]]
    assert lines_of(grid) == ["II. HẠ TẦNG SỐ", "TT: 1; Chỉ tiêu: Trạm 5G; 2024: 49"]


def test_the_row_that_numbers_the_columns_goes_but_small_figures_stay() -> None:
    grid = [["Xã", "Thôn", "Hộ"], ["(1)", "(2)", "(3)"], ["A", "7", "9"]]
    assert lines_of(grid) == ["Xã: A; Thôn: 7; Hộ: 9"]
    assert lines_of([["Quý", "Hội nghị", "Đợt"], ["1", "4", "2"]]) == ["Quý: 1; Hội nghị: 4; Đợt: 2"]


def test_without_heads() -> None:
    assert lines_of([["1", "2"], ["3", "4"]]) == ["1; 2", "3; 4"]


def test_letterhead_is_layout() -> None:
    assert is_layout([["UBND TỈNH", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]])
    assert not is_layout([["Chỉ tiêu", "Đơn vị"]])
