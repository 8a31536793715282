"""Pictures of the page over the sample reports, for README.

    python -m tests.measures.screenshots [FOLDER]

FOLDER is docs/images unless given.
"""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, expect

from bot.answerer import Answerer
from index.encoder.chosen import ChosenEncoder
from index.library import Library
from index.sync import sync
from tests.bot.page.page_driver import (
    MERGER,
    NOT_THERE,
    REPLACED,
    SCANNED,
    ask,
    evidence_for,
    open_page,
    opened_browser,
    served,
    visit,
)
from tests.measures.gold import SAMPLES

_IMAGES = Path(__file__).parents[2] / "docs" / "images"


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else _IMAGES
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as data, Library(Path(data), ChosenEncoder()) as library:
        sync(library, [SAMPLES])
        with served(Answerer(library), library) as address, opened_browser() as browser:
            with visit(browser, address) as page:
                _picture(page, folder / "start.png")
                _answered(page, MERGER, 2)
                _picture(page, folder / "answer.png")
                _answered(page, SCANNED, 1)
                _picture(page, folder / "scan.png")
                ask(page, "so sánh tỷ lệ hồ sơ trực tuyến năm 2023 và 2024")
                _picture(page, folder / "comparison.png")
                ask(page, REPLACED)
                page.locator("#history .toggle-button").click()
                _picture(page, folder / "history.png")
                page.locator("#history .toggle-button").click()
                ask(page, NOT_THERE)
                _picture(page, folder / "refusal.png")
                page.get_by_role("tab", name="Kho văn bản").click()
                page.locator("#library-table [role=gridcell]", has_text="31/2023/QĐ-UBND").first.click()
                expect(page.locator("#library-report h3")).to_be_visible()
                _picture(page, folder / "library.png")
                report = next(each for each in library.reports.all() if each.number == "31/2023/QĐ-UBND")
                page.goto(f"{address}/reports/{report.id}")
                page.get_by_text("Sửa thông tin văn bản").click()
                _picture(page, folder / "report.png")
            with visit(browser, address, color_scheme="dark") as page:
                _answered(page, MERGER, 2)
                _picture(page, folder / "dark.png")
            with visit(browser, address, width=390, height=844) as page:
                ask(page, MERGER)
                _picture(page, folder / "phone.png")
            with visit(browser, f"{address}/en/") as page:
                open_page(page, f"{address}/en/")
                _answered(page, "What did the 2025 plan say about merging the departments?", 1)
                _picture(page, folder / "english.png")


def _answered(page: Page, question: str, marker: int) -> None:
    """A question asked and the passage with this number opened."""
    answer = ask(page, question)
    answer.locator(".chip", has_text=f"[{marker}]").first.click()
    expect(evidence_for(page, answer).locator(".card[open] .place > *").first).to_be_visible()


def _picture(page: Page, path: Path) -> None:
    page.mouse.move(0, 0)
    page.wait_for_timeout(900)  # until pictures are drawn and what slides has come to rest
    page.screenshot(path=path)
    print(path)


if __name__ == "__main__":
    main()
