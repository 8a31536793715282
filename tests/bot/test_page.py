"""The web page in a real browser: asked, answered with evidence, declined, in both languages, and safe to read."""

import os
import re
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import httpx
import pytest
import uvicorn
from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

from bot.answer import Answered, Declined
from bot.answerer import Answerer, Found
from bot.api import api_of
from bot.evidence import answer_html, evidence_html, question_html, verbatim_markers
from bot.examples import example_questions
from bot.page import mount_page
from bot.settings import Settings
from index.encoder import HashEncoder
from index.filters import Filters
from index.library import Library
from index.sync import sync

pytestmark = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning:gradio.queueing"),
    pytest.mark.filterwarnings("ignore:unclosed event loop:ResourceWarning"),
]
CHROMIUM = shutil.which("chromium")
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--no-first-run",
]  # fmt: skip
MERGER = "Kế hoạch năm 2025 nói gì về việc hợp nhất các sở?"
REPLACED = "Theo Quyết định số 31/2023/QĐ-UBND thì thời hạn chia sẻ dữ liệu là mấy ngày?"
NOT_THERE = "lai suat ngan hang hom nay la bao nhieu?"
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


class Forced(Answerer):
    """Answers from whatever it finds, so that a hostile report gets into the answer; breaks where told to."""

    def find(
        self,
        question: str,
        filters: Filters | None = None,
        passages: int = 10,
        *,
        exclude: frozenset[str] = frozenset(),
    ) -> Found:
        if question == "hỏng":
            raise RuntimeError("told to break")
        return replace(super().find(question, filters, passages, exclude=exclude), confidence=1.0)


@contextmanager
def served(answerer: Answerer, library: Library) -> Iterator[str]:
    """The address of a running server."""
    settings = Settings()
    app = mount_page(api_of(answerer, library, settings), answerer, library, settings)
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=5))
        thread = threading.Thread(target=server.run, args=([listener],))
        thread.start()
        deadline = time.monotonic() + 30
        while not server.started and time.monotonic() < deadline:
            time.sleep(0.05)
        assert server.started
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(30)


@pytest.fixture(scope="module")
def address(sample_library: Library, sample_answerer: Answerer) -> Iterator[str]:
    with served(sample_answerer, sample_library) as found:
        yield found


@pytest.fixture(scope="module")
def hostile_library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "a.txt").write_text(HOSTILE_REPORT, encoding="utf-8")
    with Library(folder / "library", HashEncoder()) as library:
        assert sync(library, [folder / "a.txt"]).failed == []
        yield library


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        if os.environ.get("CI") == "true":
            pytest.fail("chromium is not installed: run `make system` as root")
        pytest.skip("chromium is not installed: run `make system` as root")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, headless=True, args=FLAGS)
        yield opened
        opened.close()


@contextmanager
def visit(browser: Browser, address: str, *, width: int = 1366, height: int = 850) -> Iterator[Page]:
    """The page, ready to be asked; fails on a request to anywhere else and on an error in the browser."""
    context = browser.new_context(viewport={"width": width, "height": height}, locale="vi-VN")
    outside: list[str] = []
    errors: list[str] = []
    context.on("request", lambda request: outside.append(request.url) if is_outside(request.url, address) else None)
    context.on("weberror", lambda error: errors.append(str(error.error)))
    context.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page = context.new_page()
    page.goto(address)
    expect(page.locator("#question textarea")).to_be_visible(timeout=30_000)
    yield page
    context.close()
    assert outside == []
    assert errors == []


def is_outside(url: str, address: str) -> bool:
    return not url.startswith((f"{address}/", "data:", "blob:"))


def ask(page: Page, question: str) -> Locator:
    """The answer in the chat, once it and its evidence are there."""
    answers = page.locator("#conversation .answer")
    before = answers.count()
    page.locator("#question textarea").fill(question)
    page.locator("#question textarea").press("Enter")
    expect(answers).to_have_count(before + 1, timeout=30_000)
    expect(page.locator("#evidence .about")).to_have_text(" ".join(question.split()), timeout=10_000)
    return answers.last


def words(text: str | None) -> str:
    return " ".join((text or "").split())


def test_answer_with_evidence_beside_it(browser: Browser, address: str, sample_answerer: Answerer) -> None:
    expected = sample_answerer.answer(MERGER)
    assert isinstance(expected, Answered)
    count = len(expected.citations)
    with visit(browser, address) as page:
        expect(page.locator("html")).to_have_attribute(
            "lang", "vi"
        )  # set by the page's script, a moment after it shows
        expect(page).to_have_title("Hỏi đáp báo cáo")
        expect(page.locator("#head .library")).to_have_text("12 văn bản, số liệu các năm 2023–2025")
        answer = ask(page, MERGER)
        expect(answer.locator(".chip")).to_have_text([f"[{number}]" for number in range(1, count + 1)])
        expect(answer.locator(".trust")).to_contain_text(f"{count}/{count} trích dẫn đúng nguyên văn")
        expect(answer.locator(".understood")).to_have_text(
            ["Chỉ tìm: năm 2025; kế hoạch", "Ưu tiên: loại văn bản “kế hoạch”"]
        )
        cards = page.locator("#evidence .card")
        expect(cards).to_have_count(count)
        quotes = [words(quote) for quote in cards.locator("blockquote").all_inner_texts()]
        assert quotes == [words(citation.quote) for citation in expected.citations]
        expect(cards.first.locator("h3")).to_contain_text("Kế hoạch số 19/KH-UBND ngày 20/1/2025")
        chat = page.locator("#conversation").bounding_box()
        side = page.locator("#evidence").bounding_box()
        assert chat
        assert side
        assert chat["x"] + chat["width"] <= side["x"]
        assert page.locator("#conversation [aria-label]").count() == 0


def test_chip_opens_the_passage_marked(browser: Browser, address: str, sample_answerer: Answerer) -> None:
    expected = sample_answerer.answer(MERGER)
    assert isinstance(expected, Answered)
    with visit(browser, address) as page:
        chip = ask(page, MERGER).locator(".chip").last
        assert "noopener" in (chip.get_attribute("rel") or "")
        with page.context.expect_page() as opened:
            chip.click()
        report = opened.value
        mark = report.locator("mark#passage")
        expect(mark).to_be_in_viewport()
        assert words(mark.inner_text()) == words(expected.citations[-1].quote)
        assert report.evaluate("document.documentElement.lang") == "vi"
        report.get_by_text("Về trang hỏi đáp").click()
        expect(report.locator("#question textarea")).to_be_visible(timeout=30_000)


def test_notice_of_a_replaced_report_is_in_answer_and_evidence(browser: Browser, address: str) -> None:
    notice = "đã bị thay thế bởi văn bản số 12/2025/QĐ-UBND"
    with visit(browser, address) as page:
        expect(ask(page, REPLACED).locator(".warning").first).to_have_text(notice)
        expect(page.locator("#evidence .warning").first).to_have_text(notice)


def test_declined_says_why_and_shows_what_is_nearest(browser: Browser, address: str) -> None:
    with visit(browser, address) as page:
        answer = ask(page, NOT_THERE)
        expect(answer.locator(".reason")).to_contain_text("Không tìm thấy nội dung trả lời")
        expect(answer.locator(".understood").first).to_contain_text("Đã tìm: ")
        assert answer.locator("blockquote, .chip, .trust").count() == 0
        assert answer.locator("li a").count() == page.locator("#evidence .card").count() > 0


def test_filters_limit_the_search(browser: Browser, address: str) -> None:
    with visit(browser, address) as page:
        page.get_by_role("button", name="Phạm vi tìm kiếm").click()
        page.get_by_label("Cơ quan ban hành").click()
        page.get_by_role("option", name="Sở Nội vụ tỉnh Lam Giang").click()
        page.keyboard.press("Escape")
        answer = ask(page, "Kết quả tinh giản biên chế năm 2024 của tỉnh ra sao?")
        expect(answer.locator(".understood").last).to_have_text("Phạm vi: Sở Nội vụ tỉnh Lam Giang")
        for heading in page.locator("#evidence h3").all_inner_texts():
            assert "Sở Nội vụ tỉnh Lam Giang" in heading


def test_example_is_asked_and_a_new_conversation_clears(browser: Browser, address: str) -> None:
    with visit(browser, address) as page:
        example = page.locator("#conversation .example").first
        question = words(example.inner_text())
        example.click()
        expect(page.locator("#conversation .answered")).to_have_count(1, timeout=30_000)
        expect(page.locator("#evidence .about")).to_have_text(question)
        page.get_by_role("button", name="Cuộc hỏi đáp mới").click()
        expect(page.locator("#conversation .answer")).to_have_count(0)
        expect(page.locator("#evidence")).to_have_text("Đoạn văn được trích dẫn sẽ hiện ở đây.")


def test_english_and_back(browser: Browser, address: str) -> None:
    with visit(browser, address) as page:
        page.get_by_role("button", name="English").click()
        expect(page.locator("#head h1")).to_have_text("Ask the reports")
        expect(page.get_by_role("button", name="Ask", exact=True)).to_be_visible()
        expect(page.get_by_role("button", name="Search scope")).to_be_visible()
        expect(page.locator("#side h2")).to_have_text("Evidence")
        expect(page.locator("#evidence")).to_have_text("The passages cited will be shown here.")
        assert page.evaluate("document.documentElement.lang") == "en"
        assert page.title() == "Ask the reports"
        answer = ask(page, "What did the 2025 plan say about merging the departments?")
        expect(answer.locator(".trust")).to_contain_text("citations verbatim")
        page.get_by_role("button", name="Tiếng Việt").click()
        expect(page.locator("#side h2")).to_have_text("Căn cứ")
        expect(page.locator("#evidence .card").first).to_be_visible()
        assert page.evaluate("document.documentElement.lang") == "vi"


def test_phone_has_evidence_below_and_no_sideways_scroll(browser: Browser, address: str) -> None:
    with visit(browser, address, width=360, height=740) as page:
        answer = ask(page, MERGER)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        chat = page.locator("#conversation").bounding_box()
        side = page.locator("#evidence").bounding_box()
        assert chat
        assert side
        assert side["y"] >= chat["y"] + chat["height"]
        page.goto(address + (answer.locator(".chip").first.get_attribute("href") or ""))
        assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_bold_letters_come_from_the_same_font(browser: Browser, address: str) -> None:
    with visit(browser, address) as page:
        assert page.evaluate("[...document.fonts].filter((font) => font.status === 'loaded').length") == 0


def test_hostile_report_and_question_stay_text(browser: Browser, hostile_library: Library) -> None:
    answerer = Forced(hostile_library)
    with served(answerer, hostile_library) as address, visit(browser, address) as page:
        question = f"tỷ lệ hồ sơ đúng hạn đạt bao nhiêu {HOSTILE}"
        answer = ask(page, question)
        expect(page.locator("#conversation .question")).to_have_text(words(question))
        assert HOSTILE in words(answer.inner_text())
        assert HOSTILE in words(page.locator("#evidence").inner_text())
        for region in ("#conversation", "#evidence"):
            assert page.locator(f"{region} :is(script, img, iframe, strong, code, .katex)").count() == 0
        assert page.locator("a[href^='javascript'], a[href*='192.0.2.1']").count() == 0
        page.goto(address + (answer.locator(".chip").first.get_attribute("href") or ""))
        assert page.locator("script, img").count() == 0
        assert page.evaluate("window.stolen") is None


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


def test_fragments_show_every_answer_on_one_line(sample_answerer: Answerer, sample_library: Library) -> None:
    texts = {report.id: report.text for report in sample_library.reports.all()}
    for question in (MERGER, REPLACED, NOT_THERE, "", "What targets are set for 2025?"):
        answer = sample_answerer.answer(question)
        cited = answer.nearest if isinstance(answer, Declined) else answer.citations
        verbatim = verbatim_markers(cited, texts)
        assert verbatim == {citation.marker for citation in cited}
        for fragment in (answer_html(answer, verbatim), evidence_html(answer, verbatim)):
            assert "\n" not in fragment
            assert len(re.findall("<article", fragment)) in (0, len(cited))
    assert question_html("a\n\n<b>") == '<div class="question">a<br><br>&lt;b&gt;</div>'


def test_quote_that_is_no_longer_there_is_not_called_verbatim(sample_answerer: Answerer) -> None:
    answer = sample_answerer.answer(REPLACED)
    assert isinstance(answer, Answered)
    verbatim = verbatim_markers(answer.citations, {})
    assert verbatim == set()
    assert f"0/{len(answer.citations)} trích dẫn đúng nguyên văn" in answer_html(answer, verbatim)
    assert "không còn khớp với văn bản trong kho" in evidence_html(answer, verbatim)


def test_examples_come_from_the_reports(sample_library: Library) -> None:
    reports = sample_library.reports.all()
    vietnamese = example_questions(reports, "vi")
    assert any(question.startswith("Kế hoạch năm 2025 nói gì về việc hợp nhất Sở Thông tin") for question in vietnamese)
    assert len(vietnamese) == len(set(vietnamese))
    assert example_questions(reports, "en")
    assert example_questions([], "vi") == []
