import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.text.normalise import normalise, normalise_line


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("Đe\u0302\u0300 án", "Đề án"),
        ("120\u00a0m3/s", "120 m3/s"),
        ("kinh\u00adtế\u200b số\ufeff", "kinhtế số"),
        ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
        ("một \t  hai", "một hai"),
        ("a\n\n\n\n\nb", "a\n\nb"),
        ("\uf0b7 Giao Sở Nội vụ", "• Giao Sở Nội vụ"),
        ("Ðiều 5 của Quyết định", "Điều 5 của Quyết định"),
        ("Ísland: Ðetta", "Ísland: Ðetta"),
    ],
)
def test_one_spelling(raw: str, clean: str) -> None:
    assert normalise(raw) == clean


@given(st.text())
def test_is_idempotent_and_nfc(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once
    assert unicodedata.is_normalized("NFC", once)


@given(st.text())
def test_a_line_has_no_line_break(text: str) -> None:
    line = normalise_line(text)
    assert "\n" not in line
    assert normalise_line(line) == line
