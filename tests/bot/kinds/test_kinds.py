"""Kinds of question: recognised however they are typed, and answered from the catalogue, tables and forms of documents."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answer import Answered, Declined, is_firm
from bot.answerer import Answerer
from bot.api.answer_json import answer_json
from bot.classifying.by_example import ByExample
from bot.classifying.left_over import leaves_unread
from bot.classifying.possible_kinds import possible_kinds
from bot.classifying.question_kind import Compare, IdentityQuestion, InForce, ListAll, Summarise, WhatIsDue
from bot.kinds.comparison import Subject
from bot.kinds.holder import asks_for, asks_for_head, may_head
from bot.kinds.section import items_of
from bot.page.answer_html import answer_html
from bot.terminal import answer_view, console
from corpus.read import read
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


@pytest.fixture(scope="module")
def by_example(sample_library: Library) -> ByExample:
    return ByExample(sample_library.encoder)


@given(st.text(max_size=200))
def test_any_text_has_possible_kinds_or_none(text: str) -> None:
    possible_kinds(Query(text, text))


@pytest.mark.parametrize(
    ("question", "wanted", "kind"),
    [
        ("các quyết định năm 2025", Wanted(), ListAll("quyết định")),
        (
            "liệt kê các văn bản về chuyển đổi số của Sở Nội vụ",
            Wanted(),
            ListAll(None, "chuyển đổi số", ("Sở Nội vụ",)),
        ),
        ("list all decisions on shared data issued in 2025", Wanted(), ListAll("quyết định", "shared data")),
        ("so sánh số hồ sơ năm 2023 và 2024", Wanted(years=(2023, 2024)), Compare((2023, 2024))),
        ("so sánh số hồ sơ năm 2024", Wanted(years=(2024,)), None),
        ("Quyết định 5/2020 còn hiệu lực không", Wanted(numbers=("5/2020",)), InForce()),
        ("Quyết định 5/2020 thay thế văn bản nào", Wanted(numbers=("5/2020",)), InForce(backwards=True)),
        ("ai ký Kế hoạch 19/KH-UBND", Wanted(), IdentityQuestion(("signer",))),
        ("Kế hoạch 19/KH-UBND được ban hành khi nào?", Wanted(), IdentityQuestion(("issued",))),
        ("Ai ký hợp đồng số hóa tài liệu?", Wanted(), None),
        ("tóm tắt báo cáo năm 2024", Wanted(), Summarise()),
        ("tóm tắt kết quả năm 2024", Wanted(), None),
        ("các quyết định năm 2025 quy định gì về dữ liệu mở?", Wanted(), None),
        ("Sở tham mưu ban hành những văn bản nào?", Wanted(), None),
    ],
)
def test_kind(by_example: ByExample, question: str, wanted: Wanted, kind: object) -> None:
    assert by_example.told(Query(question, question, wanted=wanted)) == kind


def test_what_two_agencies_do_together_is_no_comparison(by_example: ByExample) -> None:
    asked = "Sở Y tế và Sở Tài chính có bao nhiêu biên chế?"
    merged = "Hợp nhất Sở Y tế và Sở Tài chính tốn bao nhiêu?"
    assert by_example.told(Query(asked, asked)) == Compare((), (("Sở Y tế",), ("Sở Tài chính",)))
    assert by_example.told(Query(merged, merged)) is None


@pytest.mark.parametrize(
    ("question", "backwards"),
    [
        ("Quyết định nào bãi bỏ Quyết định 8/2012/QĐ-UBND?", False),
        ("Văn bản nào bị Quyết định 8/2012/QĐ-UBND bãi bỏ?", True),
        ("Những quyết định nào bị thay thế bởi Quyết định 8/2012/QĐ-UBND?", True),
        ("Quyết định 8/2012/QĐ-UBND bị văn bản nào thay thế?", False),
        ("Which decision did Decision 8/2012/QĐ-UBND replace?", True),
        ("Was Decision 8/2012/QĐ-UBND replaced?", False),
        ("Which decisions were repealed by Decision 8/2012/QĐ-UBND?", True),
    ],
)
def test_what_acts_on_what_is_told_by_examples(by_example: ByExample, question: str, backwards: bool) -> None:
    wanted = Wanted(numbers=("8/2012/QĐ-UBND",))
    assert by_example.told(Query(question, question, wanted=wanted)) == InForce(backwards=backwards)


@pytest.mark.parametrize(
    ("question", "listed"),
    [
        ("Các quyết định năm 2025", ListAll("quyết định")),
        ("Kho có mấy quyết định năm 2025?", ListAll("quyết định")),
        ("Liệt kê các văn bản của Sở Y tế", ListAll(None, authors=("Sở Y tế",))),
        ("Ông Nguyễn Văn Lạ ký những văn bản nào?", None),
        ("Các quyết định quan trọng nhất năm 2025", None),
        ("Các văn bản ban hành trước khi hợp nhất", None),
    ],
)
def test_a_list_with_a_limit_that_is_not_read_is_none(question: str, listed: ListAll | None) -> None:
    possible = possible_kinds(Query(question, question))["list"]
    assert (None if leaves_unread(possible.rest) else possible.kind) == listed


def test_the_years_of_a_period_are_no_sides() -> None:
    years = Wanted(years=(2021, 2022, 2023))
    period = "Giai đoạn 2021-2023 tuyển bao nhiêu người?"
    named = "Năm 2021, 2022 và 2023 tuyển bao nhiêu người?"
    assert "compare" not in possible_kinds(Query(period, period, wanted=years))
    assert possible_kinds(Query(named, named, wanted=years))["compare"].kind == Compare((2021, 2022, 2023))


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


def test_the_name_of_what_is_compared_keeps_its_words() -> None:
    subject = Subject(((("ho",),), (("truc",),), (("tuyen",),)), 0.7, is_share=True)
    for said in ("so sánh tỷ lệ hồ sơ trực tuyến năm 2023 và 2024", "năm 2023 so với 2024, tỷ lệ hồ sơ trực tuyến"):
        assert subject.written_in(said) == "tỷ lệ hồ sơ trực tuyến"


def test_comparison_is_shown_on_every_door(sample_answerer: Answerer) -> None:
    answer = sample_answerer.answer("So sánh tỷ lệ hồ sơ trực tuyến năm 2023 và 2024")
    record = answer_json(answer).model_dump()
    assert record["table"]["rows"][0][1] == {"text": "Thực hiện 2023: 52,4", "markers": (1,)}
    page = answer_html(answer, {1, 2}, "vi")
    compared = page.partition('<table class="compared">')[2].partition("</table>")[0]
    assert compared.count("<td>") == 2
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
    assert answer.statements[0].lead == (
        "Văn bản số 31/2023 đã được thay thế bởi Quyết định số 12/2025/QĐ-UBND ngày 14/3/2025 của Ủy ban nhân dân tỉnh Lam Giang:"
    )


def test_what_a_document_is_about_is_told_in_its_own_words(sample_answerer: Answerer) -> None:
    answer = sample_answerer.answer("Quyết định 12/2025 về việc gì?")
    assert isinstance(answer, Answered)
    assert [" ".join(each.quote.split()) for each in answer.citations] == [
        "QUYẾT ĐỊNH Quy định việc quản lý, vận hành, khai thác Kho dữ liệu dùng chung tỉnh Lam Giang"
    ]


def test_the_headings_of_a_document_and_what_stands_under_one_by_its_number(sample_answerer: Answerer) -> None:
    contents = sample_answerer.answer("Kế hoạch 19/KH-UBND gồm những phần nào?")
    assert isinstance(contents, Answered)
    assert [each.quote[:2] for each in contents.citations][:2] == ["I.", "II"]
    article = sample_answerer.answer("Điều 2 Quyết định 12/2025/QĐ-UBND quy định gì?")
    assert isinstance(article, Answered)
    assert all("Điều 2" in each.path for each in article.citations)


def test_what_is_due_is_told_by_deadline(sample_answerer: Answerer) -> None:
    assert sample_answerer.kind_of("Kế hoạch 19/KH-UBND có những thời hạn nào?") == WhatIsDue()
    answer = sample_answerer.answer("Việc gì phải xong trong tháng 2/2025?")
    assert isinstance(answer, Answered)
    assert {each.number for each in answer.citations} == {"19/KH-UBND"}
    assert "Trước ngày 07 tháng 02 năm 2025" in answer.citations[0].quote
    assert answer.notes[0].startswith(f"Có {len(answer.statements)} nội dung")


def test_who_holds_a_post_is_told_by_who_signs_in_it(sample_answerer: Answerer) -> None:
    answer = sample_answerer.answer("Ai là giám đốc Sở Nội vụ?")
    assert isinstance(answer, Answered)
    assert all(each.quote.startswith("GIÁM ĐỐC") for each in answer.citations)
    deputy = sample_answerer.answer("Ai là phó giám đốc Sở Nội vụ?")
    assert not isinstance(deputy, Answered) or all("PHÓ GIÁM ĐỐC" in each.quote for each in deputy.citations)


@pytest.mark.parametrize(
    ("post", "asked"),
    [("giam doc", True), ("pho giam doc", False), ("chu tich", False), ("", False)],
)
def test_a_post_is_asked_for_by_its_name(post: str, asked: bool) -> None:
    for question in ("Ai là giám đốc Sở Nội vụ?", "Who is the director of the department?"):
        language = "en" if question.startswith("Who") else "vi"
        assert asks_for(post, Query(question, question, language=language)) == asked
    assert asks_for(post, Query("Sếp sở là ai?", "", language="vi")) == (post in ("giam doc", "chu tich"))


@pytest.mark.parametrize("numbers", [("1.", "2", "3."), ("1", "2", "3."), ("1.", "2", "3"), ("1.", "2.", "3.")])
def test_an_item_whose_number_lost_its_dot_is_told_with_the_others(tmp_path: Path, numbers: tuple[str, ...]) -> None:
    """As on scanned pages: "2 Tổ chức …" is no item of its own there."""
    told = (
        "Tinh giản biên chế tối thiểu 100 trường hợp.",
        "Tổ chức kỳ thi tuyển công chức.",
        "Số hóa 500.000 trang tài liệu lưu trữ.",
    )
    items = [f"{number} {text}" for number, text in zip(numbers, told, strict=True)]
    file = tmp_path / "bao-cao.txt"
    file.write_text(
        "\n".join(["BÁO CÁO", "Công tác năm 2024", "I. NHIỆM VỤ", *items, "II. KIẾN NGHỊ", "Không có."]),
        encoding="utf-8",
    )
    report = read(file)
    [section] = [each for each in report.sections if each.heading.startswith("I. ")]
    shown = [report.text[part.start : part.end] for part in items_of(report, section)]
    assert [text for text in told if any(text in each for each in shown)] == list(told)


@pytest.mark.parametrize(
    ("question", "holders"),
    [
        ("Chủ tịch tỉnh hiện nay là ai?", ["Hà Quang Thưởng"]),
        ("ai la pho chu tich tinh", ["Lương Thị Minh Khuê"]),
        ("Giám đốc sở là ai?", ["Trịnh Hoài Đăng", "Trịnh Hoài Đăng", "Lê Sỹ Hoàn"]),  # of three of them
    ],
)
def test_a_post_needs_no_whole_name_of_its_agency(sample_answerer: Answerer, question: str, holders: list[str]) -> None:
    answer = sample_answerer.answer(question)
    assert isinstance(answer, Answered)
    assert [each.quote.rpartition("\n")[2] for each in answer.citations] == holders


@pytest.mark.parametrize(
    ("agency", "asked"),
    [
        ("Ủy ban nhân dân tỉnh Lam Giang", ["chủ tịch tỉnh", "chủ tịch tỉnh Lam Giang", "chủ tịch ủy ban"]),
        ("Ủy ban nhân dân huyện Yên Hoài", ["chủ tịch huyện", "chủ tịch ủy ban"]),
        ("Hội Nông dân tỉnh Lam Giang", ["chủ tịch hội"]),
    ],
)
def test_a_post_is_of_the_agency_by_whose_first_words_or_level_it_is_named(agency: str, asked: list[str]) -> None:
    for post in (
        "chủ tịch tỉnh", "chủ tịch tỉnh Lam Giang", "chủ tịch huyện", "chủ tịch ủy ban", "chủ tịch hội",
        "chủ tịch tỉnh Cao Bằng", "chủ tịch hội đồng", "phó chủ tịch tỉnh", "phó chủ tịch huyện", "chủ tịch",
    ):  # fmt: skip
        query = Query(f"Hiện nay {post} là ai?", "")
        assert asks_for_head("chu tich", agency, query) == (post in asked), post
        assert not asks_for_head("chu tich", agency, query) or may_head(agency, query)


def test_the_head_says_where_a_result_stands_beside_a_plan(sample_answerer: Answerer) -> None:
    mixed = sample_answerer.answer("Tỷ lệ hồ sơ trực tuyến năm 2024 và năm 2025 là bao nhiêu?")
    assert isinstance(mixed, Answered)
    assert mixed.table
    assert mixed.table.heads[1:] == ("Kết quả năm 2024", "Kế hoạch năm 2025")
    alike = sample_answerer.answer("Tỷ lệ hồ sơ trực tuyến năm 2023 và năm 2024 là bao nhiêu?")
    assert isinstance(alike, Answered)
    assert alike.table
    assert alike.table.heads[1:] == ("Năm 2023", "Năm 2024")


def test_notes_are_in_the_language_that_is_asked_for(sample_answerer: Answerer) -> None:
    answer = sample_answerer.answer("Liệt kê các văn bản", language="en")
    assert isinstance(answer, Answered)
    assert answer.notes[0].startswith("Documents in the library")


@pytest.mark.parametrize(
    ("question", "heading"),
    [
        ("Điều 7 Quyết định 12/2025 quy định gì?", "Điều 7"),
        ("dieu 6 quyet dinh 12/2025 noi ve cai gi", "Điều 6"),
        ("Quyết định 12/2025/QĐ-UBND, điều 9 viết thế nào", "Điều 9"),
        ("What does Article 2 of Decision 31/2023 say?", "Điều 2"),
    ],
)
def test_an_article_is_told_whatever_its_number(sample_answerer: Answerer, question: str, heading: str) -> None:
    answer = sample_answerer.answer(question)
    assert isinstance(answer, Answered)
    assert answer.certainty == "firm"
    assert all(f"{heading}." in each.path for each in answer.citations)


def test_another_article_is_never_told_surely(sample_answerer: Answerer) -> None:
    answer = sample_answerer.answer("Điều 20 Quyết định 12/2025/QĐ-UBND quy định gì?")
    assert not is_firm(answer)


def test_a_number_written_whole_is_the_documents_whatever_kind_is_named(sample_answerer: Answerer) -> None:
    whole, digits = (sample_answerer.answer(f"Báo cáo {number} ai ký?") for number in ("19/KH-UBND", "19"))
    assert isinstance(whole, Answered)
    assert {each.number for each in whole.citations} == {"19/KH-UBND"}
    assert not (isinstance(digits, Answered) and "19/KH-UBND" in {each.number for each in digits.citations})


@pytest.mark.parametrize(
    "question",
    [
        "Doanh thu dịch vụ viễn thông năm 2022 là bao nhiêu?",
        "Tỷ lệ hồ sơ thanh toán trực tuyến năm 2022 là bao nhiêu?",
    ],
)
def test_a_year_that_is_only_compared_with_is_not_answered_surely(sample_answerer: Answerer, question: str) -> None:
    answer = sample_answerer.answer(question)
    assert not is_firm(answer)
    assert not (isinstance(answer, Answered) and answer.short)


def test_a_share_of_a_thing_is_not_compared_in_its_place(sample_answerer: Answerer) -> None:
    answer = sample_answerer.answer("So sánh chi sự nghiệp khoa học và công nghệ năm 2023 và 2024")
    assert isinstance(answer, Answered)
    assert answer.short is not None
    assert "31,4" in answer.short.text
    assert "0,21" not in answer.short.text
