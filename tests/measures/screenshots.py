"""Pictures of the page over the sample reports, for README: each screen in three windows, light and dark.

    python -m tests.measures.screenshots [FOLDER]

FOLDER is docs/images unless given.
"""

import sys
import tempfile
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Literal

from PIL import Image
from playwright.sync_api import Page, expect

from bot.answerer import Answerer
from index.encoder.chosen import ChosenEncoder
from index.library import Library
from index.sync import sync
from tests.bot.page.page_driver import (
    LOWEST,
    MERGER,
    NOT_THERE,
    SCANNED,
    ask,
    evidence_for,
    open_page,
    opened_browser,
    served,
    visit,
)
from tests.measures.gold import SAMPLES

Scheme = Literal["light", "dark"]
_IMAGES = Path(__file__).parents[2] / "docs" / "images"


_ANSWERS = {
    "list": "Liệt kê các báo cáo năm 2024",
    "comparison": "so sánh tỷ lệ hồ sơ trực tuyến năm 2023 và 2024",
    "table": LOWEST,
    "scan": SCANNED,
    "refusal": NOT_THERE,
}
_WINDOWS = {"": (1366, 768), "-large": (1920, 1080), "-phone": (390, 844)}
_SCHEMES: tuple[Scheme, ...] = ("light", "dark")


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else _IMAGES
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as data, Library(Path(data), ChosenEncoder()) as library:
        sync(library, [SAMPLES])
        report = next(each.id for each in library.reports.all() if each.number == "31/2023/QĐ-UBND")
        with served(Answerer(library), library) as address, opened_browser() as browser:
            for (window, (width, height)), scheme in product(_WINDOWS.items(), _SCHEMES):
                suffix = window + ("-dark" if scheme == "dark" else "")
                with visit(browser, address, width=width, height=height, color_scheme=scheme) as page:
                    for name in _shown(page, address, report):
                        _picture(page, folder / f"{name}{suffix}.png")
            with visit(browser, f"{address}/en/") as page:
                _answered(page, "What did the 2025 plan say about merging the departments?", 1)
                _picture(page, folder / "english.png")


def _shown(page: Page, address: str, report: str) -> Iterator[str]:
    """The names of the screens, each while it is shown."""
    yield "start"
    ask(page, MERGER)
    yield "answer"
    if (page.viewport_size or {"width": 0})["width"] < 768:
        page.locator("#conversation .chip").last.click()
        yield "evidence"
        page.keyboard.press("Escape")
    for name, question in _ANSWERS.items():
        open_page(page, address)
        answer = ask(page, question)
        if answer.locator(".values").count():
            answer.locator(".values summary").click()
        yield name
    page.locator("#history .toggle-button").click()
    yield "history"
    page.locator("#history .toggle-button").click()
    page.get_by_role("tab", name="Kho văn bản").click()
    expect(page.locator("#library-count")).to_contain_text("12")
    yield "library"
    page.goto(f"{address}/reports/{report}")
    yield "report"


def _answered(page: Page, question: str, marker: int) -> None:
    """A question asked and the passage with this number opened."""
    answer = ask(page, question)
    answer.locator(".chip", has_text=f"[{marker}]").first.click()
    expect(evidence_for(page, answer).locator(".card[open] .place > *").first).to_be_visible()


def _picture(page: Page, path: Path) -> None:
    page.mouse.move(0, 0)
    page.wait_for_timeout(900)  # until what slides has come to rest
    page.wait_for_function("[...document.images].every((each) => each.complete || !each.checkVisibility())")
    page.screenshot(path=path)
    with Image.open(path) as drawn:  # a third of the bytes, and no eye tells; a colour of few pixels stays
        drawn.convert("RGB").quantize(128, Image.Quantize.MAXCOVERAGE).save(path, optimize=True)
    print(path)


if __name__ == "__main__":
    main()
