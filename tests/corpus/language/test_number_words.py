"""Whatever a grammar spells is read back, alone and in a sentence; what is no number is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.language.number_words import number_in, written_numbers
from corpus.text.letters import fold
from tests.corpus.language.spelling import english, vietnamese

ROUND = [figure * scale for scale in (10**3, 10**6, 10**9) for figure in range(1, 1_000)]


@pytest.mark.parametrize("thousand", range(10))
def test_every_number_to_9999_is_read_back(thousand: int) -> None:
    for number in range(1_000 * thousand, 1_000 * (thousand + 1)):
        spelled = vietnamese(number)
        for text in (spelled, fold(spelled), vietnamese(number, thousand="ngàn", odd="lẻ")):
            assert number_in(text) == number, text
        for text in (english(number), english(number, joined=" "), english(number).replace("-", " ")):
            assert number_in(text) == number, text


def test_every_round_amount_is_read_back() -> None:
    for number in ROUND:
        assert number_in(vietnamese(number)) == number_in(english(number)) == number


@given(st.integers(1, 10**12 - 1))
def test_any_number_is_read_back(number: int) -> None:
    assert number_in(vietnamese(number)) == number_in(fold(vietnamese(number))) == number_in(english(number)) == number


@given(st.integers(1, 9_999))
def test_a_number_is_found_where_it_stands(number: int) -> None:
    for language, spelled, around in (
        ("vi", vietnamese(number), "đã có {} hồ sơ"),
        ("en", english(number), "there were {} files"),
    ):
        text = around.format(spelled)
        [(start, end, value)] = written_numbers(text, language, doubtful=True)
        assert (text[start:end], value) == (spelled, number)


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("hai triệu rưỡi", 2_500_000), ("hai trăm rưỡi", 250), ("ba nghìn tỷ", 3 * 10**12), ("một nghìn hai trăm tỷ", 1_200 * 10**9),
        ("a hundred", 100), ("a million", 10**6), ("twelve hundred", 1_200), ("mười vạn", 100_000), ("12", 12),
    ],
)  # fmt: skip
def test_other_ways_to_spell(written: str, number: int) -> None:
    assert number_in(written) == number


@pytest.mark.parametrize(
    ("written", "number"),
    [("nhất", 1), ("tư", 4), ("sáu", 6), ("mười hai", 12), ("first", 1), ("sixth", 6), ("twentieth", 20), ("thirty-first", 31), ("22nd", 22)],
)  # fmt: skip
def test_numbers_in_an_order(written: str, number: int) -> None:
    assert number_in(written) == number


@pytest.mark.parametrize(
    "text",
    ["", "hai ba", "hai mươi mươi", "trăm", "mười mươi", "twenty ten", "hundred", "linh hai", "15km", "xã", "and"],
)
def test_what_is_no_number(text: str) -> None:
    assert number_in(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "một tỷ lệ cao",
        "một triệu chứng",
        "Hai Bà Trưng",
        "điều thứ hai",
        "năm 2024",
        "đường Ba Đình",
        "trong một năm",
        "đầu tư",
    ],
)
def test_nobody_is_held_to_what_may_be_no_number(text: str) -> None:
    assert list(written_numbers(text, "vi", doubtful=False)) == []


def test_twenty_years_are_not_twenty_five() -> None:
    """Five behind tens is "lăm"."""
    assert [value for *_, value in written_numbers("trong hai mươi năm qua", "vi", doubtful=False)] == [20]
