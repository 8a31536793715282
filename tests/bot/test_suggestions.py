"""What may be asked next is answered from the report that it is about, and is never about what was just quoted."""

import pytest

from bot.answer import Answered, Declined, SmallTalk
from bot.answerer import Answerer
from bot.suggestions import Suggestions
from index.filters import Filters
from index.library import Library
from tests.bot.page_driver import MERGER, NOT_THERE, REPLACED

QUESTIONS = (
    MERGER,
    REPLACED,
    NOT_THERE,
    "so sánh tỷ lệ hồ sơ trực tuyến năm 2023 và 2024",
    "What did the 2025 plan say about merging departments?",
    "Kết quả tinh giản biên chế năm 2024?",
)


class Counting(Answerer):
    tried = 0

    def in_quotes(self, question: str, filters: Filters | None = None):  # type: ignore[no-untyped-def]
        self.tried += 1
        return super().in_quotes(question, filters)


@pytest.fixture(scope="module")
def answerer(sample_library: Library) -> Counting:
    return Counting(sample_library)


@pytest.mark.parametrize("question", QUESTIONS)
def test_suggestions_are_answered_from_what_was_found(
    sample_library: Library, answerer: Counting, question: str
) -> None:
    answer = answerer.answer(question)
    suggested = Suggestions(sample_library, answerer).of(answer)
    assert 1 <= len(suggested) <= 3
    assert len(set(suggested)) == len(suggested)
    assert question not in suggested
    assert isinstance(answer, Answered | Declined)
    found = answer.citations if isinstance(answer, Answered) else answer.nearest
    for each in suggested:
        told = answerer.answer(each)
        assert isinstance(told, Answered)
        assert {cited.report_id for cited in told.citations} & {cited.report_id for cited in found}


def test_second_question_about_a_report_costs_nothing(sample_library: Library, answerer: Counting) -> None:
    suggestions = Suggestions(sample_library, answerer)
    answer = answerer.answer(MERGER)
    first = suggestions.of(answer)
    tried = answerer.tried
    assert suggestions.of(answer) == first
    assert answerer.tried == tried


def test_what_was_suggested_and_asked_is_not_suggested_again(sample_library: Library, answerer: Counting) -> None:
    suggestions = Suggestions(sample_library, answerer)
    [first, *_] = suggestions.of(answerer.answer(MERGER))
    assert first not in suggestions.of(answerer.answer(first))


def test_small_talk_suggests_nothing_by_itself(sample_library: Library, answerer: Counting) -> None:
    talk = answerer.answer("xin chào")
    assert isinstance(talk, SmallTalk)
    assert Suggestions(sample_library, answerer).of(talk) == ()
