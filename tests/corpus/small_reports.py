"""Reports of a few lines, and lines to make reports of at random."""

from hypothesis import strategies as st

from corpus.paragraph import Leaf, Paragraph, ParsedFile
from corpus.read import report_of
from corpus.report import Report

BAO_CAO = """UBND TỈNH LAM GIANG
SỞ NỘI VỤ
Số: 12/BC-SNV
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Lam Bình, ngày 09 tháng 01 năm 2025
BÁO CÁO
Tổng kết công tác năm 2024, nhiệm vụ năm 2025
Căn cứ Quyết định số 99/QĐ-UBND ngày 02/3/2023 của UBND tỉnh, Sở Nội vụ báo cáo như sau:
I. KẾT QUẢ THỰC HIỆN NĂM 2024
1. Cải cách hành chính
Toàn tỉnh giải quyết 3.245 hồ sơ, tăng 8,5% so với năm 2023. TP. Lam Bình dẫn đầu.
2. Biên chế
- Giao 1.200 biên chế.
- Tinh giản 36 người.
II. NHIỆM VỤ NĂM 2025
1. Hợp nhất Sở Thông tin và Truyền thông với Sở Khoa học và Công nghệ trước ngày 28/02/2025.
2. Ước thực hiện chi thường xuyên 45 tỷ đồng.
III. KIẾN NGHỊ
Đề nghị UBND tỉnh bố trí kinh phí./.
Nơi nhận:
- UBND tỉnh;
- Lưu: VT.
GIÁM ĐỐC
Trần Văn Bình"""


def report_from(text: str, *, name: str = "bao-cao.txt", pages: int = 1) -> Report:
    """The report that lines of text make; with more than one page, the lines are dealt out evenly."""
    lines = [line for line in text.split("\n") if line.strip()]
    paragraphs = tuple(Paragraph(line, page=1 + index * pages // len(lines)) for index, line in enumerate(lines))
    leaves = tuple(Leaf(number, str(number)) for number in range(1, pages + 1))
    return report_of(ParsedFile(paragraphs, leaves), source=name, sha256="0" * 64, collection="default")


LINES = st.sampled_from(
    ["Phần I", "Chương II", "Mục 1", "Điều 3. Phạm vi", "A. CHUNG", "I. KẾT QUẢ", "1. Kinh tế", "1.1. Thu", "a) Thuế;", "- Phí.",
     "PHỤ LỤC I", "TỔ CHỨC THỰC HIỆN", "Năm 2024 đạt 15%. Tốt.", "“Điều 9. Trích", "dẫn.”", "Nơi nhận:", "KT. GIÁM ĐỐC", "Bảng 1. Số liệu"]
)  # fmt: skip
