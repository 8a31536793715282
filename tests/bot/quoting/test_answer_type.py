"""What a question asks for, and whether a sentence holds it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.quoting.answer_type import asked_for


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Năm 2024 tỉnh có bao nhiêu trạm 5G?", "number"),
        ("Kinh phí hợp nhất là bao nhiêu?", "money"),
        ("How much money was set aside for the merger?", "money"),
        ("Tỷ lệ hộ nghèo là bao nhiêu?", "share"),
        ("bao nhiêu phần trăm hồ sơ nộp trực tuyến", "share"),
        ("Thời hạn chia sẻ dữ liệu là mấy ngày?", "duration"),
        ("How long was the system interrupted?", "duration"),
        ("Khi nào hoàn thành?", "date"),
        ("Sở được thành lập năm nào?", "year"),
        ("Quyết định này thay thế văn bản nào?", "document"),
        ("Đơn vị nào vận hành kho dữ liệu?", "agency"),
        ("Ai chủ trì?", "agency"),
        ("Ai là giám đốc sở?", "person"),
        ("Who is the director?", "person"),
        ("Trụ sở đặt ở đâu?", "place"),
        ("Vì sao không đạt kế hoạch?", "reason"),
        ("Kế hoạch nói gì về hợp nhất?", None),
    ],
)
def test_the_kind_of_thing_asked_for(question: str, expected: str | None) -> None:
    asked = asked_for(question)
    assert (asked and asked.type) == expected


@pytest.mark.parametrize(
    ("question", "sentence", "held"),
    [
        ("Có bao nhiêu trạm 5G?", "Đưa vào khai thác 71 trạm 5G.", 1.0),
        ("Có bao nhiêu trạm 5G?", "2. Xóa 06 thôn lõm sóng trước ngày 30 tháng 9 năm 2025.", 0.5),
        ("Có bao nhiêu trạm 5G?", "1. Hoàn thành trước ngày 30 tháng 9 năm 2025.", 0.0),
        ("Có bao nhiêu người đỗ?", "Có 69 thí sinh trúng tuyển.", 1.0),
        ("How many pages were digitised?", "Số hóa 900.000 trang tài liệu.", 1.0),
        ("Công ty nào trúng thầu?", "Trung tâm Lưu trữ thuê dịch vụ.", 0.5),
        ("Công ty nào trúng thầu?", "Công ty Số Việt trúng thầu.", 1.0),
        ("Ai là giám đốc sở?", "Bổ nhiệm đồng chí Trịnh Hoài Đăng giữ chức.", 1.0),
        ("Quyết định 12/2025/QĐ-UBND thay văn bản nào?", "Quyết định 12/2025/QĐ-UBND có hiệu lực từ nay.", 0.0),
    ],
)
def test_what_the_question_says_itself_does_not_count(question: str, sentence: str, held: float) -> None:
    asked = asked_for(question)
    assert asked is not None
    assert asked.answered_by(sentence) == held


def test_values_are_compared_by_what_is_counted() -> None:
    asked = asked_for("Có bao nhiêu trạm 5G?")
    assert asked is not None
    assert asked.values("Đưa vào khai thác 71 trạm trong 6 tháng, xóa 08 thôn.") == {"71"}


@given(st.text(max_size=300), st.text(max_size=300))
def test_any_text_can_be_asked_and_looked_through(question: str, sentence: str) -> None:
    asked = asked_for(question)
    if asked is not None:
        assert asked.answered_by(sentence) in (0.0, 0.5, 1.0)
        assert bool(asked.values(sentence)) == (asked.answered_by(sentence) > 0)
