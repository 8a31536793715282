"""Years and aspect of each passage: its heading decides before its sentences, these before the document."""

import pytest

from corpus.split import chunks_of
from tests.corpus.small_reports import report_from

TEXT = """UBND TỈNH LAM GIANG
SỞ TÀI CHÍNH
Số: 12/BC-STC
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Lam Giang, ngày 9 tháng 1 năm 2026
BÁO CÁO
Tổng kết công tác năm 2024 và nhiệm vụ 2025
I. KẾT QUẢ THỰC HIỆN NĂM 2024
1. Thu ngân sách
Thu đạt 3.245 tỷ đồng, tăng 5% so với năm 2023. Sở sẽ tiếp tục rà soát.
2. Ước thực hiện năm 2024
Tổng chi 2.100 tỷ đồng.
3. Tồn tại, hạn chế
Một số đơn vị chậm, như trong năm 2023 đã nêu.
II. NHIỆM VỤ NĂM 2025
1. Mục tiêu
Phấn đấu thu 3.500 tỷ đồng, hơn ước thực hiện năm 2024.
2. Giải pháp giai đoạn 2025-2027
Đẩy mạnh thu.
III. KIẾN NGHỊ
Đề nghị UBND tỉnh xem xét.
IV. SỐ LIỆU
Chỉ tiêu: Thu; Năm 2022: 100; Năm 2023: 120
Nơi nhận:
- Như trên;
GIÁM ĐỐC
Nguyễn Văn A"""


@pytest.mark.parametrize(
    ("words", "years", "aspect"),
    [
        ("Tổng kết công tác", (2024, 2025), None),
        ("Thu đạt", (2024,), "result"),
        ("Tổng chi", (2024,), "estimate"),
        ("Một số đơn vị", (2024,), "result"),
        ("Phấn đấu thu", (2025,), "plan"),
        ("Đẩy mạnh thu", (2025, 2026, 2027), "plan"),
        ("Đề nghị UBND", (2024, 2025), "direction"),
        ("Năm 2022: 100", (2022, 2023), None),
    ],
)
def test_passages(words: str, years: tuple[int, ...], aspect: str | None) -> None:
    [chunk] = [chunk for chunk in chunks_of(report_from(TEXT)) if words in chunk.text]
    assert (chunk.years, chunk.aspect, chunk.searchable) == (years, aspect, True)


def test_the_year_of_issue_is_no_reporting_year_and_form_is_not_searched() -> None:
    report = report_from(TEXT)
    assert report.years == (2024, 2025)
    form = [chunk.text for chunk in chunks_of(report) if not chunk.searchable]
    assert any("CỘNG HÒA" in text for text in form)
    assert any("Nơi nhận" in text and "Nguyễn Văn A" in text for text in form)
