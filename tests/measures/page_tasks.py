"""Ten tasks of an official on the page, each by a new user in a browser of their own: clicks, and seconds without thinking and typing.

python -m tests.measures.page_tasks
"""

import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, expect

from bot.answerer import Answerer
from index.encoder.chosen import ChosenEncoder
from index.library import Library
from index.sync import sync
from tests.bot.page.page_driver import LOWEST, MERGER, ask, evidence_for, opened_browser, served, visit
from tests.measures.gold import SAMPLES

_COMPARED = "so sánh tỷ lệ hồ sơ trực tuyến năm 2023 và 2024"
_NOTE = "BÁO CÁO\nTổng kết công tác lưu trữ năm 2024\n\nNăm 2024, toàn tỉnh đã số hóa 1.250 mét giá tài liệu lưu trữ lịch sử."


class Official:
    """Somebody at the page, whose clicks are counted; a question is typed and sent by Enter."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.clicks = 0

    def click(self, what: Locator) -> None:
        what.click()
        self.clicks += 1

    def button(self, name: str) -> None:
        self.click(self.page.get_by_role("button", name=name).last)

    def library(self) -> None:
        self.click(self.page.get_by_role("tab", name="Kho văn bản"))
        expect(self.page.locator("#library-table [role=gridcell]").first).to_be_visible()


def finds_what_a_plan_says(one: Official) -> None:
    expect(ask(one.page, MERGER).locator("blockquote").first).to_contain_text("hợp nhất")


def compares_two_years(one: Official) -> None:
    expect(ask(one.page, _COMPARED).locator(".compared td").first).to_be_visible()


def opens_the_page_of_the_pdf(one: Official) -> None:
    answer = ask(one.page, MERGER)
    one.click(answer.locator(".chip").last)
    picture = evidence_for(one.page, answer).locator(".card[open] .sheet img").first
    expect(picture).to_be_in_viewport()
    picture.evaluate("(shown) => shown.decode()")


def exports_the_answer(one: Official) -> None:
    ask(one.page, MERGER)
    with one.page.expect_download():
        one.click(one.page.get_by_role("link", name="Tải về Word"))


def asks_within_one_document(one: Official) -> None:
    one.library()
    one.click(one.page.locator("#library-table [role=gridcell]").nth(7))
    one.click(one.page.locator("#library-report .ask-within"))
    expect(one.page.locator("#within .leave")).to_be_visible()
    ask(one.page, "Văn bản này quy định những gì?")


def renames_and_finds_an_old_conversation(one: Official) -> None:
    ask(one.page, MERGER)
    one.click(one.page.locator("#history .toggle-button"))
    one.button("Đổi tên")
    one.page.locator("#conversations input").fill("Hợp nhất các sở")
    one.page.keyboard.press("Enter")
    one.page.get_by_label("Tìm trong lịch sử").fill("hop nhat cac so")
    one.click(one.page.locator("#conversations .open", has_text="Hợp nhất các sở"))


def finds_deadlines(one: Official) -> None:
    one.library()
    one.click(one.page.get_by_role("link", name="Thời hạn trong các văn bản"))
    expect(one.page.locator("li .day").first).to_be_visible()


def uploads_a_report(one: Official) -> None:
    one.library()
    one.button("Nạp văn bản vào kho")
    note = {"name": "luu-tru.txt", "mimeType": "text/plain", "buffer": _NOTE.encode()}
    with one.page.expect_file_chooser() as chooser:
        one.click(one.page.locator("#upload input[type=file]"))
    chooser.value.set_files([note])  # type: ignore[list-item]
    one.button("Nạp vào kho")
    expect(one.page.locator("#upload")).to_contain_text("Đã nạp 1 văn bản", timeout=60_000)


def changes_the_theme(one: Official) -> None:
    one.click(one.page.locator("#appearance summary"))
    one.click(one.page.get_by_label("Tối"))
    expect(one.page.locator("body.dark")).to_be_attached()


def copies_a_table(one: Official) -> None:
    answer = ask(one.page, LOWEST)
    one.click(answer.locator(".copy-table").first)
    expect(answer.locator(".copy-table").first).to_have_text("Đã sao chép")


TASKS: Mapping[str, Callable[[Official], None]] = {
    "Find what a plan says": finds_what_a_plan_says,
    "Compare two years": compares_two_years,
    "Open the page of the PDF with the passage": opens_the_page_of_the_pdf,
    "Take the answer to Word": exports_the_answer,
    "Ask within one document": asks_within_one_document,
    "Rename a conversation and find it again": renames_and_finds_an_old_conversation,
    "Find the deadlines": finds_deadlines,
    "Add a report": uploads_a_report,
    "Change to dark": changes_the_theme,
    "Copy a table to Excel": copies_a_table,
}


def main() -> None:
    with tempfile.TemporaryDirectory() as data, Library(Path(data), ChosenEncoder()) as library:
        sync(library, [SAMPLES])
        with served(Answerer(library), library) as address, opened_browser() as browser:
            _done(browser, address, finds_what_a_plan_says)  # the first answer of a server waits for its model
            print("| task | clicks | seconds |\n|---|---|---|")
            for name, task in TASKS.items():
                clicks, seconds = _done(browser, address, task)
                print(f"| {name} | {clicks} | {seconds:.1f} |")


def _done(browser: Browser, address: str, task: Callable[[Official], None]) -> tuple[int, float]:
    """Clicks, and seconds from the loaded page until it is done."""
    with visit(browser, address, permissions=["clipboard-read", "clipboard-write"]) as page:
        one, begin = Official(page), time.perf_counter()
        task(one)
        return one.clicks, time.perf_counter() - begin


if __name__ == "__main__":
    main()
