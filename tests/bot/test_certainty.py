"""Firm, tentative or not found, by what was learned."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.answer import Answered, Declined
from bot.answerer import Answerer
from bot.quoting.sentence_rank import learned_with
from index.encoder.chosen import ChosenEncoder
from index.library import Library
from index.question.filters import Filters


@pytest.fixture(scope="module")
def answerer(copy_of_samples: Callable[[Path], Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    folder = copy_of_samples(tmp_path_factory.mktemp("tentative") / "library")
    with Library(folder, ChosenEncoder(back_end="openvino")) as library:
        assert library.encoder.name == learned_with()
        yield Answerer(library)


def test_what_is_not_sure_is_said_to_be_so(answerer: Answerer) -> None:
    told = [
        answerer.answer(question) for question in ("bên sở mới đóng đô ở chỗ mô", "dân nộp giấy tờ qua mạng nhiều chưa")
    ]
    unsure = [each for each in told if isinstance(each, Answered) and each.certainty == "tentative"]
    assert unsure
    for answer in unsure:
        assert 1 <= len(answer.citations) <= 3
        for statement in answer.statements:
            (start, end), *_ = statement.marks
            assert 0 <= start < end <= len(statement.text)


def test_what_the_question_asks_in_the_words_of_a_report_is_firm(answerer: Answerer) -> None:
    told = answerer.answer("Năm 2024, bao nhiêu phần trăm hồ sơ thủ tục hành chính của tỉnh được nộp trực tuyến?")
    assert isinstance(told, Answered)
    assert "68,7" in told.text


@pytest.mark.parametrize(
    "question",
    [
        "Kế hoạch năm 2026 là gì?",  # a request has a day in that year
        "Kế hoạch đầu tư công năm 2026?",
        "Kế hoạch năm 2026 nói gì về chuyển đổi số?",  # the best passages name no year
    ],
)
def test_what_no_report_plans_is_not_firm(answerer: Answerer, question: str) -> None:
    told = answerer.answer(question)
    assert not isinstance(told, Answered) or told.certainty == "tentative"


def test_what_a_report_plans_for_the_next_year_is_firm(answerer: Answerer) -> None:
    told = answerer.answer("Năm 2025 Sở Nội vụ đặt mục tiêu số hóa bao nhiêu trang tài liệu lưu trữ?")
    assert isinstance(told, Answered)
    assert told.certainty == "firm"


def test_of_two_questions_the_one_that_can_be_is_answered(answerer: Answerer) -> None:
    told = answerer.answer("Sở Y tế tuyển bao nhiêu bác sĩ, còn Sở Nội vụ số hóa bao nhiêu trang tài liệu năm 2024?")
    assert isinstance(told, Answered)
    assert told.missing == ("Sở Y tế",)
    assert "540" in told.text


@pytest.mark.parametrize(
    ("question", "lacking"),
    [("Sở Y tế tuyển bao nhiêu bác sĩ?", "Sở Y tế"), ("Tỉnh Bắc Ninh có mấy trạm quan trắc?", "Bắc Ninh")],
)
def test_what_the_library_lacks_is_named(answerer: Answerer, question: str, lacking: str) -> None:
    told = answerer.answer(question)
    assert isinstance(told, Declined)
    assert told.missing == (lacking,)
    assert lacking in told.reason


def test_a_filter_of_other_years_than_the_question_says_is_told_of_and_not_firm(answerer: Answerer) -> None:
    question = "Năm 2024 tỉnh tinh giản biên chế được bao nhiêu người?"
    told = answerer.answer(question, Filters(years=(2023,)))
    assert isinstance(told, Answered)
    assert told.certainty == "tentative"
    assert all(year in told.notes[0] for year in ("2023", "2024"))
    unlimited = answerer.answer(question, Filters(years=(2024,)))
    assert isinstance(unlimited, Answered)
    assert unlimited.notes == ()
