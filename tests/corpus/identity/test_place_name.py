"""How offices name the place of a passage."""

import pytest

from corpus.identity.place_name import place_name


@pytest.mark.parametrize(
    ("headings", "vietnamese", "english"),
    [
        (("II. NHIỆM VỤ NĂM 2025", "3. Biên chế"), "mục II.3", "section II.3"),
        (("Chương I QUY ĐỊNH CHUNG", "Điều 5. Phạm vi", "2. Gồm:", "a) Một;"), "điểm a khoản 2 Điều 5", "point a, clause 2, Article 5"),
        (("Điều 7a. Hiệu lực",), "Điều 7a", "Article 7a"),
        (("Điều 1. Mức thu", "1. Phí:", "1.2. Lệ phí;"), "điểm 1.2 khoản 1 Điều 1", "point 1.2, clause 1, Article 1"),
        (("PHỤ LỤC I DANH MỤC", "2. Thiết bị"), "Phụ lục I, mục 2", "Appendix I, section 2"),
        (("Phụ lục số 02", "A. MÁY"), "Phụ lục số 02, mục A", "Appendix 02, section A"),
        (("PHỤ LỤC",), "Phụ lục", "Appendix"),
        (("PHẦN THỨ NHẤT KẾT QUẢ", "I. KINH TẾ", "1. Thu", "1.1. Nội địa"), "Phần thứ nhất, mục I.1.1", "Part 1, section I.1.1"),
        (("Phần II. NHIỆM VỤ", "1. Thu", "a) Nội địa"), "Phần II, điểm a mục 1", "Part II, point a, section 1"),
        (("CHƯƠNG III TỔ CHỨC", "Mục 2 BỘ MÁY"), "Chương III, Mục 2", "Chapter III, Section 2"),
        (("QUY CHẾ Làm việc", "Chương I", "Điều 3. Nguyên tắc"), "Điều 3 Quy chế", "Article 3, Regulation"),
        (("A. ĐÁNH GIÁ", "II. Hạn chế", "(1) Thu chậm"), "điểm 1 mục A.II", "point 1, section A.II"),
        (("Kết quả đạt được",), "“Kết quả đạt được”", "“Kết quả đạt được”"),
        (("II. NHIỆM VỤ", "3", "a"), "điểm a mục II.3", "point a, section II.3"),
        (("Điều 2. Phạm vi", "1", "đ"), "điểm đ khoản 1 Điều 2", "point đ, clause 1, Article 2"),
        ((), "", ""),
    ],
)  # fmt: skip
def test_place(headings: tuple[str, ...], vietnamese: str, english: str) -> None:
    assert place_name(" › ".join(headings), "vi") == vietnamese
    assert place_name(" › ".join(headings), "en") == english


def test_a_long_heading_is_cut_at_a_word() -> None:
    name = place_name("Kết quả " + "rất tốt " * 20, "vi")
    assert len(name) <= 63
    assert name.endswith(("tốt…”", "rất…”"))
