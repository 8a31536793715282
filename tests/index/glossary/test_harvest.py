"""Short forms are learnt where a report introduces them, and only there."""

import pytest

from index.glossary.harvest import harvest


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("Sở Thông tin và Truyền thông (TT&TT) chủ trì", ("TT&TT", "Thông tin và Truyền thông")),
        ("giải quyết thủ tục hành chính (TTHC) đúng hạn", ("TTHC", "thủ tục hành chính")),
        ("Ủy ban nhân dân (UBND) tỉnh", ("UBND", "Ủy ban nhân dân")),
        ("Sở Khoa học và Công nghệ (sau đây viết tắt là Sở KH&CN)", ("KH&CN", "Khoa học và Công nghệ")),
        ("phát triển kinh tế - xã hội (KT-XH)", ("KT-XH", "kinh tế - xã hội")),
        ("Sở Lao động - Thương binh và Xã hội (LĐ-TB&XH)", ("LĐ-TB&XH", "Lao động - Thương binh và Xã hội")),
        ("các đơn vị hành chính (ĐVHC) cấp xã", ("ĐVHC", "đơn vị hành chính")),
        ("Sở Khoa học Công nghệ và Môi trường ( KHCN&MT)", ("KHCN&MT", "Khoa học Công nghệ và Môi trường")),
        ("ứng dụng công nghệ\nthông tin (CNTT)", ("CNTT", "công nghệ thông tin")),
    ],
)
def test_learns(text: str, pair: tuple[str, str]) -> None:
    assert list(harvest(text)) == [pair]


@pytest.mark.parametrize(
    "text",
    ["Chỉ số hài lòng (SIPAS)", "ông Nguyễn Văn A (UBND)", "năm 2024 (KH)", "(TTHC)", "công nghệ; thông tin (CNTT)"],
)
def test_does_not_guess(text: str) -> None:
    assert not harvest(text)


def test_counts_each_time() -> None:
    assert harvest("dịch vụ công (DVC), dịch vụ công (DVC)") == {("DVC", "dịch vụ công"): 2}
