"""Kinds of question: recognised however they are typed, and answered from the catalogue, tables and forms of documents."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answer import Answered, Declined
from bot.answerer import Answerer
from bot.api.answer_json import answer_json
from bot.kinds.question_kind import Compare, IdentityQuestion, InForce, ListAll, Summarise, kind_of
from bot.page.answer_html import answer_html
from bot.terminal import answer_view, console
from corpus.text.letters import fold
from index.encoder.encoder import HashEncoder
from index.library import Library
from index.question.filters import Filters
from index.question.query import Query
from index.question.wishes import Wanted
from index.sync import sync
from tests.measures import kinds

REPLACED = "31/2023/QĐ-UBND"


def test_gold_questions_of_each_kind(sample_library: Library, sample_answerer: Answerer) -> None:
    for measure in kinds.measure(sample_library, sample_answerer):
        assert measure.is_met, measure


def test_questions_typed_without_marks_are_of_the_same_kind(sample_answerer: Answerer) -> None:
    for line in kinds.QUESTIONS.read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        assert kinds.name_of(sample_answerer.kind_of(fold(case["question"]))) == case["kind"], case["question"]


@given(st.text(max_size=200))
def test_any_text_has_a_kind_or_none(text: str) -> None:
    kind_of(Query(text, text))


@pytest.mark.parametrize(
    ("question", "wanted", "kind"),
    [
        ("các quyết định năm 2025", Wanted(), ListAll("quyết định")),
        ("liệt kê các văn bản về chuyển đổi số của Sở Nội vụ", Wanted(), ListAll(None, "chuyển đổi số")),
        ("list all decisions on shared data issued in 2025", Wanted(), ListAll("quyết định", "shared data")),
        ("so sánh số hồ sơ năm 2023 và 2024", Wanted(years=(2023, 2024)), Compare((2023, 2024))),
        ("so sánh số hồ sơ năm 2024", Wanted(years=(2024,)), None),
        ("Quyết định 5/2020 còn hiệu lực không", Wanted(numbers=("5/2020",)), InForce()),
        ("Quyết định 5/2020 thay thế văn bản nào", Wanted(numbers=("5/2020",)), InForce(backwards=True)),
        ("ai ký Kế hoạch 19/KH-UBND", Wanted(), IdentityQuestion("signer")),
        ("Kế hoạch 19/KH-UBND được ban hành khi nào?", Wanted(), IdentityQuestion("issued")),
        ("Ai ký hợp đồng số hóa tài liệu?", Wanted(), None),
        ("tóm tắt báo cáo năm 2024", Wanted(), Summarise()),
        ("tóm tắt kết quả năm 2024", Wanted(), None),
        ("các quyết định năm 2025 quy định gì về dữ liệu mở?", Wanted(), None),
        ("Sở tham mưu ban hành những văn bản nào?", Wanted(), None),
        ("list the targets of the 2025 plan", Wanted(), None),
    ],
)
def test_kind(question: str, wanted: Wanted, kind: object) -> None:
    assert kind_of(Query(question, question, wanted=wanted)) == kind


def test_what_two_agencies_do_together_is_no_comparison() -> None:
    agencies = [("Sở A",), ("Sở B",)]
    asked, merged = "Sở A và Sở B có bao nhiêu biên chế?", "Hợp nhất Sở A và Sở B tốn bao nhiêu?"
    assert kind_of(Query(asked, asked), agencies) == Compare((), (("Sở A",), ("Sở B",)))
    assert kind_of(Query(merged, merged), agencies) is None


def test_every_part_of_an_answer_of_a_kind_is_verbatim(sample_library: Library, sample_answerer: Answerer) -> None:
    for line in kinds.QUESTIONS.read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        answer = sample_answerer.answer(case["question"])
        if not isinstance(answer, Answered):
            continue
        markers = {each.marker for each in answer.citations}
        assert all(set(statement.markers) <= markers for statement in answer.statements)
        for each in answer.citations:
            report = sample_library.reports.get(each.report_id)
            assert report is not None
            assert each.quote == report.text[each.start : each.end] != ""
        if answer.table:
            assert len({len(row) for row in (answer.table.heads, *answer.table.rows)}) == 1
            quotes = {each.marker: each.quote for each in answer.citations}
            for cell in (cell for row in answer.table.rows for cell in row[1:] if cell.markers):
                assert len(cell.markers) == 1
                assert cell.text in quotes[cell.markers[0]]


def test_comparison_is_shown_on_every_door(sample_answerer: Answerer) -> None:
    answer = sample_answerer.answer("So sánh tỷ lệ hồ sơ trực tuyến năm 2023 và 2024")
    record = answer_json(answer).model_dump()
    assert record["table"]["rows"][0][1] == {"text": "Thực hiện 2023: 52,4", "markers": (1,)}
    page = answer_html(answer, {1, 2}, "vi")
    assert page.count("<td>") == 2
    assert "Thực hiện 2024: 68,7 <a href=" in page
    terminal = console()
    with terminal.capture() as shown:
        terminal.print(answer_view(answer))
    assert "52,4 [1]" in " ".join(shown.get().split())
    ordinary = answer_json(sample_answerer.answer("Chỉ số DTI của tỉnh năm 2024 đạt bao nhiêu điểm?"))
    assert ordinary.table is None
    assert ordinary.notes == ()


def test_a_side_that_is_not_found_is_said_not_to_be(sample_answerer: Answerer) -> None:
    question = "So sánh tỷ lệ thanh toán trực tuyến phí, lệ phí năm 2022, 2023 và 2024"
    answer = sample_answerer.answer(question)
    assert isinstance(answer, Answered)
    assert answer.table is not None
    empty, *filled = answer.table.rows[0][1:]
    assert (empty.text, empty.markers) == ("không tìm thấy", ())
    assert [len(cell.markers) for cell in filled] == [1, 1]


def test_a_list_says_how_many_and_keeps_to_the_filters(sample_library: Library, sample_answerer: Answerer) -> None:
    answer = sample_answerer.answer("Liệt kê các văn bản")
    assert isinstance(answer, Answered)
    assert answer.notes[0].startswith("Kho có 12 văn bản")
    dates = [each.issued for each in answer.citations if each.issued]
    assert len(dates) == 12
    assert dates == sorted(dates)
    filtered = sample_answerer.answer("Liệt kê các văn bản", Filters(kinds=("quyết định",)))
    assert isinstance(filtered, Answered)
    assert {each.kind for each in filtered.citations} == {"quyết định"}
    hidden = sample_answerer.answer("Liệt kê các văn bản", Filters(collections=()))
    assert isinstance(hidden, Declined)


def test_a_document_of_another_collection_is_never_told_of(tmp_path: Path) -> None:
    letterhead = "ỦY BAN NHÂN DÂN TỈNH LAM GIANG\nSố: {}\nLam Bình, ngày 14 tháng 3 năm 2025\nQUYẾT ĐỊNH\nVề việc quản lý xe công\n"
    old = (
        letterhead.format("31/2023/QĐ-UBND").replace("14 tháng 3 năm 2025", "18 tháng 8 năm 2023")
        + "Điều 1. Quản lý xe.\n"
    )
    new = letterhead.format("12/2025/QĐ-UBND") + "Điều 1. Quyết định này thay thế Quyết định số 31/2023/QĐ-UBND.\n"
    (tmp_path / "old.txt").write_text(old, encoding="utf-8")
    (tmp_path / "new.txt").write_text(new, encoding="utf-8")
    with Library(tmp_path / "library", HashEncoder()) as library:
        sync(library, [tmp_path / "old.txt"], collection="open")
        sync(library, [tmp_path / "new.txt"], collection="secret")
        answer = Answerer(library).answer(
            f"Văn bản nào thay thế Quyết định số {REPLACED}?", Filters(collections=("open",))
        )
        everything = Answerer(library).answer("Quyết định số 12/2025/QĐ-UBND thay thế văn bản nào?")
    assert "12/2025" not in answer_json(answer).model_dump_json()
    assert isinstance(everything, Answered)
    assert [each.number for each in everything.citations] == ["12/2025/QĐ-UBND"]


def test_a_replaced_document_that_is_not_in_the_library_is_told_of_by_the_newer(tmp_path: Path) -> None:
    (tmp_path / "new.txt").write_text(
        "ỦY BAN NHÂN DÂN TỈNH LAM GIANG\nSố: 12/2025/QĐ-UBND\nLam Bình, ngày 14 tháng 3 năm 2025\nQUYẾT ĐỊNH\nVề việc quản lý xe công\n"
        "Điều 1. Quản lý xe công.\nĐiều 2. Quyết định này thay thế Quyết định số 31/2023/QĐ-UBND.\n",
        encoding="utf-8",
    )
    with Library(tmp_path / "library", HashEncoder()) as library:
        sync(library, [tmp_path / "new.txt"])
        answer = Answerer(library).answer("Quyết định 31/2023 còn hiệu lực không?")
    assert isinstance(answer, Answered)
    assert answer.citations[0].quote == "Điều 2. Quyết định này thay thế Quyết định số 31/2023/QĐ-UBND."
    assert answer.statements[0].lead == "Văn bản số 31/2023 đã bị thay thế."
