"""Short forms are learnt where a report introduces them, and only there."""

import pytest

from index.glossary import Expansion, Glossary, glossary_of, harvest


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
    ],
)
def test_learns(text: str, pair: tuple[str, str]) -> None:
    assert list(harvest(text)) == [pair]


@pytest.mark.parametrize("text", ["Chỉ số hài lòng (SIPAS)", "ông Nguyễn Văn A (UBND)", "năm 2024 (KH)", "(TTHC)"])
def test_does_not_guess(text: str) -> None:
    assert not harvest(text)


def test_expands_both_ways() -> None:
    glossary = glossary_of([("KNS", "kỹ năng số", 3), ("KNS", "kinh nghiệm sống", 1), ("XYZ", "xa yêu zin", 0)])
    assert Expansion("KNS", "kỹ năng số") in glossary.expansions("Bao nhiêu lớp KNS?")
    assert Expansion("kỹ năng số", "KNS") in glossary.expansions("bồi dưỡng Kỹ năng số cho cán bộ")
    assert Expansion("TTHC", "thủ tục hành chính") in Glossary().expansions("Số TTHC trực tuyến")
    assert glossary.expansions("Ai ký?") == []
