"""The laws of the text hold for every text, however its headings, forms and quotes are mixed up."""

from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.formats.plaintext import read_plaintext
from corpus.read import report_of
from tests.measures.laws import violations_of

LINES = [
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "UBND TỈNH LAM GIANG", "Số: 12/QĐ-UBND", "QUYẾT ĐỊNH", "Về việc ban hành quy chế",
    "PHẦN THỨ NHẤT", "Chương I", "QUY ĐỊNH CHUNG", "Mục 1", "Điều 1. Phạm vi", "Điều 2.", "1. Một khoản;", "1.1. Nhỏ hơn", "a) Điểm",
    "a)Điểm liền", "1.Khoản liền", "I. KẾT QUẢ NĂM 2024", "A. ĐÁNH GIÁ", "(1) Một", "- Gạch đầu dòng", "“Điều 3. Trích", "hết trích.”.",
    "Sửa đổi Điều 5 như sau:", "“đoạn trích mở đầu", "PHỤ LỤC I", "QUY CHẾ", "Nơi nhận:", "- Như trên;", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH",
    "(Đã ký)", "NGUYỄN VĂN A", "Bảng 1. Số liệu", "STT: 1; Tên: A; Số: 3", "", "Một câu dài " * 40, "x" * 1500, "e\u0323\u0302", "\f",
]  # fmt: skip


@settings(max_examples=150)
@given(st.lists(st.sampled_from(LINES) | st.text(max_size=30), min_size=1, max_size=40))
def test_laws(lines: list[str]) -> None:
    text = "Báo cáo.\n" + "\n".join(lines)
    assert violations_of(report_of(read_plaintext(text), source="a.txt", sha256="", collection="a")) == []
