"""What a model writes that is no answer, whatever its sources say."""

import pytest

from bot.writing.whole_sentence import is_ended, says_something

QUESTION = "Năm 2024 toàn tỉnh có bao nhiêu trạm 5G?"


@pytest.mark.parametrize(
    "sentence",
    [
        "Năm 2024 toàn tỉnh có bao nhiêu trạm 5G tại thành phố?",
        "Năm 2024 toàn tỉnh có bao nhiêu trạm 5G.",
        "38 trạm 5G.",
        "",
    ],
)
def test_questions_echoes_and_fragments_say_nothing(sentence: str) -> None:
    assert not says_something(sentence, QUESTION)


def test_a_sentence_that_adds_a_word_says_something() -> None:
    assert says_something("Năm 2024 toàn tỉnh có 38 trạm 5G.", QUESTION)


def test_a_sentence_ends_with_a_stop() -> None:
    assert is_ended("Toàn tỉnh có 38 trạm 5G.")
    assert is_ended("Chủ tịch nói: “Phải xong trong năm.”")
    assert not is_ended("Toàn tỉnh có 38 trạm 5G, trong đó")
