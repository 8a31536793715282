import pytest

from corpus.relations import relations_of
from corpus.report import Relation


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Quyết định này thay thế Quyết định số 31/2023/QĐ-UBND ngày 18/8/2023.",
            [Relation("replaces", "31/2023/QĐ-UBND")],
        ),
        (
            "Quyết định này có hiệu lực từ ngày ký và thay thế Quyết định số 5/QĐ-UB và Quyết định số 6/QĐ-UB.",
            [Relation("replaces", "5/QĐ-UB"), Relation("replaces", "6/QĐ-UB")],
        ),
        (
            "Điều 1. Sửa đổi, bổ sung Điều 3 của Quyết định số 7/2020/QĐ-UBND như sau:",
            [Relation("amends", "7/2020/QĐ-UBND")],
        ),
        ("Điều 2. Bãi bỏ Quyết định số 8/QĐ-UBND.", [Relation("repeals", "8/QĐ-UBND")]),
        ("Căn cứ Nghị định số 9/2020/NĐ-CP sửa đổi, bổ sung Nghị định số 8/2015/NĐ-CP;", []),
        ("Thực hiện theo Nghị định số 9/2020/NĐ-CP thay thế Nghị định số 8/2015/NĐ-CP.", []),
        ("Quyết định số 5/QĐ-UB đã được thay thế.", []),
    ],
)
def test_of_a_decision(text: str, expected: list[Relation]) -> None:
    assert list(relations_of(text, "Về việc A", "quyết định", "12/QĐ-UBND")) == expected


def test_of_a_title() -> None:
    title = "Sửa đổi, bổ sung một số điều của Thông tư số 43/2025/TT-BCT"
    assert relations_of("", title, "thông tư", None) == (Relation("amends", "43/2025/TT-BCT"),)
    assert relations_of("", "Đính chính Quyết định số 5/QĐ-UBND", "công văn", None) == (
        Relation("corrects", "5/QĐ-UBND"),
    )
    assert relations_of("", "Triển khai Nghị quyết số 57-NQ/TW", "kế hoạch", None) == (
        Relation("implements", "57-NQ/TW"),
    )


def test_a_report_that_tells_of_a_replacement_replaces_nothing() -> None:
    text = "Tham mưu UBND tỉnh ban hành quyết định thay thế Quyết định số 31/2023/QĐ-UBND."
    assert relations_of(text, "Tổng kết năm 2024", "báo cáo", "8/BC-STTTT") == ()
