import pytest

from corpus.identity.relations import relations_of
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
        ("Điều 2. Bãi bỏ khoản 2 Điều 5 Quyết định số 8/QĐ-UBND.", [Relation("amends", "8/QĐ-UBND")]),
        ("Điều 2. Thay thế Phụ lục I ban hành kèm theo Quyết định số 8/QĐ-UBND.", [Relation("amends", "8/QĐ-UBND")]),
        ("Điều 2. Thay thế Quy chế ban hành kèm theo Quyết định số 8/QĐ-UBND.", [Relation("replaces", "8/QĐ-UBND")]),
        (
            "3. Thay thế cụm từ “sở” bằng cụm từ “ban” tại Điều 7 Nghị định số 8/2020/NĐ-CP.",
            [Relation("amends", "8/2020/NĐ-CP")],
        ),
        (
            "Điều 3. Bãi bỏ Điều 16 Nghị định số 1/2014/NĐ-CP; Nghị định số 2/2014/NĐ-CP.",
            [Relation("amends", "1/2014/NĐ-CP"), Relation("amends", "2/2014/NĐ-CP")],
        ),
        (
            "Quyết định này thay thế Quyết định số 1/QĐ-UB về một số loại phí, Quyết định số 2/QĐ-UB về mức thu.",
            [Relation("replaces", "1/QĐ-UB"), Relation("replaces", "2/QĐ-UB")],
        ),
        (
            "2. Quyết định số 5/2015/QĐ-UBND ngày 1/2/2015 hết hiệu lực kể từ ngày Quyết định này có hiệu lực.",
            [Relation("repeals", "5/2015/QĐ-UBND")],
        ),
        (
            "2. Điều 4 Quyết định số 5/2015/QĐ-UBND hết hiệu lực kể từ ngày Quyết định này có hiệu lực.",
            [Relation("amends", "5/2015/QĐ-UBND")],
        ),
        ("2. Giấy phép theo Nghị định số 5/2015/NĐ-CP hết hiệu lực thì phải cấp lại.", []),
        (
            (
                "2. Các quyết định sau đây hết hiệu lực kể từ ngày Quyết định này có hiệu lực:\n"
                "a) Quyết định số 5/QĐ-UBND ngày 1/2/2015;\nb) Khoản 3 Điều 1 Quyết định số 6/QĐ-UBND.\n"
                "Điều 3. Chánh Văn phòng theo Quyết định số 7/QĐ-UBND thi hành."
            ),
            [Relation("repeals", "5/QĐ-UBND"), Relation("amends", "6/QĐ-UBND")],
        ),
        (
            "Quyết định này có hiệu lực sau 10 ngày và bãi bỏ:\n1. Quyết định số 5/QĐ-UBND;\n2. Quyết định số 6/QĐ-UBND.",
            [Relation("repeals", "5/QĐ-UBND"), Relation("repeals", "6/QĐ-UBND")],
        ),
        (
            "1. Quyết định này có hiệu lực từ ngày ký. Bãi bỏ Quyết định số 5/QĐ-UBND.",
            [Relation("repeals", "5/QĐ-UBND")],
        ),
        (
            "Điều 1. Sửa đổi Điều 9 Nghị định số 1/2020/NĐ-CP như sau:\n“Điều 9. Hiệu lực\nNghị định này thay thế Nghị định số 5/2001/NĐ-CP.”.",
            [Relation("amends", "1/2020/NĐ-CP")],
        ),
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
