"""The ways around the page: the history named, pinned and searched, questions edited, asking within documents, the keyboard."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from index.library import Library
from tests.bot.page.page_driver import MERGER, answer_at, ask, evidence_for, open_page, visit, words

pytestmark = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning:gradio.queueing"),
    pytest.mark.filterwarnings("ignore:unclosed event loop:ResourceWarning"),
]
SIGNER = "Ai ký Quyết định 31/2023/QĐ-UBND?"
PLAN = "19/KH-UBND"


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    with visit(browser, address) as page:
        yield page


def report_of(library: Library, number: str) -> str:
    return next(each.id for each in library.reports.all() if each.number == number)


def test_conversations_are_named_pinned_searched_and_opened(page: Page) -> None:
    ask(page, MERGER)
    page.get_by_role("button", name="Cuộc hỏi đáp mới").click()
    expect(page.locator("#conversation .answer")).to_have_count(0)
    ask(page, SIGNER)
    page.locator("#history .toggle-button").click()
    titles = page.locator("#conversations .open")
    expect(titles).to_have_text([SIGNER, MERGER])
    expect(page.locator("#conversations time").first).to_have_text(re.compile(r"^\d\d:\d\d, \d+/\d+/\d{4}$"))
    page.locator("#conversations li", has_text="hợp nhất").get_by_role("button", name="Ghim lên đầu").click()
    expect(titles).to_have_text([MERGER, SIGNER])
    page.locator("#conversations li", has_text="31/2023").get_by_role("button", name="Đổi tên").click()
    field = page.locator("#conversations li input")
    field.fill("Việc riêng của tôi")
    field.press("Enter")
    expect(titles).to_have_text([MERGER, "Việc riêng của tôi"])
    page.locator("#history-search").locator("input, textarea").fill("viec rieng")
    expect(titles).to_have_text(["Việc riêng của tôi"])
    page.locator("#history-search").locator("input, textarea").fill("xyz")
    expect(page.locator("#conversations")).to_contain_text("Không có cuộc hỏi đáp nào khớp.")
    page.locator("#history-search").locator("input, textarea").fill("")
    expect(titles).to_have_count(2)
    titles.first.click()
    expect(page.locator("#conversation .question")).to_have_text([MERGER])


def test_the_last_question_is_edited_in_its_place(page: Page) -> None:
    first = ask(page, SIGNER)
    before = first.get_attribute("id")
    page.get_by_role("button", name="Sửa và hỏi lại").click()
    field = page.locator("#conversation .editing textarea")
    expect(field).to_have_value(SIGNER)
    field.press("Escape")
    expect(field).to_have_count(0)
    page.get_by_role("button", name="Sửa và hỏi lại").click()
    field.fill(MERGER)
    field.press("Enter")
    expect(page.locator(f"#{before}")).to_have_count(0)
    answer_at(page, 0)
    expect(page.locator("#conversation .question")).to_have_text([MERGER])


def test_questions_are_limited_to_documents_until_they_are_left(
    page: Page, address: str, sample_library: Library
) -> None:
    answer = ask(page, MERGER)
    evidence_for(page, answer).locator(".card[open]").get_by_role("button", name="Hỏi về văn bản này").click()
    chips = page.locator("#within .leave")
    expect(chips).to_have_text([re.compile("Kế hoạch số 19/KH-UBND")])
    page.get_by_role("tab", name="Kho văn bản").click()
    page.locator("#library-table [role=gridcell]", has_text="418/BC-SNV").first.click()
    page.locator("#library-report").get_by_role("button", name="Hỏi về văn bản này").click()
    expect(chips).to_have_count(2)
    chips.first.click()
    expect(chips).to_have_text([re.compile("418/BC-SNV")])
    expect(page.locator("#question textarea")).to_be_visible()
    answer = ask(page, "chỉ số cải cách hành chính đạt bao nhiêu?")
    expect(answer.locator(".understood")).to_contain_text("1 văn bản")
    documents = evidence_for(page, answer).locator(".document").all_inner_texts()
    assert documents
    assert all("418/BC-SNV" in each for each in documents)
    page.reload()
    expect(chips).to_have_text([re.compile("418/BC-SNV")])
    open_page(page, f"{address}/?within={report_of(sample_library, PLAN)}&within=none")
    expect(chips).to_have_text([re.compile(PLAN)])


def test_a_reports_page_leads_to_questions_about_it(page: Page, address: str, sample_library: Library) -> None:
    page.goto(f"{address}/reports/{report_of(sample_library, PLAN)}")
    expect(page.locator(".briefing")).to_contain_text("Phân công nhiệm vụ")
    page.locator(".briefing a").first.click()
    expect(page.locator("#passage")).to_be_in_viewport()
    page.get_by_role("link", name="Hỏi về văn bản này").click()
    expect(page.locator("#within .leave")).to_have_text([re.compile(PLAN)])


def test_the_keyboard_alone(page: Page) -> None:
    page.locator("#question textarea").blur()
    page.keyboard.press("?")
    expect(page.locator("#shortcuts")).to_be_visible()
    expect(page.locator("#shortcuts")).to_contain_text("Danh sách phím tắt này")
    page.keyboard.press("Escape")
    expect(page.locator("#shortcuts")).to_be_hidden()
    page.keyboard.press("/")
    expect(page.locator("#question textarea")).to_be_focused()
    ask(page, "so sánh tỷ lệ hồ sơ trực tuyến năm 2023 và 2024")
    ask(page, MERGER)
    page.locator("#question textarea").focus()
    page.keyboard.press("ArrowUp")
    expect(page.locator("#question textarea")).to_have_value(MERGER)
    page.locator("#question textarea").fill("")
    top = "document.querySelector('#conversation .bubble-wrap, #conversation .panel-wrap').scrollTop"
    page.evaluate(f"{top} = 0")
    page.keyboard.press("PageDown")
    page.wait_for_function(f"{top} > 50")
    page.keyboard.press("PageUp")
    page.wait_for_function(f"{top} === 0")
    page.keyboard.press("Alt+n")
    expect(page.locator("#conversation .answer")).to_have_count(0)


def test_examples_of_a_greeting_are_asked_by_a_click(page: Page) -> None:
    greeting = ask(page, "xin chào")
    example = greeting.locator(".ask-this").first
    asked = words(example.inner_text())
    example.click()
    answer_at(page, 1)
    expect(page.locator("#conversation .question").last).to_have_text(asked)
