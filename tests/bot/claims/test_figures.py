"""Figures of claims and of the tables they cite."""

from decimal import Decimal

import pytest

from bot.claims.facts import claim_language, facts_of
from bot.claims.source import facts_of_quote


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("VND 21.7 billion", "21700000000", "đồng"),
        ("USD 5.9 million", "5900000", "usd"),
        ("$5", "5", "usd"),
        ("94, 7% of them", "94.7", "%"),
    ],
)
def test_a_figure_with_its_currency_or_torn(text: str, value: str, unit: str) -> None:
    (found,) = facts_of(text, "en").quantities
    assert (found.readings, found.unit, found.start) == (frozenset((Decimal(value),)), unit, 0)


def test_a_quarter_with_its_year_and_a_range_of_days() -> None:
    found = facts_of("trong quý II/2024, từ 11 đến 20/9/2026, muộn nhất mùng 5", "vi")
    assert [each.year for each in found.years] == [2024]
    assert [(each.day, each.month, each.year) for each in found.dates] == [
        (11, 9, 2026),
        (20, 9, 2026),
        (5, None, None),
    ]


@pytest.mark.parametrize(
    ("quote", "value", "unit"),
    [
        ("TT: 31; Chỉ tiêu: Trang số hóa; Đơn vị tính: nghìn trang; Thực hiện: 540", "540000", ""),
        ("Đơn vị tính: tỷ đồng\nTT: 1; Chỉ tiêu: Doanh thu; Thực hiện: 358", "358000000000", "đồng"),
    ],
)
def test_a_row_gives_its_figures_their_unit_and_its_number_is_none(quote: str, value: str, unit: str) -> None:
    (found,) = facts_of_quote(quote).quantities
    assert (found.readings, found.unit) == (frozenset((Decimal(value),)), unit)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The station at Hoàng Thành Thăng Long opened on Friday, 11 September 2026", "en"),
        ("Tỉnh Lam Giang hợp nhất hai sở", "vi"),
        ("Sở Nội vụ", "vi"),
    ],
)
def test_names_do_not_tell_the_language(text: str, language: str) -> None:
    assert claim_language(text) == language
