import pytest

from corpus.document.marker import marker_of


@pytest.mark.parametrize(
    ("paragraph", "kind", "text"),
    [
        ("Phần thứ nhất", "part", "Phần thứ nhất"),
        ("Chương II. TỔ CHỨC", "chapter", "Chương II."),
        ("Mục 1", "section", "Mục 1"),
        ("Tiểu mục 2. Thủ tục", "subsection", "Tiểu mục 2."),
        ("Điều 5. Hiệu lực", "article", "Điều 5."),
        ("A. KẾT QUẢ", "letter", "A."),
        ("IV. NHIỆM VỤ", "roman", "IV."),
        ("12. Sở Nội vụ", "arabic", "12."),
        ("2.1. Về thể chế", "decimal", "2.1."),
        ("đ) Danh mục", "alpha", "đ)"),
        ("- Giao Sở", "dash", "-"),
        ("Phụ lục I", "annex", "Phụ lục I"),
        ("1.Trách nhiệm", "arabic", "1."),
        ("a)Chủ trì", "alpha", "a)"),
    ],
)
def test_marks(paragraph: str, kind: str, text: str) -> None:
    marker = marker_of(paragraph)
    assert marker is not None
    assert (marker.kind, marker.text) == (kind, text)


@pytest.mark.parametrize(
    "paragraph",
    [
        "Năm 2024, Sở đã hoàn thành",
        "Điều 5 của Luật này quy định",
        "Chương trình hành động",
        "Phụ lục kèm theo Quyết định",
        "2024 là năm bản lề",
        "3.245 hồ sơ",
        "V/v báo cáo",
    ],
)
def test_sentences_are_not_marks(paragraph: str) -> None:
    assert marker_of(paragraph) is None
