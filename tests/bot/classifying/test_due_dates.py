"""Deadlines: which dates of a question and of a sentence are such, and which documents may set them."""

from datetime import date

import pytest

from bot.classifying.due_dates import DueDates, deadlines_in, due_dates_in
from index.question.wishes import wanted


@pytest.mark.parametrize(
    ("question", "dates"),
    [
        ("Việc gì phải xong trước 30/6/2025?", DueDates(2025, (1, 1), (6, 30))),
        ("việc gì đến hạn trong tháng 2/2024", DueDates(2024, (2, 1), (2, 29))),
        ("phải xong gì trước tháng 8/2025", DueDates(2025, (1, 1), (8, 31))),
        ("nhiệm vụ phải hoàn thành trong quý III năm 2025", DueDates(2025, (7, 1), (9, 31))),
        ("những việc phải xong trong năm 2025", DueDates(2025)),
        ("việc gì phải xong trước 15/9", DueDates(None, (1, 1), (9, 15))),
        ("What is due before 30 June 2025?", DueDates(2025, (1, 1), (6, 30))),
        ("Kế hoạch 19 có những thời hạn nào?", None),
    ],
)
def test_what_a_question_asks_within(question: str, dates: DueDates | None) -> None:
    assert due_dates_in(question, wanted(question, today=date(2025, 8, 1))) == dates


@pytest.mark.parametrize(
    ("sentence", "deadlines"),
    [
        ("Trước ngày 07 tháng 02 năm 2025: Sở Nội vụ hoàn thành thẩm định đề án.", [date(2025, 2, 7)]),
        ("Sở Tài chính báo cáo kết quả chậm nhất ngày 15/3.", [date(2025, 3, 15)]),
        ("Hoàn thành việc bàn giao trong quý II năm 2025.", [date(2025, 6, 30)]),
        ("Submit the report no later than 30 June 2025.", [date(2025, 6, 30)]),
        ("Thời hạn hoàn thành: tháng 4/2026", [date(2026, 4, 30)]),
        ("Đồng chí nghỉ hưu trước tuổi kể từ ngày 01/3/2025.", []),
        ("Trước đó, theo Kế hoạch số 19/KH-UBND ngày 20/01/2025, kinh phí là 1,85 tỷ đồng.", []),
        ("Lắp 12 trạm trước ngày 30/9/2025, chậm một tháng so với dự kiến.", [date(2025, 9, 30)]),
        ("Thu ngân sách tăng so với thời điểm trước ngày 30/9/2025.", []),
        ("Tính đến ngày 30/6/2025, đã giải ngân 40%.", []),
        ("Quyết định này có hiệu lực thi hành từ ngày 01/7/2025.", []),
    ],
)
def test_deadlines_of_a_sentence(sentence: str, deadlines: list[date]) -> None:
    assert list(deadlines_in(sentence, 2025)) == deadlines
