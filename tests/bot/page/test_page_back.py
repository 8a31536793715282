"""Back and Forward of the browser lead through what was opened on the page; what is asked about an answer stays with it."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.bot.page.page_driver import MERGER, answer_at, ask, evidence_for, visit

pytestmark = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning:gradio.queueing"),
    pytest.mark.filterwarnings("ignore:unclosed event loop:ResourceWarning"),
]
SIGNER = "Ai ký Quyết định 31/2023/QĐ-UBND?"


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    with visit(browser, address) as page:
        yield page


def test_back_and_forward_lead_through_conversations(page: Page) -> None:
    questions = page.locator("#conversation .question")
    ask(page, MERGER)
    page.get_by_role("button", name="Cuộc hỏi đáp mới").click()
    expect(questions).to_have_count(0)
    ask(page, SIGNER)
    page.go_back()
    expect(questions).to_have_count(0)
    page.go_back()
    expect(questions).to_have_text([MERGER])
    page.go_forward()
    expect(questions).to_have_count(0)
    page.go_forward()
    expect(questions).to_have_text([SIGNER])


def test_back_leads_from_the_library_to_the_conversation(page: Page) -> None:
    ask(page, MERGER)
    tabs = page.locator("#tabs [role=tab]")
    tabs.nth(1).click()
    expect(tabs.nth(1)).to_have_attribute("aria-selected", "true")
    page.go_back()
    expect(tabs.nth(0)).to_have_attribute("aria-selected", "true")
    expect(page.locator("#conversation .question")).to_have_text([MERGER])
    page.go_forward()
    expect(tabs.nth(1)).to_have_attribute("aria-selected", "true")
    page.reload()
    expect(tabs.nth(1)).to_have_attribute("aria-selected", "true")


def test_what_is_opened_from_beside_the_library_is_seen(page: Page) -> None:
    ask(page, MERGER)
    tabs = page.locator("#tabs [role=tab]")
    tabs.nth(1).click()
    page.get_by_role("button", name="Cuộc hỏi đáp mới").click()
    expect(tabs.nth(0)).to_have_attribute("aria-selected", "true")
    expect(page.locator("#conversation .question")).to_have_count(0)
    tabs.nth(1).click()
    page.locator("#history .toggle-button").click()
    page.locator("#conversations .open").first.click()
    expect(tabs.nth(0)).to_have_attribute("aria-selected", "true")
    expect(page.locator("#conversation .question")).to_have_text([MERGER])


def test_the_way_back_from_a_report_leads_to_its_conversation(page: Page) -> None:
    answer = ask(page, MERGER)
    expect(page).to_have_url(re.compile(r"[?&]c="))
    evidence_for(page, answer)
    with page.expect_popup() as opened:
        page.locator("#evidence a[href^='/reports/']").first.click()
    report = opened.value
    report.get_by_role("link", name="Về trang hỏi đáp").click()
    expect(report.locator("#conversation .question")).to_have_text([MERGER])


def test_back_closes_the_sheet_of_a_phone(browser: Browser, address: str) -> None:
    with visit(browser, address, width=390, height=844) as page:
        answer = ask(page, MERGER)
        evidence_for(page, answer)
        sheet = page.locator("#side.open")
        answer.locator("a.chip").first.click()
        expect(sheet).to_have_count(1)
        page.go_back()
        expect(sheet).to_have_count(0)
        expect(page.locator("#conversation .question")).to_have_text([MERGER])
        answer.locator("a.chip").first.click()
        page.locator("#close-sheet").click()
        expect(sheet).to_have_count(0)
        expect(page.locator("#conversation .question")).to_have_text([MERGER])
        page.go_back()
        expect(page.locator("#conversation .question")).to_have_count(0)


def test_the_form_of_a_judgement_goes_with_its_answer(page: Page) -> None:
    form, dislike = (
        page.locator("#reasons"),
        page.locator("#conversation").get_by_role("button", name="Câu trả lời chưa đạt"),
    )
    ask(page, MERGER)
    dislike.first.click()
    expect(form).to_be_visible()
    form.locator("input").first.press("Escape")
    expect(form).to_be_hidden()
    dislike.first.click()  # taken back
    dislike.first.click()
    expect(form).to_be_visible()
    ask(page, SIGNER)
    expect(form).to_be_hidden()
    dislike.last.click()
    expect(form).to_be_visible()
    page.get_by_role("button", name="Hủy").click()
    expect(form).to_be_hidden()


def test_an_answer_in_the_place_of_another_is_not_judged_yet(page: Page) -> None:
    ask(page, SIGNER)
    dislike = page.locator("#conversation").get_by_role("button", name="Câu trả lời chưa đạt").first
    plain = dislike.evaluate("(thumb) => getComputedStyle(thumb).color")
    dislike.click()
    expect(page.locator("#reasons")).to_be_visible()
    page.mouse.move(0, 0)
    expect(dislike).not_to_have_css("color", plain)
    page.get_by_role("button", name="Sửa và hỏi lại").click()
    field = page.locator("#conversation .editing textarea")
    field.fill(MERGER)
    field.press("Enter")
    answer_at(page, 0)
    expect(page.locator("#conversation .question")).to_have_text([MERGER])
    expect(dislike).to_have_css("color", plain)
