"""What is done with an answer: copied, exported, judged, stopped, asked anew, shared, found again after a restart."""

import io
import json
import re
import time
from collections.abc import Generator
from pathlib import Path

import docx
import pytest
from playwright.sync_api import Browser, Page, expect

from bot.answer import Answered
from bot.answerer import Answerer
from bot.evaluation.proposals.feedback_cases import feedback_cases
from bot.events import Event, Stage
from bot.feedback import Feedback
from bot.settings import Settings
from bot.wording.wording import wording
from corpus.language.detect import Language
from index.encoder.chosen import ChosenEncoder
from index.library import Library
from index.question.filters import Filters
from index.sync import sync
from tests.bot.page.page_driver import MERGER, answer_at, ask, evidence_for, open_page, served, visit, words
from tests.conftest import SAMPLES

pytestmark = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning:gradio.queueing"),
    pytest.mark.filterwarnings("ignore:unclosed event loop:ResourceWarning"),
]
PLAN = "2025-01-20-kh-ubnd-hop-nhat-so-ttt-so-khcn.pdf"
ARTICLE = "2025-02-28-bao-lam-giang-hoi-nghi-hop-nhat-so.html"


class Endless(Answerer):
    """Writes for ever, until it is stopped."""

    stopped = False

    def events(
        self, question: str, filters: Filters | None = None, *, language: Language | None = None
    ) -> Generator[Event, None, None]:
        try:
            for _ in range(600):
                yield Stage("writing")
                time.sleep(0.05)
        finally:
            self.stopped = True


def test_copy_has_the_answer_and_its_sources_in_official_form(
    browser: Browser, address: str, sample_answerer: Answerer
) -> None:
    expected = sample_answerer.answer(MERGER)
    assert isinstance(expected, Answered)
    with visit(browser, address, permissions=["clipboard-read", "clipboard-write"]) as page:
        answer = ask(page, MERGER)
        button = answer.get_by_role("button", name="Sao chép kèm trích dẫn")
        button.click()
        expect(answer.locator(".copy")).to_have_text("Đã sao chép")
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied.startswith(expected.text)
        assert "\n\nNguồn:\n[1] Kế hoạch số 19/KH-UBND ngày 20/1/2025 của Ủy ban nhân dân tỉnh Lam Giang" in copied
        expect(answer.locator(".copy")).to_have_text("Sao chép kèm trích dẫn")


def test_export_to_word_and_markdown(browser: Browser, address: str, sample_answerer: Answerer) -> None:
    expected = sample_answerer.answer(MERGER)
    assert isinstance(expected, Answered)
    with visit(browser, address) as page:
        ask(page, MERGER)
        ask(page, "ai chủ trì?")
        word = downloaded(page, "Tải về Word")
        text = "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(word)).paragraphs)
        markdown = downloaded(page, "Tải về Markdown").decode()
        for citation in expected.citations:
            assert citation.quote in text
        for told in (MERGER, "ai chủ trì?", "Nguồn", "Kế hoạch số 19/KH-UBND ngày 20/1/2025"):
            assert told in text
            assert told in markdown.replace("\\", "")


def downloaded(page: Page, name: str) -> bytes:
    with page.expect_download() as download:
        page.get_by_role("link", name=name).or_(page.get_by_role("button", name=name)).first.click()
    assert re.fullmatch(r"hoidap-\d{4}-\d\d-\d\d-\d{4}\.(docx|md)", download.value.suggested_filename)
    return Path(download.value.path()).read_bytes()


def test_thumbs_and_reasons_become_evaluation_cases(browser: Browser, address: str, sample_library: Library) -> None:
    with visit(browser, address) as page:
        good = answer_id(ask(page, MERGER).get_attribute("id"))
        bad = answer_id(ask(page, "Kết quả tinh giản biên chế năm 2024 của tỉnh ra sao?").get_attribute("id"))
        page.get_by_role("button", name="Câu trả lời đúng").first.click()
        page.get_by_role("button", name="Câu trả lời chưa đạt").last.click()
        reasons = page.locator("#reasons")
        reasons.get_by_label("Sai số liệu").check()
        reasons.get_by_label("Ý kiến khác (không bắt buộc)").fill("số người là 112")
        page.get_by_role("button", name="Gửi đánh giá").click()
        expect(reasons).to_be_hidden()
        cases = {case.id: case for case in feedback_cases(sample_library.database)}
        assert cases[good].verdict == "up"
        assert cases[good].gold
        assert not cases[good].cited
        assert (cases[bad].verdict, cases[bad].reasons, cases[bad].comment) == (
            "down",
            ["wrong_figure"],
            "số người là 112",
        )
        assert cases[bad].history == [MERGER]
        assert cases[bad].cited
        assert not cases[bad].gold
        json.loads(cases[bad].model_dump_json())
        page.reload()
        open_page(page, page.url)
        answer_at(page, 1)
        liked = page.locator("#conversation").get_by_role("button", name="Câu trả lời đúng").first
        expect(liked).to_have_css("color", page.locator("#conversation").evaluate(
            "(chat) => { const probe = document.createElement('i'); probe.style.color = 'var(--color-accent)';"
            " chat.append(probe); const color = getComputedStyle(probe).color; probe.remove(); return color; }"
        ))  # fmt: skip
        page.get_by_role("button", name="Câu trả lời đúng").first.click()
        expect(page.locator("#reasons")).to_be_hidden()
        wait_until(lambda: Feedback(sample_library.database).verdict(good) is None)


def test_on_a_phone_the_form_of_a_judgement_stays_below_the_question_box(browser: Browser, address: str) -> None:
    with visit(browser, address, width=360, height=740) as page:
        ask(page, MERGER)
        page.locator("#conversation").get_by_role("button", name="Câu trả lời chưa đạt").first.click()
        expect(page.locator("#reasons")).to_be_visible()
        covered = page.evaluate("""() => {
          const asking = document.querySelector("#asking");
          const label = document.querySelector("#reasons [data-testid=block-info]");
          for (const _ of "twice") { // the box of the question moves with the page until it is at its end
            const bar = asking.getBoundingClientRect();
            scrollBy(0, label.getBoundingClientRect().top - bar.top - bar.height / 2);
          }
          const at = label.getBoundingClientRect();
          return asking.contains(document.elementFromPoint(at.left + at.width / 2, at.top + at.height / 2));
        }""")
        assert covered


def wait_until(holds: object) -> None:
    for _ in range(100):
        if callable(holds) and holds():
            return
        time.sleep(0.05)
    pytest.fail("it never came about")


def answer_id(element_id: str | None) -> str:
    return (element_id or "").removeprefix("answer-")


def test_stop_ends_the_answer_and_gives_the_question_back(browser: Browser, library: Library) -> None:
    answerer = Endless(library)
    with served(answerer, library) as address, visit(browser, address) as page:
        page.locator("#question textarea").fill("hỏi mãi")
        page.keyboard.press("Enter")
        expect(page.locator("#conversation .notice")).to_have_text("Đang soạn câu trả lời và đối chiếu với nguồn…")
        page.get_by_role("button", name="Dừng").click()
        expect(page.locator("#conversation .notice")).to_have_text("Đã dừng trả lời.")
        expect(page.locator("#question textarea")).to_have_value("hỏi mãi")
        expect(page.locator("#ask")).to_be_visible()
        wait_until(lambda: answerer.stopped)


def test_regenerated_answer_takes_the_place_of_the_last(browser: Browser, address: str) -> None:
    with visit(browser, address) as page:
        ask(page, MERGER)
        before = ask(page, "ai chủ trì?").get_attribute("id")
        page.get_by_role("button", name="Trả lời lại").click()
        expect(page.locator(f"#{before}")).to_have_count(0, timeout=30_000)
        answer = answer_at(page, 1)
        expect(answer.locator(".undo").first).to_contain_text("hợp nhất")
        page.reload()
        expect(page.locator("#conversation .question")).to_have_text([MERGER, "ai chủ trì?"], timeout=30_000)


def test_shared_link_shows_the_answer_to_another_browser(browser: Browser, address: str) -> None:
    with visit(browser, address, permissions=["clipboard-read", "clipboard-write"]) as page:
        answer = ask(page, MERGER)
        chips = answer.locator(".chip").count()
        answer.get_by_role("button", name="Sao chép liên kết").click()
        expect(answer.locator(".share")).to_have_text("Đã sao chép")
        link = page.evaluate("navigator.clipboard.readText()")
    with visit(browser, link) as other:
        shared = answer_at(other, 0)
        expect(other.locator("#conversation .notice")).to_contain_text("Câu trả lời được chia sẻ ngày")
        expect(shared.locator(".chip")).to_have_count(chips)
        shared.locator(".chip").first.click()
        expect(evidence_for(other, shared).locator("figure img").first).to_be_visible()
        other.locator("#history .toggle-button").click()
        expect(other.locator("#history")).to_contain_text("Chưa có cuộc hỏi đáp nào.")
        ask(other, "ai chủ trì?")
        expect(other).to_have_url(re.compile(r"\?c=[0-9a-f]{32}$"))


def test_link_to_an_answer_that_is_gone_says_so(browser: Browser, address: str) -> None:
    with visit(browser, f"{address}/?answer={'0' * 32}") as page:
        expect(page.get_by_text("Câu trả lời này không còn được lưu. Vui lòng hỏi lại.")).to_be_visible()
        expect(page.locator(".toast-title")).to_have_text("Lưu ý")


@pytest.mark.parametrize("language", ["vi", "en"])
def test_whatever_is_told_in_passing_is_named_once(browser: Browser, address: str, language: Language) -> None:
    """Also where Gradio's own word is the page's: the page hung there."""
    told = wording(language).toasts
    with visit(browser, f"{address}/en" if language == "en" else address) as page:
        page.evaluate(
            """said => said.forEach((each) => {
                const title = document.createElement("div");
                title.className = "toast-title";
                title.textContent = each;
                document.body.append(title);
            })""",
            list(told),
        )
        expect(page.locator(".toast-title")).to_have_text(list(told.values()))
        page.wait_for_function("() => true", timeout=10_000)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A plan and an article that says much the same."""
    (tmp_path / "reports").mkdir()
    for name in (PLAN, ARTICLE):
        (tmp_path / "reports" / name).write_bytes((SAMPLES / name).read_bytes())
    return tmp_path


@pytest.fixture
def opened(folder: Path) -> Path:
    with Library(folder / "data", ChosenEncoder()) as library:
        assert sync(library, [folder / "reports"]).failed == []
    return folder


def test_history_outlives_restart_reindexing_and_its_reports(browser: Browser, opened: Path) -> None:
    state = opened / "browser.json"
    with (
        Library(opened / "data", ChosenEncoder()) as library,
        served(Answerer(library), library) as address,
        visit(browser, address) as page,
    ):
        answer = ask(page, MERGER)
        chips = answer.locator(".chip").count()
        quotes = evidence_for(page, answer).locator("blockquote").all_text_contents()
        ask(page, "ai chủ trì?")
        page.context.storage_state(path=state)
        address_of_it = page.url.split("/", 3)[3]
    (opened / "reports" / PLAN).unlink()
    with Library(opened / "data", ChosenEncoder()) as library:
        assert len(sync(library, [opened / "reports"]).removed) == 1
        with served(Answerer(library), library) as address:
            with visit(browser, f"{address}/{address_of_it}", storage_state=state) as page:
                again = answer_at(page, 1)
                expect(page.locator("#conversation .question")).to_have_text([MERGER, "ai chủ trì?"])
                first = page.locator("#conversation .answer").first
                expect(first.locator(".chip")).to_have_count(chips)
                assert evidence_for(page, first).locator("blockquote").all_text_contents() == quotes
                card = (
                    evidence_for(page, first).locator(".card", has_text="Kế hoạch số 19/KH-UBND ngày 20/1/2025").first
                )
                marker = card.locator(".marker").text_content()
                first.locator(".chip", has_text=f"[{marker}]").first.click()
                expect(card.locator(".place")).to_contain_text("không còn trong kho")
                expect(first.locator(".trust")).to_have_class(re.compile("warning"))
                page.locator("#history .toggle-button").click()
                expect(page.locator("#conversations .open")).to_have_text([MERGER])
                page.get_by_role("button", name="Cuộc hỏi đáp mới").click()
                expect(again).to_have_count(0)
                page.locator("#conversations .open").first.click()
                answer_at(page, 1)
                page.get_by_role("button", name="Xóa toàn bộ lịch sử của tôi").click()
                page.get_by_role("button", name="Bấm lần nữa để xóa").click()
                expect(page.locator("#history")).to_contain_text("Chưa có cuộc hỏi đáp nào.")
                expect(page.locator("#conversation .answer")).to_have_count(0)
                page.reload()
                expect(page.locator("#evidence [data-conversation]")).to_be_attached(timeout=30_000)
                expect(page.locator("#conversation .answer")).to_have_count(0)
            with visit(browser, address) as stranger:
                stranger.locator("#history .toggle-button").click()
                expect(stranger.locator("#history")).to_contain_text("Chưa có cuộc hỏi đáp nào.")


def test_people_who_sign_in_have_each_their_own_history(
    browser: Browser, address: str, sample_library: Library
) -> None:
    settings = Settings(users={"lan-phuong": "khoa-rieng-cua-lan", "minh-anh": "khoa-rieng-cua-minh"})
    answerer = Answerer(sample_library)
    with served(answerer, sample_library, settings) as guarded:
        lan, minh = (("lan-phuong", "khoa-rieng-cua-lan"), ("minh-anh", "khoa-rieng-cua-minh"))
        with visit(browser, guarded, person=lan) as page:
            ask(page, MERGER)
            link = page.url
        with visit(browser, link, person=minh) as page:
            expect(page.locator("#conversation .answer")).to_have_count(0)
            page.locator("#history .toggle-button").click()
            expect(page.locator("#history")).to_contain_text("Chưa có cuộc hỏi đáp nào.")
        with visit(browser, guarded, person=lan) as page:
            page.locator("#history .toggle-button").click()
            page.locator("#conversations .open").first.click()
            assert words(answer_at(page, 0).locator(".trust").inner_text())
            page.get_by_role("tab", name="Kho văn bản").click()
            expect(page.locator("#library-table [role=gridcell]").first).to_be_visible(timeout=30_000)
            expect(page.locator("#upload")).to_be_hidden()
