"""Acts that state number and date in their title; a number further on is another document's."""

from datetime import date

import pytest

from corpus.identity.dated_title import dated_title_of


@pytest.mark.parametrize(
    ("kind", "title", "number", "agency", "issued", "subject"),
    [
        ("nghị định", "CỦA CHÍNH PHỦ SỐ 29/1998/NĐ-CP NGÀY 11 THÁNG 5 NĂM 1998 VỀ QUY CHẾ DÂN CHỦ", "29/1998/NĐ-CP",
         "CHÍNH PHỦ", date(1998, 5, 11), "VỀ QUY CHẾ DÂN CHỦ"),
        ("nghị định", "Nghị định của Chính phủ số 117/2003/NĐ-CP ngày 10/10/2003 về tuyển dụng", "117/2003/NĐ-CP", "Chính phủ",
         date(2003, 10, 10), "về tuyển dụng"),
        ("thông tư", "Số 5/2001/TT-BTC ngày 2 tháng 1 năm 2001 của Bộ Tài chính hướng dẫn chi tiêu", "5/2001/TT-BTC",
         "Bộ Tài chính", date(2001, 1, 2), "hướng dẫn chi tiêu"),
    ],
)  # fmt: skip
def test_states(kind: str, title: str, number: str, agency: str, issued: date, subject: str) -> None:
    stated = dated_title_of(title, kind)
    assert stated is not None
    assert (stated.number, stated.agency, stated.issued, stated.subject) == (number, agency, issued, subject)


@pytest.mark.parametrize(
    "title",
    [
        "Về việc thi hành Nghị định số 29/1998/NĐ-CP ngày 11 tháng 5 năm 1998",
        "Sửa đổi Quyết định số 12/QĐ-UBND ngày 1/2/2003",
        "Triển khai Nghị quyết số 18-NQ/TW",
        "Tổng kết công tác năm 2024",
    ],
)
def test_a_number_further_on_is_anothers(title: str) -> None:
    assert dated_title_of(title, "kế hoạch") is None
