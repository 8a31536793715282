"""Figures for exact arithmetic."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.short.figure import figure_of, rendered, shown


@pytest.mark.parametrize(
    ("cell", "value", "unit"),
    [("51,3%", "51.3", "%"), ("1.850", "1850", ""), ("12 tổ", "12", "tổ"), ("0", "0", ""), ("1.645,25", "1645.25", "")],
)
def test_a_cell_with_one_figure(cell: str, value: str, unit: str) -> None:
    assert figure_of(cell, "vi") == (Decimal(value), unit)


@pytest.mark.parametrize("cell", ["5/11", "Sở Nội vụ", "2 - 3", "20 ha và 7 ha", ""])
def test_a_cell_with_more_or_less_than_one(cell: str) -> None:
    assert figure_of(cell, "vi") is None


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=2))
def test_what_is_shown_is_read_back(value: Decimal) -> None:
    found = figure_of(shown(abs(value), "vi"), "vi")
    assert found is not None
    assert found[0] == abs(value)


def test_marks_follow_the_language_of_the_answer() -> None:
    assert rendered("1.850,5", "vi", "en") == "1,850.5"
    assert rendered("1.850,5", "vi", "vi") == "1.850,5"
