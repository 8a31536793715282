"""The point of an answer that is to be told more about, however its number is said."""

import pytest

from bot.conversation.about_answer import point_in
from corpus.text.letters import fold
from tests.corpus.language.spelling import english, vietnamese


@pytest.mark.parametrize("point", range(1, 21))
def test_a_point_is_numbered_in_digits_and_in_words(point: int) -> None:
    nth = {1: "nhất", 4: "tư"}.get(point, vietnamese(point))
    for question in (
        f"ý {point}",
        f"ý thứ {nth}",
        f"nói rõ hơn về điểm số {point}",
        f"giải thích mục {vietnamese(point)}",
    ):
        assert point_in(question) == point_in(fold(question)) == point, question
    assert point_in(f"tell me more about point {english(point)}") == point


@pytest.mark.parametrize(
    ("ordinal", "point"), [("first", 1), ("fifth", 5), ("sixth", 6), ("twelfth", 12), ("twenty-first", 21)]
)
def test_a_point_in_an_order(ordinal: str, point: int) -> None:
    assert point_in(f"the {ordinal} point") == point_in(f"explain the {ordinal} item please") == point
