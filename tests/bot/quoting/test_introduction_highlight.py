"""What introduces a quote, and what in it is marked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answer import Answered
from bot.answerer import Answerer
from bot.page.answer_html import answer_html
from bot.quoting.highlight import marks_of
from bot.quoting.inquiry import Inquiry
from index.question.query import Query
from index.question.wishes import Wanted
from index.record.register import Register

ROW = "TT: 31; Chỉ tiêu: Trang được số hóa; Đơn vị tính: nghìn trang; Thực hiện 2024: 540; Kế hoạch 2025: 900"


@pytest.mark.parametrize(
    ("question", "wanted", "quote", "marked"),
    [
        ("Năm 2025 số hóa bao nhiêu trang?", Wanted(years=(2025,), aspect="plan"), ROW, ["900"]),
        ("Năm 2024 số hóa bao nhiêu trang?", Wanted(years=(2024,)), ROW, ["540"]),
        ("Số hóa bao nhiêu trang?", Wanted(), ROW, []),
        ("Có bao nhiêu trạm?", Wanted(), "Có 71 trạm, đạt 59% kế hoạch.", ["71"]),
        ("Khi nào xong?", Wanted(), "Xong trước ngày 30 tháng 9 năm 2025.", ["ngày 30 tháng 9 năm 2025"]),
        ("Kế hoạch nói gì về các sở?", Wanted(), "Có 71 trạm.", []),
    ],
)
def test_what_is_asked_for_is_marked(question: str, wanted: Wanted, quote: str, marked: list[str]) -> None:
    inquiry = Inquiry.of(Query(question, question, wanted=wanted), Register((), {}))
    assert [quote[start:end] for start, end in marks_of(quote, inquiry)] == marked


@given(st.text(max_size=200), st.text(max_size=200))
def test_marks_are_in_order_and_apart(question: str, quote: str) -> None:
    position = 0
    for start, end in marks_of(quote, Inquiry.of(Query(question, question), Register((), {}))):
        assert position <= start < end <= len(quote)
        position = end


def test_of_the_same_report_only_the_place_is_said_again(sample_answerer: Answerer) -> None:
    answer = sample_answerer.answer("Kế hoạch năm 2025 nói gì về việc hợp nhất các sở?")
    assert isinstance(answer, Answered)
    before = None
    for statement, citation in zip(answer.statements, answer.citations, strict=True):
        assert statement.lead.startswith("Theo ") == (citation.report_id != before)
        before = citation.report_id
    issued = list(dict.fromkeys(each.issued for each in answer.citations if each.issued))
    assert issued == sorted(issued, reverse=True)


def test_marks_are_shown_on_the_page(sample_answerer: Answerer) -> None:
    answer = sample_answerer.answer("6 tháng đầu năm 2025 đã có thêm bao nhiêu trạm 5G?")
    assert isinstance(answer, Answered)
    assert "<mark>71</mark> trạm 5G" in answer_html(answer, {1}, "vi")
