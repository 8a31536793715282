import pytest

from corpus.printed.glyph import HYPHEN
from corpus.printed.hyphen import rejoin


@pytest.mark.parametrize(
    ("left", "right", "joined"),
    [
        ("một dòng", "và dòng sau", "một dòng và dòng sau"),
        ("số 5969/QĐ" + HYPHEN, "UBND ngày", "số 5969/QĐ-UBND ngày"),
        ("nghị quy-", "ết của tỉnh", "nghị quyết của tỉnh"),
        ("sông Mê-", "kông", "sông Mê-kông"),
        ("kinh tế -", "xã hội", "kinh tế - xã hội"),
        ("the govern-", "ment", "the government"),
        ("th-", "ành phố", "thành phố"),
    ],
)
def test_rejoin(left: str, right: str, joined: str) -> None:
    assert rejoin(left, right, frozenset()) == joined


def test_the_report_itself_decides() -> None:
    assert rejoin("ma-", "ket", frozenset({"ma-ket"})) == "ma-ket"
    assert rejoin("work-", "shop", frozenset({"workshop"})) == "workshop"
