"""The web page in a real browser: asked, answered with evidence, declined, limited, and safe to read."""

import re
from collections.abc import Generator, Iterator
from dataclasses import replace

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from bot.answer import Answered, Declined, Statement
from bot.answerer import Answerer
from bot.events import Event
from bot.examples import example_questions
from bot.page.answer_html import answer_html, question_html
from bot.page.evidence_html import evidence_html, verbatim_markers
from bot.quoting.found import Found
from bot.small_talk import Said, heard
from corpus.language.detect import Language
from index.encoder.encoder import HashEncoder
from index.library import Library
from index.question.filters import Filters
from index.sync import sync
from tests.bot.page.marks_on_a_page import YELLOW, box_in_picture, box_of_marks, seen_as
from tests.bot.page.page_driver import (
    MERGER,
    NOT_THERE,
    REPLACED,
    SCANNED,
    answer_at,
    ask,
    evidence_for,
    open_filters,
    open_page,
    served,
    undoings,
    visit,
    words,
)

pytestmark = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning:gradio.queueing"),
    pytest.mark.filterwarnings("ignore:unclosed event loop:ResourceWarning"),
]
HOSTILE = (
    '<script>window.stolen = 1</script><img src=x onerror="window.stolen = 2"> ![x](http://192.0.2.1/p.png) '
    "[bấm đây](javascript:alert(3)) ${window.stolen = 4} {{value}} $$x^2$$ **đậm** `mã` </div></blockquote>"
)
HOSTILE_REPORT = f"""SỞ NỘI VỤ
Số: 7/BC-SNV

BÁO CÁO
Kết quả năm 2024 {HOSTILE}

1. Kết quả {HOSTILE}
Trong năm 2024, tỷ lệ hồ sơ đúng hạn đạt 98,5%. {HOSTILE}

<img src=y onerror="window.stolen = 5">
"""
HOSTILE_NAME = '<img src=x onerror="window.stolen = 6">.txt'


class Forced(Answerer):
    """Answers from whatever it finds, so that a hostile report gets into the answer; breaks where told to."""

    def find(
        self,
        question: str | Said,
        filters: Filters | None = None,
        passages: int = 10,
        *,
        exclude: frozenset[str] = frozenset(),
        is_continued: bool = False,
    ) -> Found:
        if heard(question).typed == "hỏng":
            raise RuntimeError("told to break")
        found = super().find(question, filters, passages, exclude=exclude, is_continued=is_continued)
        return replace(found, confidence=1.0, certainty="firm" if found.hits else None)


class Painting(Answerer):
    """Says what a model might write that was told to by a report."""

    def events(
        self, question: str, filters: Filters | None = None, *, language: Language | None = None
    ) -> Generator[Event, None, None]:
        for event in super().events(question, filters, language=language):
            if isinstance(event, Answered):
                written = tuple(replace(each, text=f"{HOSTILE} {each.text}", marks=()) for each in event.statements)
                yield replace(event, statements=written)
            else:
                yield replace(event, text=HOSTILE, marks=()) if isinstance(event, Statement) else event


class Unsure(Answerer):
    """Gives what it finds as what may answer, and names something as missing."""

    def events(
        self, question: str, filters: Filters | None = None, *, language: Language | None = None
    ) -> Generator[Event, None, None]:
        for event in super().events(question, filters, language=language):
            unsure = isinstance(event, Answered)
            yield replace(event, certainty="tentative", missing=("năm 2031",)) if unsure else event  # type: ignore[call-arg, type-var]


@pytest.fixture(scope="module")
def hostile_library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("hostile")
    (folder / HOSTILE_NAME).write_text(HOSTILE_REPORT, encoding="utf-8")
    (folder / "<b>hỏng.pdf").write_bytes(b"%PDF-1.4 nothing")
    with Library(folder / "library", HashEncoder()) as library:
        assert len(sync(library, [folder / HOSTILE_NAME, folder / "<b>hỏng.pdf"]).failed) == 1
        yield library


def test_start_tells_what_is_there_and_what_to_ask(browser: Browser, address: str) -> None:
    with visit(browser, address) as page:
        expect(page.locator("html")).to_have_attribute("lang", "vi")
        expect(page).to_have_title("Hỏi đáp báo cáo")
        line = page.locator("#head .library")
        expect(line).to_have_text(re.compile(r"^12 văn bản, số liệu các năm 2023–2025, cập nhật ngày \d+/\d+/\d{4}$"))
        expect(page.locator("#conversation .example")).to_have_count(4)
        expect(page.locator("#question textarea")).to_be_focused()
        open_filters(page)
        for label in ("Cơ quan ban hành", "Loại văn bản", "Năm báo cáo", "Chỉ văn bản còn hiệu lực"):
            expect(page.get_by_label(label).first).to_be_visible()


def test_answer_with_evidence_beside_it(browser: Browser, address: str, sample_answerer: Answerer) -> None:
    expected = sample_answerer.answer(MERGER)
    assert isinstance(expected, Answered)
    count = len(expected.citations)
    with visit(browser, address) as page:
        answer = ask(page, MERGER)
        expect(answer.locator(".chip")).to_have_text([f"[{number}]" for number in range(1, count + 1)])
        expect(answer.locator(".trust")).to_contain_text(f"{count}/{count} trích dẫn đã kiểm tra")
        expect(answer.locator(".undo")).to_have_text(
            ["Chỉ tìm: năm 2025 ×", "Chỉ tìm: kế hoạch ×", "Ưu tiên: loại văn bản “kế hoạch” ×"]
        )
        cards = evidence_for(page, answer).locator(".card")
        expect(cards).to_have_count(count)
        quotes = [words(quote) for quote in cards.locator("blockquote").all_text_contents()]
        assert quotes == [words(citation.quote) for citation in expected.citations]
        expect(cards.first.locator("summary")).to_contain_text("Kế hoạch số 19/KH-UBND ngày 20/1/2025")
        chat, side = page.locator("#conversation").bounding_box(), page.locator("#evidence").bounding_box()
        assert chat
        assert side
        assert chat["x"] + chat["width"] <= side["x"]
        assert page.locator("#conversation [data-testid][aria-label]").count() == 0


def test_chip_opens_the_page_with_the_passage_boxed(browser: Browser, address: str) -> None:
    with visit(browser, address) as page:
        answer = ask(page, MERGER)
        chip = answer.locator(".chip").last
        assert "noopener" in (chip.get_attribute("rel") or "")
        chip.click()
        cards = evidence_for(page, answer).locator(".card")
        assert cards.evaluate_all("cards => cards.map((card) => card.open)") == [False] * (cards.count() - 1) + [True]
        sheet = cards.last.locator(".sheet")
        expect(sheet.locator("img")).to_be_in_viewport()
        assert seen_as(sheet, YELLOW) > 0.01
        assert box_of_marks(sheet) == pytest.approx(box_in_picture(page, address, sheet), abs=0.01)
        expect(page.locator(".evidence .at:visible")).to_have_text(f"{cards.count()}/{cards.count()}")
        evidence_for(page, answer).locator(".next").click()
        expect(cards.first).to_have_attribute("open", "")
        evidence_for(page, answer).locator(".previous").click()
        expect(cards.last).to_have_attribute("open", "")


def test_scan_shows_its_page_boxed_and_how_sure_its_reading_is(browser: Browser, address: str) -> None:
    with visit(browser, address) as page:
        answer = ask(page, SCANNED)
        card = evidence_for(page, answer).locator(".card").filter(has_text="03/BC-SNV").first
        marker = card.locator(".marker").inner_text()
        answer.locator(".chip", has_text=f"[{marker}]").first.click()
        sheet = card.locator(".sheet").first
        expect(sheet.locator("img")).to_be_visible()
        assert seen_as(sheet, YELLOW) > 0.001
        assert box_of_marks(sheet) == pytest.approx(box_in_picture(page, address, sheet), abs=0.01)
        expect(card.locator("figcaption").first).to_contain_text("văn bản quét, độ tin cậy nhận dạng")


def test_text_of_a_document_without_pages_is_shown_around_the_passage(browser: Browser, address: str) -> None:
    with visit(browser, address) as page:
        answer = ask(page, "Kết quả tinh giản biên chế năm 2024 của tỉnh ra sao?")
        card = evidence_for(page, answer).locator(".card").filter(has_text="418/BC-SNV").first
        answer.locator(".chip", has_text=f"[{card.locator('.marker').inner_text()}]").first.click()
        expect(card.locator(".around mark")).to_be_in_viewport()
        assert words(card.locator(".around mark").inner_text()) == words(card.locator("blockquote").inner_text())


def test_hover_and_keyboard_show_the_source_of_a_chip(browser: Browser, address: str) -> None:
    with visit(browser, address) as page:
        chip = ask(page, MERGER).locator(".chip").first
        chip.scroll_into_view_if_needed()
        page.wait_for_timeout(300)
        chip.hover()
        card = page.locator("#hover-card")
        expect(card).to_be_visible()
        for told in ("Kế hoạch số 19/KH-UBND ngày 20/1/2025 của Ủy ban nhân dân tỉnh Lam Giang", "tr. 1", "hợp nhất"):
            expect(card).to_contain_text(told)
        page.keyboard.press("Escape")
        expect(card).to_be_hidden()
        page.mouse.move(0, 0)
        chip.focus()
        expect(card).to_be_visible()
        page.keyboard.press("Enter")
        expect(page.locator(".evidence .card[open]").first).to_be_visible()


def test_chip_opens_in_a_tab_of_its_own_where_asked_to(
    browser: Browser, address: str, sample_answerer: Answerer
) -> None:
    expected = sample_answerer.answer(MERGER)
    assert isinstance(expected, Answered)
    with visit(browser, address) as page:
        chip = ask(page, MERGER).locator(".chip").last
        with page.context.expect_page() as opened:
            chip.click(modifiers=["Control"])
        report = opened.value
        mark = report.locator("mark#passage")
        expect(mark).to_be_in_viewport()
        assert words("".join(report.locator("mark").all_text_contents())) == words(expected.citations[-1].quote)
        assert report.evaluate("document.documentElement.lang") == "vi"
        report.get_by_text("Về trang hỏi đáp").click()
        expect(report.locator("#question textarea")).to_be_visible(timeout=30_000)


def test_notice_of_a_replaced_report_is_in_answer_and_evidence(browser: Browser, address: str) -> None:
    notice = "đã bị thay thế bởi văn bản số 12/2025/QĐ-UBND"
    with visit(browser, address) as page:
        answer = ask(page, REPLACED)
        expect(answer.locator(".warning").first).to_have_text(notice)
        expect(evidence_for(page, answer).locator(".warning").first).to_have_text(notice)


def test_declined_says_why_and_shows_what_is_nearest(browser: Browser, address: str) -> None:
    with visit(browser, address) as page:
        answer = ask(page, NOT_THERE)
        expect(answer.locator(".reason")).to_contain_text("Không tìm thấy nội dung trả lời")
        expect(answer.locator(".undo").first).to_contain_text("Đã tìm: ")
        assert answer.locator("blockquote, .chip, .trust").count() == 0
        cards = evidence_for(page, answer).locator(".card")
        assert answer.locator("li a").count() == cards.count() > 0
        answer.locator("li a").nth(1).click()
        expect(cards.nth(1)).to_have_attribute("open", "")


def test_filters_limit_the_search(browser: Browser, address: str) -> None:
    with visit(browser, address) as page:
        open_filters(page)
        page.get_by_label("Cơ quan ban hành").first.click()
        page.get_by_role("option", name="Sở Nội vụ tỉnh Lam Giang").click()
        page.keyboard.press("Escape")
        page.get_by_label("Chỉ văn bản còn hiệu lực").check()
        expect(page.locator("#filters")).to_have_text("Bộ lọc: Sở Nội vụ tỉnh Lam Giang; Chỉ văn bản còn hiệu lực")
        answer = ask(page, "Kết quả tinh giản biên chế năm 2024 của tỉnh ra sao?")
        expect(answer.locator(".understood p > span")).to_have_text(
            "Phạm vi: Sở Nội vụ tỉnh Lam Giang; chỉ văn bản còn hiệu lực"
        )
        for heading in page.locator(".evidence .document").all_inner_texts():
            assert "Sở Nội vụ tỉnh Lam Giang" in heading


def test_what_was_understood_can_be_undone_and_done_again(browser: Browser, address: str) -> None:
    with visit(browser, address) as page:
        answer = ask(page, "ke hoach nam 2025 noi gi ve viec hop nhat cac so")
        expect(answer.locator(".undo").first).to_have_text("Đã tìm: kế hoạch năm 2025 nói gì về việc hợp nhất các sở ×")
        first = answer.get_attribute("id")
        undoings(answer).filter(has_text="năm 2025").last.click()
        expect(page.locator(f"#{first}")).to_have_count(0, timeout=30_000)
        answer = answer_at(page, 0)
        expect(undoings(answer).filter(has_text="Không áp dụng: năm")).to_be_visible()
        expect(answer.locator(".understood summary")).to_contain_text("Không áp dụng: năm")
        expect(answer.locator(".undo", has_text="Chỉ tìm: năm 2025")).to_have_count(0)
        second = answer.get_attribute("id")
        undoings(answer).filter(has_text="Không áp dụng: năm").click()
        expect(page.locator(f"#{second}")).to_have_count(0, timeout=30_000)
        answer = answer_at(page, 0)
        expect(undoings(answer).filter(has_text="Chỉ tìm: năm 2025")).to_be_visible()
        third = answer.get_attribute("id")
        undoings(answer).filter(has_text="Đã tìm:").click()
        expect(page.locator(f"#{third}")).to_have_count(0, timeout=30_000)
        expect(undoings(answer_at(page, 0)).filter(has_text="Tìm đúng như đã nhập")).to_be_visible()


def test_follow_up_shows_the_question_that_was_searched(browser: Browser, address: str) -> None:
    with visit(browser, address) as page:
        first = ask(page, MERGER)
        answer = ask(page, "ai chủ trì?")
        expect(answer.locator(".undo").first).to_contain_text("Đã tìm: ")
        expect(answer.locator(".undo").first).to_contain_text("hợp nhất")
        expect(evidence_for(page, first)).to_be_hidden()
        first.locator(".chip").first.click()
        expect(evidence_for(page, first)).to_be_visible()
        expect(evidence_for(page, answer)).to_be_hidden()
        second = answer.get_attribute("id")
        undoings(answer).first.click()
        expect(page.locator(f"#{second}")).to_have_count(0, timeout=30_000)
        expect(undoings(answer_at(page, 1)).filter(has_text="Tìm đúng như đã nhập")).to_be_visible()


def test_example_and_suggestion_are_asked_and_a_new_conversation_clears(browser: Browser, address: str) -> None:
    with visit(browser, address) as page:
        example = page.locator("#conversation .example").first
        question = words(example.inner_text())
        example.click()
        answer = answer_at(page, 0)
        expect(evidence_for(page, answer).locator(".about")).to_have_text(question)
        suggestion = page.locator("#conversation .option").first
        expect(suggestion).to_be_visible(timeout=30_000)
        asked = words(suggestion.inner_text())
        suggestion.click()
        answer = answer_at(page, 1)
        expect(page.locator("#conversation .question").last).to_have_text(asked)
        expect(answer).to_have_class(re.compile("answered"))
        page.locator("#history .toggle-button").click()
        page.get_by_role("button", name="Cuộc hỏi đáp mới").click()
        expect(page.locator("#conversation .answer")).to_have_count(0)
        expect(page.locator("#evidence")).to_have_text("Đoạn văn được trích dẫn sẽ hiện ở đây.")


def test_a_tentative_answer_says_so_and_looks_so(browser: Browser, address: str, sample_library: Library) -> None:
    with visit(browser, address) as page:
        firm = ask(page, MERGER)
        expect(firm).not_to_have_class(re.compile("tentative"))
        expect(firm.locator(".opening")).to_have_count(0)
        solid = firm.locator("blockquote").first.evaluate("(quote) => getComputedStyle(quote).borderLeftStyle")
    with served(Unsure(sample_library), sample_library) as unsure, visit(browser, unsure) as page:
        answer = ask(page, MERGER)
        expect(answer).to_have_class(re.compile("tentative"))
        opening = answer.locator(".opening p")
        expect(opening).to_have_text([re.compile("^Các đoạn dưới đây có thể"), re.compile(": năm 2031.$")])
        assert words(answer.inner_text()).index("Các đoạn dưới đây") < words(answer.inner_text()).index("Theo Kế hoạch")
        expect(answer.locator("blockquote .chip").first).to_have_text("[1]")
        dashed = answer.locator("blockquote").first.evaluate("(quote) => getComputedStyle(quote).borderLeftStyle")
        assert (solid, dashed) == ("solid", "dashed")
        assert (evidence_for(page, answer).locator("pre").text_content() or "").startswith("Các đoạn dưới đây")


def test_hostile_report_and_question_stay_text(browser: Browser, hostile_library: Library) -> None:
    answerer = Forced(hostile_library)
    with served(answerer, hostile_library) as address, visit(browser, address) as page:
        question = f"tỷ lệ hồ sơ đúng hạn đạt bao nhiêu {HOSTILE}"
        answer = ask(page, question)
        expect(page.locator("#conversation .question")).to_have_text(words(question))
        assert HOSTILE in words(answer.inner_text())
        card = evidence_for(page, answer).locator(".card[open]").first
        assert HOSTILE in words(card.inner_text())
        answer.locator(".chip").first.hover()
        page.locator("#history .toggle-button").click()
        expect(page.locator("#conversations .open").first).to_contain_text("<script>window.stolen = 1")
        page.get_by_role("tab", name="Kho văn bản").click()
        page.locator("#library-table [role=gridcell]", has_text="7/BC-SNV").first.click()
        expect(page.locator("#library-report h3")).to_contain_text("<script>")
        expect(page.locator("#library-failures")).to_contain_text("<b>hỏng.pdf")
        regions = (
            "#conversation",
            "#evidence",
            "#history",
            "#library-table",
            "#library-report",
            "#library-failures",
            "#hover-card",
        )
        for region in regions:
            assert page.locator(f"{region} :is(script, img, iframe, strong, code, .katex)").count() == 0
        assert page.locator("a[href^='javascript'], a[href*='192.0.2.1']").count() == 0
        page.goto(f"{address}{answer_url(page, address)}")
        assert page.locator("body :is(script, img)").count() == 0
        assert page.evaluate("window.stolen") is None


def test_pictures_and_links_that_a_model_writes_are_text(browser: Browser, sample_library: Library) -> None:
    with served(Painting(sample_library), sample_library) as address, visit(browser, address) as page:
        answer = ask(page, MERGER)
        expect(answer.locator(".written").first).to_contain_text("![x](http://192.0.2.1/p.png)")
        assert page.locator("#conversation :is(script, img, iframe, strong, code, .katex)").count() == 0
        assert page.evaluate("window.stolen") is None


def answer_url(page: Page, address: str) -> str:
    report: str = httpx.get(f"{address}/api/reports").json()[0]["id"]
    return f"/reports/{report}?start=0&end=20"


def test_failure_is_said_and_the_question_kept(
    browser: Browser, hostile_library: Library, caplog: pytest.LogCaptureFixture
) -> None:
    with served(Forced(hostile_library), hostile_library) as address, visit(browser, address) as page:
        page.locator("#question textarea").fill("hỏng")
        page.get_by_role("button", name="Hỏi", exact=True).click()
        expect(page.locator("#conversation .notice")).to_have_text("Đã xảy ra lỗi khi trả lời. Vui lòng thử lại.")
        expect(page.locator("#question textarea")).to_have_value("hỏng")
    assert "told to break" in caplog.text


def test_routes_of_the_app_go_before_the_page(address: str) -> None:
    assert httpx.get(f"{address}/healthz").json() == {"status": "ok"}
    assert len(httpx.get(f"{address}/api/reports").json()) == 12
    assert "gradio" in httpx.get(address).text


def test_empty_library_has_a_page_without_examples(library: Library) -> None:
    with served(Answerer(library), library) as address:
        config = httpx.get(f"{address}/config").text
    assert "Kho chưa có văn bản nào." in config


def test_page_that_is_opened_twice_has_two_conversations(browser: Browser, address: str) -> None:
    with visit(browser, address) as page:
        ask(page, MERGER)
        other = page.context.new_page()
        open_page(other, address)
        expect(other.locator("#conversation .answer")).to_have_count(0)
        ask(other, "còn năm 2024?")
        expect(other.locator("#conversation .reason")).to_contain_text("không có câu hỏi nào trước đó")


def test_fragments_show_every_answer_on_one_line(sample_answerer: Answerer, sample_library: Library) -> None:
    texts = {report.id: report.text for report in sample_library.reports.all()}
    for question in (MERGER, REPLACED, NOT_THERE, "", "What targets are set for 2025?", "xin chào"):
        answer = sample_answerer.answer(question)
        cited = (
            answer.citations if isinstance(answer, Answered) else answer.nearest if isinstance(answer, Declined) else ()
        )
        verbatim = verbatim_markers(cited, texts)
        assert verbatim == {citation.marker for citation in cited}
        fragment = answer_html(answer, verbatim, "vi")
        assert "\n" not in fragment
        assert len(re.findall("<details class=.card.", evidence_html(answer, verbatim, "vi"))) == len(cited)
    assert question_html("a\n\n<b>") == '<div class="question">a<br><br>&lt;b&gt;</div>'


def test_quote_that_is_no_longer_there_is_not_called_verbatim(sample_answerer: Answerer) -> None:
    answer = sample_answerer.answer(REPLACED)
    assert isinstance(answer, Answered)
    verbatim = verbatim_markers(answer.citations, {})
    assert verbatim == set()
    assert f"0/{len(answer.citations)} trích dẫn đã kiểm tra" in answer_html(answer, verbatim, "vi")
    assert "không còn khớp với văn bản trong kho" in evidence_html(answer, verbatim, "vi")


def test_quote_of_a_scan_is_verbatim_of_what_was_recognised_and_shown_in_print_first_where_it_is_doubtful(
    sample_answerer: Answerer,
) -> None:
    answer = sample_answerer.answer(REPLACED)
    assert isinstance(answer, Answered)
    sure = replace(answer, citations=tuple(replace(each, confidence=0.97) for each in answer.citations))
    markers = {each.marker for each in answer.citations}
    assert "máy nhận dạng" not in answer_html(answer, markers, "vi")
    told = (
        f"{len(markers)}/{len(markers)} trích dẫn đã kiểm tra, đúng nguyên văn (trong đó {len(markers)} lấy từ bản quét"
    )
    assert told in answer_html(sure, markers, "vi")
    assert "<img" not in answer_html(sure, markers, "vi")
    doubtful = replace(answer, citations=tuple(replace(each, confidence=0.9) for each in answer.citations))
    shown, first = answer_html(doubtful, markers, "vi"), answer.citations[0]
    number = first.page_numbers[0]
    source = (
        f"/api/reports/{first.report_id}/pages/{number}.png?start={first.start}&amp;end={first.end}&amp;only_lines=true"
    )
    assert 0 < shown.index(source) < shown.index("<blockquote")


def test_examples_come_from_the_reports(sample_library: Library) -> None:
    reports = sample_library.reports.all()
    vietnamese = example_questions(reports, "vi")
    assert any(question.startswith("Kế hoạch năm 2025 nói gì về việc hợp nhất Sở Thông tin") for question in vietnamese)
    assert len(vietnamese) == len(set(vietnamese))
    assert example_questions(reports, "en")
    assert example_questions([], "vi") == []
