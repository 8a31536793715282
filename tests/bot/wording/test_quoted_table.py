"""A quote that is rows of a table is shown as one only where every value of it has its cell."""

from bot.wording.quoted_table import QuotedCell, quoted_table

ROWS = "Địa phương: Yên Hoài; Đạt: 51,3%; Hạng: 9\nĐịa phương: Lam Sơn; Đạt: 88%; Tăng: 2%"


def test_heads_stand_once_and_what_is_marked_is_a_cell() -> None:
    place = ROWS.index("51,3%")
    table = quoted_table(ROWS, [(place, place + 5)])
    assert table is not None
    assert sorted(table.heads) == ["Hạng", "Tăng", "Đạt", "Địa phương"]
    first = dict(zip(table.heads, table.rows[0], strict=True))
    assert first["Đạt"] == QuotedCell("51,3%", is_marked=True)
    assert [each.is_marked for each in table.rows[0]].count(True) == 1
    assert first["Tăng"] == QuotedCell("")


def test_a_row_with_two_values_below_one_head_stays_as_it_is_written() -> None:
    assert quoted_table("Địa phương: Yên Hoài; Tỷ lệ: 51%; Tỷ lệ: 9%") is None


def test_a_sentence_is_no_table() -> None:
    assert quoted_table("Thời gian: 8 giờ; địa điểm: hội trường.\nMời các đồng chí dự họp.") is None
