"""Rows of heads are told from rows of values by what stands below them; where nothing tells, no head is claimed."""

import pytest

from corpus.tables.head_rows import NOTHING_TOLD, Grid, Told, depth_of_heads
from corpus.tables.table import one_line, worded

YEARS = [["Lúa", "10", "11", "12", "13"], ["Ngô", "20", "21", "22", "23"]]


def lines_of(grid: Grid, told: Told = NOTHING_TOLD) -> list[str]:
    return [line for _, line in worded(grid, told=told).lines]


@pytest.mark.parametrize(
    "grid",
    [
        [["Thu ngân sách", "125 tỷ"], ["Chi ngân sách", "119 tỷ"], ["Dân số", "1,2 triệu"]],
        [["Chủ đầu tư", "Sở Xây dựng"], ["Tư vấn", "Công ty A"], ["Vốn", "125 tỷ"], ["Thời gian", "2024 - 2026"]],
        [["Tên trường", "THPT Khe Mây", ""], ["Diện tích", "5.120", "m2"], ["Số tầng", "4", "tầng"]],
        [["Thu", "tỷ đồng", "125"], ["Chi", "tỷ đồng", "119"]],
        [["1", "Tên dự án", "Cầu Khe Tre"], ["2", "Chủ đầu tư", "Ban Quản lý"]],
        [["Họ tên", "An", "Chức vụ", "Giám đốc"], ["Năm sinh", "1980", "Đơn vị", "Sở A"]],
        [["II", "Chi hoạt động", ""], ["1", "Nghiên cứu", ""], ["1.1", "Cấp Nhà nước", ""]],
    ],
)
def test_facts_have_no_head_row(grid: list[list[str]]) -> None:
    assert depth_of_heads(grid) == 0


def test_a_fact_is_its_name_and_its_value() -> None:
    assert lines_of([["Thu ngân sách:", "125 tỷ"], ["Chi ngân sách:", "119 tỷ"]]) == [
        "Thu ngân sách: 125 tỷ",
        "Chi ngân sách: 119 tỷ",
    ]


@pytest.mark.parametrize(
    ("grid", "depth"),
    [
        ([["Đơn vị", "Số"], ["Sở A", "2"]], 1),
        ([["Chỉ tiêu", "31/12/2023", "31/12/2024"], ["Dư nợ", "12", "13"]], 1),
        ([["", "1992", "1993", "2011 (1)"], ["Xuất khẩu", "5.558", "8.209", "4.786"]], 1),
        ([["TT", "Ngành", "Khởi công", "Tổng"], ["", "", "mới", "vốn"], ["", "", "", "(tỷ đồng)"], ["1", "Lúa", "5", "35"]], 3),
        ([["Tên", "Số", "Tỷ lệ"], ["A", "B", "C = A/B"], ["Lúa", "5", "7"]], 1),
        ([["Nhóm", "Vốn"], ["Giao thông", "Cầu, đường"], ["Giao thông", "Bến xe"]], 1),
    ],
)  # fmt: skip
def test_heads_stand_over_values_of_a_kind(grid: list[list[str]], depth: int) -> None:
    assert depth_of_heads(grid) == depth


def test_what_the_format_declares_comes_first() -> None:
    facts = [["Tên", "Cầu Khe Tre"], ["Chủ đầu tư", "Ban Quản lý"]]
    assert [depth_of_heads(facts, told) for told in (Told(heads=1), Told(strong=frozenset({0})), Told(heads=0))] == [
        1,
        1,
        0,
    ]
    assert depth_of_heads([["Thu", "125 tỷ"], ["Chi", "119 tỷ"]], Told(strong=frozenset({0}))) == 0


@pytest.mark.parametrize(
    ("labels", "heads"),
    [
        (["", "2023", "", "2024", ""], ["KH", "TH", "KH", "TH"]),
        (["", "", "2023", "", "2024"], ["KH", "TH", "KH", "TH"]),
    ],
)
def test_a_year_typed_once_over_two_columns(labels: list[str], heads: list[str]) -> None:
    assert lines_of([labels, ["Cây", *heads], *YEARS])[0] == (
        "Cây: Lúa; 2023 - KH: 10; 2023 - TH: 11; 2024 - KH: 12; 2024 - TH: 13"
    )


def test_labels_that_differ_in_their_numbers_stand_over_as_many_columns() -> None:
    grid = [["", "Quý I", "", "Quý II", ""], ["", "a", "b", "c", "d"], *YEARS]
    assert "Quý I - b: 11; Quý II - c: 12" in lines_of(grid)[0]


@pytest.mark.parametrize(
    "labels", [["", "2023", "", "2024", "", ""], ["", "", "2023", "", "", ""], ["", "Tổng", "", "Trong đó", "", "Số"]]
)
def test_doubtful_heads_are_printed_and_claimed_for_no_column(labels: list[str]) -> None:
    table = worded([labels, ["", "a", "b", "c", "d", "e"], ["Lúa", "1", "2", "4", "7", "5"]])
    assert table.doubtful
    assert [line for _, line in table.lines][1:] == ["a; b; c; d; e", "Lúa; 1; 2; 4; 7; 5"]


def test_a_label_in_the_middle_of_all_columns() -> None:
    table = worded([["", "", "", "2024", "", ""], ["", "a", "b", "c", "d", "e"], ["Lúa", "1", "2", "4", "7", "5"]])
    assert (table.doubtful, table.lines[-1][1][:29]) == (False, "Lúa; 2024 - a: 1; 2024 - b: 2")


def test_a_label_over_several_columns_stands_once() -> None:
    grid = [["STT", "Tên", "2023", "2024"], ["1", "Lúa", "5", "6"], ["Cao nhất", "Cao nhất", "7", "8"]]
    assert lines_of(grid)[-1] == "Cao nhất; 2023: 7; 2024: 8"
    told = Told(joined=frozenset({(2, 2)}))
    grid = [["STT", "Tên", "Đơn vị", "2024"], ["1", "Lúa", "ha", "6"], ["2", "Sở A", "Sở A", "8"]]
    assert lines_of(grid)[-1] == "STT: 2; Tên: Sở A; Đơn vị: Sở A; 2024: 8"
    assert lines_of(grid, told=told)[-1] == "STT: 2; Sở A; 2024: 8"


@pytest.mark.parametrize(
    ("cell", "line"),
    [("K7/\nCQ3", "K7/CQ3"), ("QH-\n12", "QH-12"), ("K7\n/CQ3", "K7/CQ3"), ("Đường\nsố 4", "Đường số 4"),
     ("- Một\n- Hai", "- Một - Hai"), ("Kế hoạch -\nThực hiện", "Kế hoạch - Thực hiện")],
)  # fmt: skip
def test_a_code_broken_over_lines_is_whole(cell: str, line: str) -> None:
    assert one_line(cell) == line
