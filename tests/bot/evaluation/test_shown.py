"""What an answer shows its reader, by hand."""

from dataclasses import replace

import pytest

from bot.answer import Answered, Cell, Statement, Table
from bot.api.answer_json import answer_json
from bot.evaluation.shown import names, shows, stands, tells
from tests.bot.export.kept_answers import ANSWERED, CITATION, DECLINED


def quoting(*quotes: str, tentative: bool = False) -> Answered:
    cited = tuple(replace(CITATION, marker=i, quote=quote) for i, quote in enumerate(quotes, 1))
    said = tuple(Statement(each.quote, (each.marker,), 1.0) for each in cited)
    return replace(ANSWERED, statements=said, citations=cited, certainty="tentative" if tentative else "firm")


@pytest.mark.parametrize(
    ("must", "right"),
    [
        ([["01/3/2025"]], True),
        ([["hai  SỞ.\nhoàn"]], True),
        ([["“hai sở”", "ba sở"], ["01/3/2025", "1/3/2025"]], True),
        ([["hai sở"], ["31/12"]], False),
    ],
)
def test_one_alternative_of_each_set_stands_in_it(must: list[list[str]], right: bool) -> None:
    assert shows(answer_json(ANSWERED), must) == right


def test_of_a_firm_answer_all_counts() -> None:
    table = Table(("a", "b"), ((Cell("hàng"), Cell("4,2%")),))
    assert shows(
        answer_json(replace(quoting("x" * 700 + "y"), table=table, notes=("ghi chú",))), [["xy"], ["4,2%"], ["ghi chú"]]
    )


def test_of_a_tentative_one_the_beginnings_of_three_quotes() -> None:
    """The 600th character counts and the 601st does not; of four quotes the last does not; nor does what the bot says."""
    answer = answer_json(quoting("x" * 599 + "yz", "hai", "ba", "bốn", tentative=True))
    assert shows(answer, [["xy"], ["hai"], ["ba"]])
    for not_shown in ("yz", "bốn", "đề nghị đọc kỹ"):
        assert not shows(answer, [[not_shown]])


def test_a_declined_answer_shows_nothing() -> None:
    assert not shows(answer_json(DECLINED), [["Hợp nhất"]])
    assert not shows(answer_json(DECLINED), [["Không tìm thấy"]])


@pytest.mark.parametrize(
    ("told", "missing", "named"),
    [
        (["Sở Du lịch"], ["so du lich"], True),
        (["Sở Du lịch tỉnh"], ["Sở Du lịch"], True),
        (["du lịch"], ["Sở Du lịch"], True),
        (["Sở Du lịch"], ["Sở Du lịch", "năm 2031"], False),
        (["", " "], ["Sở Du lịch"], False),
        ([], ["Sở Du lịch"], False),
    ],
)
def test_what_is_missing_is_named(told: list[str], missing: list[str], named: bool) -> None:
    assert names(told, missing) == named


@pytest.mark.parametrize(
    ("words", "line", "stand"),
    [
        ("3", "có 03 phòng", True),
        ("3", "có 13 phòng", False),
        ("3", "có 30 phòng", False),
        ("3", "có 3,5 phòng", False),
        ("3", "có 1,3 phòng", False),
        ("3", "Điều 3, khoản 1", True),
        ("74,3", "đạt 74,3%", True),
        ("74,3%", "đạt 74,3% 5 xã", True),
        ("Kho tàng", "Thấp nhất: Kho tàng, 0,1%", True),
        ("kho  TÀNG", "4 kho tàng 2", True),
        ("xã", "5 xã 11", True),
        ("3h", "lúc 13h", False),
        ("T3", "thứ T35", False),
        ("Kho tàng", "Kho bạc", False),
        ("", "", True),
    ],
)
def test_a_figure_stands_whole_in_a_line(words: str, line: str, stand: bool) -> None:
    assert stands(words, line) is stand


@pytest.mark.parametrize(
    ("must", "told"),
    [([["11"], ["7", "07"]], True), ([["11"], ["8"]], False), ([["12", "11"]], True), ([["12"]], False)],
)
def test_a_line_tells_one_alternative_of_each_set(must: list[list[str]], told: bool) -> None:
    assert tells("Từ 11 còn 07 phòng", must) is told
