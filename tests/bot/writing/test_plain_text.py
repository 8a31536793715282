"""Markup that a model writes is words at most."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.writing.plain_text import URL, plain_text


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("![ảnh](http://192.0.2.1/p.png?q=1) Thu tăng [1].", "ảnh Thu tăng [1]."),
        ("Xem [tại đây](javascript:alert(1)).", "Xem tại đây."),
        ("Thu tăng [1](http://x.vn).", "Thu tăng [1]."),
        ("<img src=x onerror=alert(1)>Thu <b>tăng</b> [1].", "Thu tăng [1]."),
        ("<scr<b>ipt>alert(1)</scr</b>ipt>", "alert(1)"),
        ("**Thu** đạt *5* `tỷ`.", "Thu đạt 5 tỷ."),
        ("- 1. Thu tăng.", "Thu tăng."),
        ("### Kết quả", "Kết quả"),
        ("Tỷ lệ < 5 % và > 3 %.", "Tỷ lệ < 5 % và > 3 %."),
        ("Thu 3.245 tỷ.", "Thu 3.245 tỷ."),
        ("2 sở, 12. 5", "2 sở, 12. 5"),
    ],
)
def test_words_remain(written: str, expected: str) -> None:
    assert plain_text(written) == expected


@given(st.text(st.sampled_from("<>/![]()ab =\"'*_`-h:x"), max_size=60))
def test_nothing_that_opens_a_tag_or_a_link_is_left(written: str) -> None:
    import re

    text = plain_text(written)
    assert not re.search(r"<[a-z/][^<>]*>|\]\([^()\s]*\)", text)


def test_addresses_are_seen() -> None:
    assert URL.findall("xem https://x.vn/a?b=1 và www.y.vn, javascript:alert(1)") == [
        "https://x.vn/a?b=1", "www.y.vn,", "javascript:alert(1",
    ]  # fmt: skip
