"""Names of a claim that its sources do not have."""

import pytest

from bot.claims.agency_mention import agency_mentions
from bot.claims.proper_names import missing_names

SOURCES = (
    "Trong năm 2025, tỉnh Lam Giang hợp nhất Sở Thông tin và Truyền thông (TT&TT) với Sở KH&CN. Giao Sở Nội vụ và ông Trịnh Hoài Đăng.",
    "UBND tỉnh Lam Giang",
)


@pytest.mark.parametrize(
    ("claim", "missing"),
    [
        ("Sở Nội vụ tỉnh Lam Giang chủ trì hợp nhất Sở TT&TT với Sở Khoa học và Công nghệ", []),
        ("Theo Ủy ban nhân dân tỉnh Lam Giang, việc hợp nhất do Trịnh Hoài Đăng phụ trách", []),
        ("Việc hợp nhất do Trịnh Hoài Nam phụ trách", ["Trịnh Hoài Nam"]),
        ("Sở Ngoại vụ chủ trì", ["Sở Ngoại vụ"]),
        ("Giao Sở Nội vụ và HĐND tỉnh", ["HĐND"]),
        ("Ủy ban nhân dân tỉnh Hà Giang", ["Hà Giang"]),
        ("tất cả bằng chữ thường", []),
    ],
)
def test_names_of_a_vietnamese_claim(claim: str, missing: list[str]) -> None:
    assert missing_names(claim, "vi", SOURCES, "vi") == missing


@pytest.mark.parametrize(
    ("claim", "missing"),
    [
        (
            "The Department of Home Affairs of Lam Giang leads the Merger of the Department of Science and Technology",
            [],
        ),
        ("The Ministry of Finance leads", ["ministry of finance"]),
        ("Ha Giang leads", ["Ha Giang"]),
        ("GRDP grew", ["GRDP"]),
    ],
)
def test_names_of_an_english_claim(claim: str, missing: list[str]) -> None:
    assert missing_names(claim, "en", SOURCES, "vi") == missing


def test_agencies_in_full_and_short() -> None:
    full, short = (agency_mentions(text) for text in ("Giao Sở Khoa học và Công nghệ chủ trì", "giao Sở KH&CN"))
    assert [each.name for each in full] == [each.name for each in short] == ["so khoa hoc va cong nghe"]
    assert agency_mentions("bỏ y tế, cơ sở y tế") == []
