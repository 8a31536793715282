"""The line of an answer with the values that it stands on, and tables that are taken to a workbook."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from bot.answer import Answered, Short
from bot.answerer import Answerer
from index.library import Library
from tests.bot.page.marks_on_a_page import ORANGE, box_in_picture, box_of_marks, seen_as
from tests.bot.page.page_driver import LOWEST, ask, evidence_for, served, visit, words

pytestmark = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning:gradio.queueing"),
    pytest.mark.filterwarnings("ignore:unclosed event loop:ResourceWarning"),
]
IN_PRINT = "Quyết định 31/2023/QĐ-UBND còn hiệu lực không?"


@pytest.fixture(scope="module")
def address(sample_answerer: Answerer, sample_library: Library) -> Iterator[str]:
    with served(sample_answerer, sample_library) as found:
        yield found


def short_of(answerer: Answerer, question: str) -> Short:
    answer = answerer.answer(question)
    assert isinstance(answer, Answered)
    assert answer.short
    return answer.short


def value_chip(answer: Locator) -> Locator:
    answer.locator(".values summary").click()
    return answer.locator(".values .chip.value").first


def test_a_value_is_marked_where_it_stands_in_the_text(
    browser: Browser, address: str, sample_answerer: Answerer
) -> None:
    value = short_of(sample_answerer, LOWEST).values[0]
    with visit(browser, address) as page:
        answer = ask(page, LOWEST)
        expect(answer.locator(".values summary")).to_have_text("Dựa trên các giá trị (tìm giá trị thấp nhất)")
        chip = value_chip(answer)
        assert f"?start={value.start}&end={value.end}&" in (chip.get_attribute("href") or "")
        chip.click()
        card = evidence_for(page, answer).locator(".card[open]")
        expect(card.locator(".around > mark > mark.value")).to_have_text(value.text)
        expect(card.locator(".around mark.value")).to_be_in_viewport()
        expect(card.locator("blockquote mark").first).to_have_text(value.text)
        answer.locator(".short .chip").first.click()
        expect(card.locator(".around > mark")).to_be_visible()
        expect(card.locator(".around mark.value")).to_have_count(0)


def test_a_value_is_marked_on_the_picture_of_its_page(
    browser: Browser, address: str, sample_answerer: Answerer
) -> None:
    value = short_of(sample_answerer, IN_PRINT).values[0]
    with visit(browser, address) as page:
        answer = ask(page, IN_PRINT)
        value_chip(answer).click()
        sheet = evidence_for(page, answer).locator(".card[open] .sheet")
        expect(sheet).to_have_attribute("href", re.compile(f"&value_start={value.start}&value_end={value.end}$"))
        expect(sheet.locator(".marks .value")).to_be_in_viewport()
        assert seen_as(sheet, ORANGE) > 0.0005
        assert box_of_marks(sheet) == pytest.approx(box_in_picture(page, address, sheet), abs=0.01)


def test_a_value_outside_of_its_passage_is_not_marked(browser: Browser, address: str) -> None:
    with visit(browser, address) as page:
        answer = ask(page, LOWEST)
        name = (answer.get_attribute("id") or "").removeprefix("answer-")
        for span in ("start=0&end=5", "start=5&end=1", "start=0&end=99999999"):
            shown = page.request.get(f"{address}/answers/{name}/passages/1?{span}")
            assert shown.ok
            assert "<mark>" in shown.text()
            assert 'class="value"' not in shown.text()


@pytest.mark.parametrize("is_encrypted", [True, False])
def test_a_quoted_table_is_copied_with_its_source_by_keyboard(
    browser: Browser, address: str, *, is_encrypted: bool
) -> None:
    with visit(browser, address, permissions=["clipboard-read", "clipboard-write"]) as page:
        answer = ask(page, LOWEST)
        button = answer.get_by_role("button", name="Sao chép bảng").first
        source = button.get_attribute("value") or ""
        page.evaluate("window.held = navigator.clipboard")
        if not is_encrypted:
            page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
        button.focus()
        page.keyboard.press("Enter")
        expect(answer.locator(".copy-table").first).to_have_text("Đã sao chép")
        shown = [words(each) for each in answer.locator(".quoted").first.locator("th").all_inner_texts()]
        plain = clipboard(page, "text/plain").split("\n")
        assert plain[0].split("\t") == shown
        assert plain[-1] == f"Nguồn: {source}"
        assert "Báo cáo số" in source
        held = page.evaluate(_CELLS, clipboard(page, "text/html"))
        assert ["\t".join(row) for row in held] == plain
        expect(button).to_have_text("Sao chép bảng")


def test_cells_stay_as_they_stand_and_none_becomes_a_formula(browser: Browser, address: str) -> None:
    cells = ["=1+1", "- Nội dung", "-1,5", "68,7", "15/BC"]
    with visit(browser, address, permissions=["clipboard-read", "clipboard-write"]) as page:
        answer = ask(page, LOWEST)
        row = answer.locator(".quoted tbody tr").first
        row.evaluate("(row, cells) => row.replaceChildren(...cells.map((text) => Object.assign(document.createElement('td'), { textContent: text })))", cells)  # fmt: skip
        answer.locator(".copy-table").first.click()
        expect(answer.locator(".copy-table").first).to_have_text("Đã sao chép")
        assert clipboard(page, "text/plain").split("\n")[1] == "'=1+1\t'- Nội dung\t-1,5\t68,7\t15/BC"
        held = page.evaluate("(html) => [...new DOMParser().parseFromString(html, 'text/html').querySelectorAll('tr:nth-child(2) td')].map((cell) => (cell.getAttribute('style') ?? '').includes('@'))", clipboard(page, "text/html"))  # fmt: skip
        assert all(held)


_CELLS = """(html) => [...new DOMParser().parseFromString(html, "text/html").querySelectorAll("tr")]
    .map((row) => [...row.cells].map((cell) => cell.textContent))"""


def clipboard(page: Page, kind: str) -> str:
    return str(
        page.evaluate(
            "async (kind) => (await (await (window.held ?? navigator.clipboard).read())[0].getType(kind)).text()", kind
        )
    )
