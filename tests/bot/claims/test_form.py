"""What is a statement."""

import pytest

from bot.claims.form import is_statement


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("Trung tâm giám sát 12 lĩnh vực.", True),
        ("Từ 11 còn 07 phòng, giảm 04", True),
        ("Trung tâm giám sát bao nhiêu lĩnh vực?", False),
        ("Kết nối bao nhiêu camera", False),
        ("How many agencies did the province merge", False),
        ("Danh mục dữ liệu dùng chung do trưởng thôn phối hợp với", False),
        ("The province merged the two agencies and", False),
    ],
)
def test_a_question_or_what_is_cut_off_is_none(text: str, *, is_one: bool) -> None:
    assert is_statement(text) is is_one
