"""Tables read back out of a report's text."""

from corpus.tables.table import worded
from corpus.tables.written_row import columns_of, row_at, table_around

GRID = [
    ["TT", "Địa phương", "Năm 2023", "Năm 2024"],
    ["I", "Miền xuôi", "Miền xuôi", "Miền xuôi"],
    ["1", "Huyện An", "12", "15"],
    ["2", "Huyện Bình", "", "9"],
    ["II", "Miền núi", "Miền núi", "Miền núi"],
    ["3", "Huyện Cao", "7", "8"],
]


def text() -> str:
    lines = [line for _, line in worded(GRID).lines]
    return "Lời dẫn của biểu.\n" + "\n".join(lines) + "\nGhi chú: số liệu ước.\nHết."


def test_every_cell_stands_where_it_says() -> None:
    written = text()
    rows = table_around(written, written.index("Huyện Bình"))
    assert [row.cells[1].value for row in rows] == ["Huyện An", "Huyện Bình", "Huyện Cao"]
    for row in rows:
        for cell in row.cells:
            assert written[cell.start : cell.end] == cell.value


def test_a_line_that_is_no_row_heads_the_rows_below_it() -> None:
    written = text()
    assert [row.group.split(". ")[-1] for row in table_around(written, written.index("Huyện Cao"))][-1] == "Miền núi"


def test_columns_come_in_order_though_cells_are_empty() -> None:
    written = text()
    assert columns_of(table_around(written, written.index("Huyện An"))) == ["TT", "Địa phương", "Năm 2023", "Năm 2024"]


def test_no_table_stands_in_a_sentence() -> None:
    assert table_around("Một câu thường.\nHai câu.", 3) == []


def test_a_label_below_no_head_has_none() -> None:
    line = "Cộng các huyện; Năm 2023: 19; Năm 2024: 32; Ghi chú: tạm tính"
    assert [cell.head for cell in row_at(line, 0, len(line)).cells] == ["", "Năm 2023", "Năm 2024", "Ghi chú"]
