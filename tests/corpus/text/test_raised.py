import pytest

from corpus.text.raised import lowered, raised


@pytest.mark.parametrize(
    ("before", "figures", "written"),
    [
        ("Tổng số hồ sơ là 1.350", "2", " [2]"),
        ("năm 2024", "1, 2", " [1, 2]"),
        ("theo báo cáo", "(3)", " (3)"),
        ("120", "[5]", " [5]"),
        ("10", "6", "⁶"),
        ("3,2.10", "9", "⁹"),
        ("10", "-3", "⁻³"),
        ("450 m", "2", "²"),
        ("5km", "2", "²"),
        ("25", "0", "⁰"),
        ("x", "2", "²"),
        ("110", "2", " [2]"),
        ("ngày 5", "th", "th"),
        ("số liệu", "*", "*"),
        ("", "2", "[2]"),
    ],
)
def test_a_raised_figure_is_a_power_or_the_mark_of_a_note(before: str, figures: str, written: str) -> None:
    assert raised(before, figures) == written


def test_a_lowered_figure_makes_no_other_longer() -> None:
    assert (lowered("CO", "2"), lowered("10", "2")) == ("2", "₂")
