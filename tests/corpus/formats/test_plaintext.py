from corpus.formats.plaintext import read_plaintext
from corpus.web.markdown import read_markdown


def texts(text: str) -> list[str]:
    return [paragraph.text for paragraph in read_plaintext(text).paragraphs]


def test_hard_wrapped_text_is_joined() -> None:
    text = """I. KẾT QUẢ

Sở Nội vụ hoàn thành bàn giao hồ sơ, tài sản, tài chính của hai cơ quan cũ vào
ngày 13 tháng 3 năm 2025, sớm hai ngày so với kế hoạch; bố trí xong bảy phòng và
tương đương, một chi cục, hai đơn vị sự nghiệp.
- Giao Sở Tài chính hướng dẫn việc kiểm kê, bàn giao tài sản của hai cơ quan cho
đơn vị mới trước cuối quý.
- Lưu hồ sơ."""
    assert texts(text) == [
        "I. KẾT QUẢ",
        (
            "Sở Nội vụ hoàn thành bàn giao hồ sơ, tài sản, tài chính của hai cơ quan cũ vào ngày 13 tháng 3 năm 2025, sớm hai ngày so với "
            "kế hoạch; bố trí xong bảy phòng và tương đương, một chi cục, hai đơn vị sự nghiệp."
        ),
        "- Giao Sở Tài chính hướng dẫn việc kiểm kê, bàn giao tài sản của hai cơ quan cho đơn vị mới trước cuối quý.",
        "- Lưu hồ sơ.",
    ]


def test_text_that_is_not_wrapped_is_left_alone() -> None:
    assert texts("Dòng một\nDòng hai\ntiếp theo một dòng " + "dài " * 50) == [
        "Dòng một", "Dòng hai", ("tiếp theo một dòng " + "dài " * 50).strip()]  # fmt: skip


def test_columns_of_letterhead_and_signature_are_read_one_after_the_other() -> None:
    text = """UBND TỈNH LAM GIANG              CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
SỞ NỘI VỤ                          Độc lập - Tự do - Hạnh phúc
-------                            ---------------
Số: 5/BC-SNV                       Lam Bình, ngày 3 tháng 2 năm 2025

BÁO CÁO
Kết quả năm 2024
Nội dung.
Nơi nhận:                          GIÁM ĐỐC
- UBND tỉnh;
- Lưu: VT.                         Trần Văn Bình"""
    assert texts(text) == [
        "UBND TỈNH LAM GIANG", "SỞ NỘI VỤ", "Số: 5/BC-SNV", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc",
        "Lam Bình, ngày 3 tháng 2 năm 2025", "BÁO CÁO", "Kết quả năm 2024", "Nội dung.",
        "Nơi nhận:", "- UBND tỉnh;", "- Lưu: VT.", "GIÁM ĐỐC", "Trần Văn Bình",
    ]  # fmt: skip


def test_form_feeds_end_pages() -> None:
    parsed = read_plaintext("Một\fHai\f")
    assert [(p.text, p.page) for p in parsed.paragraphs] == [("Một", 1), ("Hai", 2)]
    assert [leaf.number for leaf in parsed.leaves] == [1, 2]


def test_markdown() -> None:
    parsed = read_markdown(
        "# Báo cáo *năm* 2024\n\nMột đoạn\ntrên hai dòng, xem [biểu](b.html).\n\n* Mục một\n* Mục **hai**\n\n"
        "| Chỉ tiêu | 2024 |\n|---|---:|\n| Hồ sơ | 1.234 |\n\n**Kết luận**"
    )
    assert [(p.text, p.level, p.role, p.bold) for p in parsed.paragraphs] == [
        ("Báo cáo năm 2024", 1, "body", False),
        ("Một đoạn trên hai dòng, xem biểu.", None, "body", False),
        ("- Mục một", None, "item", False),
        ("- Mục hai", None, "item", False),
        ("Chỉ tiêu: Hồ sơ; 2024: 1.234", None, "row", False),
        ("Kết luận", None, "body", True),
    ]
