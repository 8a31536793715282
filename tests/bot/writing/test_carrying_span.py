"""The sentences that a written statement's citation quotes."""

from hypothesis import given
from hypothesis import strategies as st

from bot.writing.carrying_span import carrying_span

SENTENCES = [
    "Sở Nội vụ chủ trì việc hợp nhất các sở.",
    "Năm 2024, tỉnh giảm 12 phòng chuyên môn.",
    "Thu ngân sách đạt 3.245 tỷ đồng.",
    "Chi đầu tư đạt 98,5% kế hoạch.",
]
ALIKE = [0.0] * len(SENTENCES)


def test_the_best_sentence_alone_where_it_says_all() -> None:
    assert carrying_span("Thu ngân sách là 3.245 tỷ đồng", SENTENCES, ALIKE) == (2, 2)


def test_as_many_as_hold_its_figures() -> None:
    assert carrying_span("Thu ngân sách đạt 3.245 tỷ đồng, chi đầu tư đạt 98,5%", SENTENCES, ALIKE) == (2, 3)


def test_nearness_in_meaning_decides_where_no_word_is_shared() -> None:
    assert carrying_span("revenue was collected", SENTENCES, [0.1, 0.2, 0.9, 0.3]) == (2, 2)


@given(statement=st.text(max_size=80), spoken=st.lists(st.text(max_size=80), min_size=1, max_size=6))
def test_always_a_run_of_the_sentences(statement: str, spoken: list[str]) -> None:
    first, last = carrying_span(statement, spoken, [0.0] * len(spoken))
    assert 0 <= first <= last < len(spoken)
