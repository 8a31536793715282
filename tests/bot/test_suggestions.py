"""What is suggested is answered here, from the report it names, is new, and is tried once."""

from dataclasses import replace

import pytest

from bot.answer import Answer, Answered, SmallTalk, cited_by
from bot.answerer import Answerer
from bot.suggestions import Suggestions
from index.library import Library
from index.question.filters import Filters
from tests.bot.page.page_driver import MERGER, NOT_THERE, REPLACED

QUESTIONS = (
    MERGER,
    NOT_THERE,
    "Kết quả tinh giản biên chế năm 2024?",
    "Khó khăn của Sở Nội vụ năm 2024 là gì?",
    "Theo Quyết định số 12/2025/QĐ-UBND thì dữ liệu được cập nhật khi nào?",
    "so sánh tỷ lệ hồ sơ trực tuyến năm 2023 và 2024",
    REPLACED,
    "What did the 2025 plan say about merging departments?",
)


class Counting(Answerer):
    """Counts what is tried."""

    tried = 0

    def in_quotes(self, question: str, filters: Filters | None = None) -> Answer:
        self.tried += 1
        return super().in_quotes(question, filters)


@pytest.fixture(scope="module")
def answerer(sample_library: Library) -> Counting:
    return Counting(sample_library)


@pytest.fixture(scope="module")
def suggestions(sample_library: Library, answerer: Counting) -> Suggestions:
    return Suggestions(sample_library, answerer)


@pytest.mark.parametrize("question", QUESTIONS)
def test_each_is_answered_by_this_library_and_cites_what_it_names(
    sample_library: Library, answerer: Counting, suggestions: Suggestions, question: str
) -> None:
    answer = answerer.answer(question)
    found = suggestions.of(answer)
    assert 1 <= len(found) == len(set(found)) <= 3
    assert question not in found
    numbers = [each.number for each in sample_library.reports.all() if each.number]
    for each in found:
        suggested = answerer.answer(each)
        assert isinstance(suggested, Answered), each
        named = {number for number in numbers if number in each}
        assert named <= {citation.number for citation in suggested.citations}, each


@pytest.mark.parametrize("question", QUESTIONS)
def test_second_question_about_a_report_costs_nothing(
    answerer: Counting, suggestions: Suggestions, question: str
) -> None:
    answer = answerer.answer(question)
    found = suggestions.of(answer)
    tried = answerer.tried
    assert suggestions.of(answer) == found
    again = replace(answer, asked=replace(answer.asked, question="Câu hỏi khác?", searched_as="Câu hỏi khác?"))
    assert suggestions.of(again)
    assert answerer.tried == tried


def test_report_is_tried_a_few_times_only(sample_library: Library) -> None:
    fresh = Counting(sample_library)
    Suggestions(sample_library, fresh).of(fresh.answer(QUESTIONS[0]))
    assert 3 <= fresh.tried <= 10


def test_changed_library_is_tried_anew(sample_library: Library) -> None:
    fresh = Counting(sample_library)
    suggestions = Suggestions(sample_library, fresh)
    answer = fresh.answer(QUESTIONS[0])
    found = suggestions.of(answer)
    tried = fresh.tried
    with sample_library.database.transaction():
        sample_library.database.touch()
    assert suggestions.of(answer) == found
    assert fresh.tried == 2 * tried


def test_question_just_asked_is_not_suggested(answerer: Counting, suggestions: Suggestions) -> None:
    for each in suggestions.of(answerer.answer(QUESTIONS[0])):
        answer = answerer.answer(each.upper().removesuffix("?"))
        assert each not in suggestions.of(answer)


def test_what_was_suggested_and_asked_is_not_suggested_again(answerer: Counting, suggestions: Suggestions) -> None:
    first, *_ = suggestions.of(answerer.answer(MERGER))
    assert first not in suggestions.of(answerer.answer(first))


def test_section_that_is_quoted_is_not_suggested(
    sample_library: Library, answerer: Counting, suggestions: Suggestions
) -> None:
    answer = answerer.answer(QUESTIONS[0])
    assert isinstance(answer, Answered)
    first, *_ = suggestions.of(answer)
    assert first == "Kế hoạch số 19/KH-UBND nói gì về tên gọi, vị trí và chức năng của sở mới?"
    report = sample_library.reports.get(answer.citations[0].report_id)
    assert report is not None
    path = next(each.path for each in report.sections if "chức năng của sở mới" in each.heading)
    for quoted in (path, f"{path} › a"):
        inside = replace(answer, citations=(replace(answer.citations[0], path=quoted),))
        assert first not in suggestions.of(inside)
    elsewhere = replace(answer.citations[0], report_id="another", path=path)
    assert first in suggestions.of(replace(answer, citations=(answer.citations[0], elsewhere)))


def test_what_is_quoted_is_suggested_for_another_year(answerer: Counting, suggestions: Suggestions) -> None:
    first, *_ = suggestions.of(answerer.answer("Kết quả tinh giản biên chế năm 2024?"))
    assert first == "Báo cáo năm 2023 của Sở Nội vụ tỉnh Lam Giang nói gì về tổ chức bộ máy và biên chế?"
    answer = answerer.answer(first)
    assert isinstance(answer, Answered)
    assert "03/BC-SNV" in {each.number for each in answer.citations}


def test_decision_is_asked_whether_it_is_in_force(answerer: Counting, suggestions: Suggestions) -> None:
    found = suggestions.of(answerer.answer(QUESTIONS[4]))
    assert "Quyết định số 12/2025/QĐ-UBND còn hiệu lực không?" in found


def test_language_is_that_of_the_answer(answerer: Counting, suggestions: Suggestions) -> None:
    first, *_ = suggestions.of(answerer.answer(QUESTIONS[-1]))
    assert first == "Who signed plan No. 19/KH-UBND?"


def test_nothing_beyond_what_the_reader_may_see(answerer: Counting, suggestions: Suggestions) -> None:
    answer = answerer.answer("Kết quả tinh giản biên chế năm 2024?")
    elsewhere = replace(answer, asked=replace(answer.asked, explicit=Filters(collections=("another",))))
    assert suggestions.of(elsewhere) == ()


def test_small_talk_suggests_nothing(answerer: Counting, suggestions: Suggestions) -> None:
    talk = answerer.answer("xin chào")
    assert isinstance(talk, SmallTalk)
    assert suggestions.of(talk) == ()


@pytest.mark.parametrize(
    "question", ["Người ký Báo cáo số 15/BC-STTTT là ai vậy?", "Quyết định số 12/2025/QĐ-UBND có còn hiệu lực không?"]
)
def test_none_is_answered_by_what_is_quoted_already(
    answerer: Counting, suggestions: Suggestions, question: str
) -> None:
    answer = answerer.answer(question)
    quoted = {(each.report_id, each.start, each.end) for each in cited_by(answer)}
    assert quoted
    for each in suggestions.of(answer):
        assert {(cited.report_id, cited.start, cited.end) for cited in cited_by(answerer.in_quotes(each))} - quoted, (
            each
        )
