import pytest

from corpus.text.raised import lowered, raised


@pytest.mark.parametrize(
    ("before", "figures", "written"),
    [
        ("450 m", "2", "²"), ("10", "6", "⁶"), ("x", "2", "²"), ("kg/m", "3", "³"), ("10", "-3", "⁻³"), ("Ca", "2+", "²⁺"),
        ("1.350", "2", " [2]"), ("hồ sơ", "1,2", " [1,2]"), ("110", "6", " [6]"), ("", "1", "[1] "), ("1.350", "(1)", " (1)"),
        ("30", "o", "°"), ("90", "0", "°"), ("21", "st", "st"), ("1.350", "*", "*"),
    ],
)  # fmt: skip
def test_raised(before: str, figures: str, written: str) -> None:
    assert raised(before, figures) == written


def test_lowered() -> None:
    assert (lowered("CO", "2"), lowered("1011", "2")) == ("2", "₂")
