"""What is asked of a document itself: in whatever words, of two things at once, of lists of documents that another one repeals."""

from pathlib import Path

import pytest

from bot.answer import Answered, is_firm
from bot.answerer import Answerer
from bot.kinds.part import KindAnswer, Part, joined
from bot.short.line import Line, LineValue
from corpus.read import read
from index.encoder.encoder import HashEncoder
from index.library import Library
from index.sync import sync
from tests.measures.document_facts import Case, Told, cases_of, figures

REPEALING = """ỦY BAN NHÂN DÂN TỈNH LAM GIANG
Số: 12/2025/QĐ-UBND
Lam Bình, ngày 14 tháng 3 năm 2025
QUYẾT ĐỊNH
Về việc quản lý xe công
Điều 1. Quản lý xe công.
Điều 2. Hiệu lực thi hành
1. Quyết định này có hiệu lực thi hành sau 10 ngày kể từ ngày ký.
2. Quyết định này bãi bỏ các văn bản sau đây:
a) Quyết định số 18/2019/QĐ-UBND ngày 02 tháng 5 năm 2019 về xe đạp;
b) Quyết định số 8/2019/QĐ-UBND ngày 03 tháng 4 năm 2019 về xe máy.
"""


def told(answerer: Answerer, question: str) -> Answered:
    answer = answerer.answer(question)
    assert isinstance(answer, Answered)
    return answer


@pytest.mark.parametrize(
    "question",
    [
        "Which old rule on sharing data got thrown out?",
        "cái quy định trước đây về dữ liệu dùng chung của tỉnh giờ còn áp dụng không, hay có cái mới rồi",
    ],
)
def test_of_a_document_and_what_it_replaced_either_may_be_meant(sample_answerer: Answerer, question: str) -> None:
    answer = told(sample_answerer, question)
    assert not is_firm(answer)
    assert any("31/2023/QĐ-UBND" in each.quote for each in answer.citations[:2])
    assert answer.short is None or "31/2023" in answer.short.text


def test_two_questions_about_one_document_are_both_answered(sample_answerer: Answerer) -> None:
    answer = told(sample_answerer, "Quyết định 12/2025 do ai ký và có hiệu lực từ ngày nào?")
    assert is_firm(answer)
    assert ["Lương Thị Minh Khuê" in answer.citations[0].quote, "25 tháng 3" in answer.citations[1].quote] == [True] * 2
    assert answer.short
    assert all(each in answer.short.text for each in ("Khuê", "25/3/2025", "[1][2]"))


def test_both_of_two_facts_that_are_near_each_other_are_told_and_none_firmly_that_neither_model_is_sure_of(
    sample_answerer: Answerer,
) -> None:
    both = told(sample_answerer, "Hồi mới ra đời, 31/2023/QĐ-UBND được đem ra áp dụng kể từ lúc nào?")
    assert any("01 tháng 9 năm 2023" in each.quote for each in both.citations)
    assert both.short is None
    doubtful = told(sample_answerer, "96/BC-SKHCN viết về quãng thời gian nào?")
    assert not is_firm(doubtful)
    assert doubtful.short is None
    assert len(doubtful.citations) > 1


def test_of_a_list_the_item_is_quoted_behind_what_introduces_it(tmp_path: Path) -> None:
    (tmp_path / "new.txt").write_text(REPEALING, encoding="utf-8")
    with Library(tmp_path / "library", HashEncoder()) as library:
        sync(library, [tmp_path / "new.txt"])
        answer = told(Answerer(library), "Quyết định 8/2019 còn hiệu lực không?")
    quotes = [each.quote for each in answer.citations]
    assert quotes[0] == "2. Quyết định này bãi bỏ các văn bản sau đây:"
    assert quotes[1].startswith("b) Quyết định số 8/2019/QĐ-UBND")
    assert answer.short
    assert (
        "Văn bản số 8/2019 đã bị bãi bỏ bởi Quyết định số 12/2025/QĐ-UBND, hiệu lực từ 24/3/2025" in answer.short.text
    )
    assert [value.text for value in answer.short.values] == [
        "8/2019",
        "sau 10 ngày kể từ ngày ký",
        "ngày 14 tháng 3 năm 2025",
    ]


def test_a_number_that_two_agencies_have_is_told_firmly_of_the_one_named_alone(tmp_path: Path) -> None:
    file = tmp_path / "new.txt"
    file.write_text(REPEALING, encoding="utf-8")
    with Library(tmp_path / "library", HashEncoder()) as library:
        sync(library, [file])
        answerer = Answerer(library)
        own = told(answerer, "Quyết định 8/2019 của UBND tỉnh Lam Giang còn hiệu lực không?")
        other = told(answerer, "Quyết định 8/2019 của UBND tỉnh Đồng Nai còn hiệu lực không?")
        another = REPEALING.replace("LAM GIANG", "ĐỒNG NAI").replace("12/2025", "13/2025").replace("xe đạp", "bến đò")
        (tmp_path / "another.txt").write_text(another, encoding="utf-8")
        sync(library, [tmp_path / "another.txt"])
        nobody = told(answerer, "Quyết định 8/2019 còn hiệu lực không?")
    assert is_firm(own)
    assert own.short
    for answer in (other, nobody):
        assert not is_firm(answer)
        assert answer.short is None
    assert {each.number for each in nobody.citations} == {"12/2025/QĐ-UBND", "13/2025/QĐ-UBND"}


def test_a_possible_reading_gives_way_to_firm_passages_and_to_none_at_all(tmp_path: Path) -> None:
    report = read(_written(tmp_path))
    by_reading = {each: KindAnswer((Part(report, 0, 5),), reading=each) for each in ("sure", "likely", "possible")}
    gives_way = {
        each: [answer.gives_way_to(passages) for passages in ("firm", "tentative", None)]
        for each, answer in by_reading.items()
    }
    assert gives_way == {"sure": [False] * 3, "likely": [False] * 3, "possible": [True, False, True]}


def test_answers_joined_have_a_line_where_each_has_one_and_are_as_sure_as_the_least(tmp_path: Path) -> None:
    report = read(_written(tmp_path))
    line = Line("A", (LineValue(report, 0, 3, (0, 5)),))
    one = KindAnswer((Part(report, 0, 5),), ("n",), line=line)
    other = KindAnswer((Part(report, 0, 5), Part(report, 6, 9)), ("n",), line=line, certainty="tentative")
    both = joined([one, other])
    assert both.parts == other.parts
    assert both.notes == ("n",)
    assert both.certainty == "tentative"
    assert both.line
    assert both.line.text == "A; A"
    assert joined([one, KindAnswer(other.parts)]).line is None


def test_the_measure_tells_what_is_told_first_from_what_is_shown() -> None:
    for name in ("looked_at", "held_out"):
        cases = cases_of(name)
        assert len({each.question for each in cases}) == len(cases) == 90
        assert all(each.must for each in cases)
    fact = Case("q", "g4", "f", "signer", "about", (("x",),))
    ordinary = Case("q", "g4", "f", "ordinary", "about", (("x",),))
    found = [
        Told(fact, True, True, True, "l"),
        Told(fact, False, True, False, ""),
        Told(ordinary, False, False, True, ""),
    ]
    lines = figures("n", found)
    assert "all: 2, told first 0.500 (1 of 2, " in lines[1]
    assert "firm 1, told first 1.000" in lines[1]
    assert "firm 1, of which not shown 1" in lines[-1]


def _written(folder: Path) -> Path:
    file = folder / "12.txt"
    file.write_text(REPEALING, encoding="utf-8")
    return file
