"""Equal amounts compare equal in every scale, unit, notation and language, different ones differ, and all are exact."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.language.quantity import Quantity, quantities_in
from tests.corpus.language.spelling import english, vietnamese

TENTHS = range(1, 1_000)
"""0,1 to 99,9 tỷ."""


def only(text: str, language: str = "vi") -> Quantity:
    [found] = quantities_in(text, language)
    return found


def tenths(number: int, mark: str) -> str:
    return f"{number // 10}{mark}{number % 10}"


def test_every_amount_is_the_same_in_billions_and_in_millions() -> None:
    for number in TENTHS:
        amount = only(f"{tenths(number, ',')} tỷ đồng")
        assert (amount.readings, amount.unit) == ({Decimal(number) * 10**8}, "đồng")
        millions = f"{number * 100:,}"
        for text, language in (
            (f"{millions.replace(',', '.')} triệu đồng", "vi"),
            (f"{number * 100} triệu đồng", "vi"),
            (f"{tenths(number, '.')} billion dong", "en"),
            (f"{millions} million dong", "en"),
            (f"Kinh phí (triệu đồng): {number * 100}", "vi"),
        ):
            assert amount.agrees(only(text, language)), text
        assert not amount.agrees(only(f"{tenths(number + 1, ',')} tỷ đồng"))


@given(st.integers(1, 999), st.sampled_from([("nghìn", "thousand"), ("triệu", "million"), ("tỷ", "billion")]))
def test_an_amount_in_words_is_the_one_in_digits(number: int, scale: tuple[str, str]) -> None:
    in_digits = only(f"{number} {scale[0]} đồng")
    assert only(f"{vietnamese(number)} {scale[0]} đồng").agrees(in_digits)
    assert only(f"{english(number)} {scale[1]} dong", "en").agrees(in_digits)


@pytest.mark.parametrize(
    "forms",
    [
        ("{} %", "{}%", "{} phần trăm"),
        ("{} điểm %", "{} điểm phần trăm"),
        ("{} đồng", "{} đ", "{} VNĐ"),
        ("{} ha", "{} hecta", "{} hécta"),
        ("{} m3", "{} m³", "{} mét khối"),
        ("{} ngày",),
    ],
)
@given(whole=st.integers(0, 9_999), hundredths=st.integers(0, 99))
def test_a_unit_is_one_however_it_is_written(forms: tuple[str, ...], whole: int, hundredths: int) -> None:
    written = f"{whole},{hundredths:02}"
    read = {(each.readings, each.unit) for form in forms if (each := only(form.format(written)))}
    [(readings, unit)] = read
    assert unit
    assert Decimal(f"{whole}.{hundredths:02}") in {value / (10_000 if unit == "m2" else 1) for value in readings}


@pytest.mark.parametrize(
    ("english_unit", "vietnamese_unit"),
    [("percent", "%"), ("per cent", "phần trăm"), ("percentage points", "điểm %"), ("dong", "đồng"), ("hectares", "ha"), ("days", "ngày"),
     ("square kilometres", "km2"), ("cubic metres", "m3"), ("tonnes", "tấn"), ("US dollars", "USD")],
)  # fmt: skip
@given(number=st.decimals("0.01", "99999", places=2))
def test_both_languages_write_one_unit(english_unit: str, vietnamese_unit: str, number: Decimal) -> None:
    in_english = only(f"{number:,} {english_unit}", "en")
    grouped = f"{number:,}".translate(str.maketrans(",.", ".,"))
    assert in_english.agrees(only(f"{grouped} {vietnamese_unit}"))
    assert not in_english.agrees(only(f"{grouped} phút"))


@pytest.mark.parametrize(
    ("large", "small", "factor"), [("km2", "m2", 10**6), ("ha", "m2", 10**4), ("km2", "ha", 100), ("tấn", "kg", 1_000)]
)
@given(number=st.integers(1, 9_999))
def test_one_measure_in_two_units(large: str, small: str, factor: int, number: int) -> None:
    assert only(f"{number} {large}").agrees(only(f"{number * factor} {small}"))
    assert not only(f"{number} {large}").agrees(only(f"{number} {small}"))
