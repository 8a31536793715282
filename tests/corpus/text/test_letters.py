from hypothesis import given
from hypothesis import strategies as st

from corpus.text.letters import fold


def test_marks_and_capitals_go() -> None:
    assert fold("Đề án Hợp nhất SỞ") == "de an hop nhat so"


@given(st.text())
def test_offsets_carry_over(text: str) -> None:
    assert len(fold(text)) == len(text)
