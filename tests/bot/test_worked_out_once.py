"""What is worked out of a question is worked out once, and the state of the library is read at most four times."""

import pytest

from bot.answer import Answered
from bot.answerer import Answerer
from bot.conversation.converse import Converser
from bot.quoting.inquiry import Inquiry
from index.library import Library
from index.question.query import Query
from index.question.wishes import Wanted
from index.record.register import Register
from tests.measures.walk import ENGLISH, FOLLOW_UP, VIETNAMESE, walked

ONCE = ("cleaned", "asked_for", "translate", "shares_language", "agency_names", "kind_of")
COMPARED = "So sánh tỷ lệ hồ sơ trực tuyến năm 2023 và 2024"
COMPARED_IN_ENGLISH = "Compare the number of digitised archive pages in 2023 and 2024"
LISTED = "Các quyết định năm 2025 của UBND tỉnh"
BROAD = "What did the 2025 plan say about merging the departments?"


@pytest.fixture
def converser(sample_library: Library, sample_answerer: Answerer) -> Converser:
    return Converser(sample_answerer, sample_library)


@pytest.mark.parametrize("question", [VIETNAMESE, ENGLISH, COMPARED, COMPARED_IN_ENGLISH, LISTED, BROAD])
def test_a_question_is_worked_out_once(converser: Converser, question: str) -> None:
    answer, _ = converser.after((), question)
    assert isinstance(answer, Answered)
    calls = walked(lambda: converser.after((), question)).calls
    assert {name: calls[name] for name in ONCE if calls[name] > 1} == {}
    assert (
        calls["revision"] <= 4
    )  # the first is the moment that is seen, the last whether it was the same all the while


def test_each_reading_of_a_follow_up_is_worked_out_once(converser: Converser) -> None:
    _, turn = converser.after((), VIETNAMESE)
    assert turn
    calls = walked(lambda: converser.after([turn], FOLLOW_UP)).calls
    assert calls["asked_for"] == calls["ranked_sentences"] == 2
    assert calls["cleaned"] <= 3
    assert calls["revision"] <= 7


def test_other_wishes_change_nothing_else() -> None:
    query = Query("Kế hoạch năm 2025 nói gì?", "Kế hoạch năm 2025 nói gì?", wanted=Wanted(years=(2025,)))
    inquiry = Inquiry.of(query, Register((), {}))
    translation = query.translation
    other = inquiry.wanting(Wanted(aspect="plan"))
    assert (query.wanted, other.query.wanted) == (Wanted(years=(2025,)), Wanted(aspect="plan"))
    assert other.query.translation is translation
    assert other.query == Query(query.text, query.topic, wanted=Wanted(aspect="plan"))
    assert other.asked_for is inquiry.asked_for
