"""Two questions in one: where each part of it stands."""

import pytest

from bot.quoting.parts import parts_of


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("Sở Nội vụ có bao nhiêu phòng, còn Sở Tài chính do ai lãnh đạo?", 2),
        ("Who checks the file and how many days does that take?", 2),
        ("Sở nào chủ trì, khi nào xong và kinh phí bao nhiêu?", 3),
        ("Sở Nội vụ, Sở Tài chính và Sở Tư pháp có bao nhiêu phòng?", 1),
        ("How many wards and communes are there in Lam Giang?", 1),
        ("", 1),
    ],
)
def test_a_part_asks_for_something_of_its_own(question: str, parts: int) -> None:
    found = parts_of(question)
    assert len(found) == parts
    assert (found[0][0], found[-1][1]) == (0, len(question))
