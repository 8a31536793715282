import pytest

from corpus.text.syllable import is_syllable, lacks_tone


@pytest.mark.parametrize(
    "word",
    ["nghiêng", "quyết", "giặt", "gì", "đ", "HOÀ", "hòa", "thuở", "khuya", "ngoằn", "quốc", "yếu", "uỷ", "xoong", "ế"],
)
def test_syllables(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["español", "été", "Straße", "kÕt", "chñ", "bàt", "hộộ", "word", ""])
def test_words_that_are_none(word: str) -> None:
    assert not is_syllable(word)


def test_none_ends_in_a_stop_without_a_tone() -> None:
    assert all(map(lacks_tone, ("đươc", "hoach", "Viêt")))
    assert not any(map(lacks_tone, ("được", "hoạch", "cho", "top10", "word", "")))
