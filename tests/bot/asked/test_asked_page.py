"""The page of what people ask in a real browser: found from the page, chosen from, proposed from, on a phone, for screen readers."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import openpyxl
import pytest
from playwright.sync_api import Browser, Page, expect

from bot.answerer import Answerer
from bot.wording.wording import wording
from index.library import Library
from tests.bot.asked.office import KEYS, SETTINGS, ask, dislike, library_of_an_office, server_of
from tests.bot.asked.test_asked import ANSWERED, FORMULA, LACKED, SECRET
from tests.bot.page.page_driver import AXE, missing, served, visit
from tests.bot.page.test_page_looks import serious

pytestmark = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning:gradio.queueing"),
    pytest.mark.filterwarnings("ignore:unclosed event loop:ResourceWarning"),
]
WORDS = wording("vi")
TOTAL = ("tổng", KEYS["tổng"])


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with library_of_an_office(tmp_path_factory.mktemp("asked")) as library:
        with server_of(library) as client:
            for question in (ANSWERED, *LACKED, "<b>Sở Ngoại vụ</b> & “ngoại giao”?", FORMULA):
                ask(client, "lan", question)
            dislike(client, "minh", ask(client, "minh", SECRET), "wrong_figure", "other")
        yield library


@pytest.fixture(scope="module")
def asked_address(office: Library) -> Iterator[str]:
    with served(Answerer(office), office, SETTINGS) as found:
        yield found


def opened(page: Page, address: str, query: str = "") -> Page:
    page.goto(f"{address}/asked?{query}")
    expect(page.get_by_role("heading", level=1)).to_have_text(WORDS.asked_title)
    return page


def test_an_administrator_finds_it_from_the_page_and_a_reader_does_not(browser: Browser, asked_address: str) -> None:
    with visit(browser, asked_address, person=TOTAL) as page:
        page.get_by_role("link", name=WORDS.asked_title).click()
        expect(page.get_by_role("heading", level=1)).to_have_text(WORDS.asked_title)
        page.get_by_role("link", name="English").click()
        expect(page.locator("html")).to_have_attribute("lang", "en")
        page.get_by_role("link", name=wording("en").back).click()
        expect(page.locator("#signed-in")).to_contain_text("tổng", timeout=30_000)
    with visit(browser, asked_address, person=("lan", KEYS["lan"])) as page:
        expect(page.locator("#signed-in")).to_contain_text("lan", timeout=30_000)
        expect(page.get_by_role("link", name=WORDS.asked_title)).to_have_count(0)


def test_questions_of_the_page_count_as_the_pages(browser: Browser, asked_address: str) -> None:
    def firm() -> float:
        from tests.bot.metrics.scraped import Scraped

        told = Scraped.of(httpx.get(f"{asked_address}/metrics", auth=(TOTAL[0].encode(), TOTAL[1].encode())).text)
        doors = (
            value
            for (name, labels), value in told.series.items()
            if name == "hoidap_questions_total" and ("door", "page") in labels
        )
        return sum(doors)

    from tests.bot.page.page_driver import ask as type_question

    before = firm()
    with visit(browser, asked_address, person=("lan", KEYS["lan"])) as page:
        type_question(page, "xin chào")
    assert firm() == before + 1


def test_choosing_and_proposing_and_taking_away(browser: Browser, asked_address: str) -> None:
    with visit(browser, asked_address, person=TOTAL) as page:
        opened(page, asked_address)
        expect(page.locator(".lacks > li summary").first).to_contain_text(WORDS.lacking_count.format(count=3))
        page.get_by_label(WORDS.asked_fate).select_option(label=WORDS.asked_fates["disliked"])
        page.get_by_role("button", name=WORDS.asked_filter).click()
        rows = page.locator(".listed tbody tr")
        expect(rows).to_have_count(1)
        expect(rows).to_contain_text(SECRET)
        expect(rows).to_contain_text(WORDS.feedback_reasons["wrong_figure"])
        rows.get_by_role("button", name=WORDS.asked_propose).click()
        expect(page.locator(".listed tbody tr")).to_contain_text(WORDS.asked_proposed)
        expect(page.get_by_label(WORDS.asked_fate)).to_have_value("disliked")
        with page.expect_download() as download:
            page.get_by_role("link", name=WORDS.asked_export).click()
        file = Path(str(download.value.path())).read_bytes()
        assert openpyxl.load_workbook(io.BytesIO(file)).worksheets[0].cell(2, 2).value == SECRET
        opened(page, asked_address)
        expect(page.locator(".listed")).to_contain_text("<b>Sở Ngoại vụ</b> & “ngoại giao”?")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_for_screen_readers_and_phones(browser: Browser, asked_address: str, scheme: Any) -> None:
    if not AXE.exists():
        missing("axe-core")
    with visit(browser, asked_address, person=TOTAL, color_scheme=scheme, bypass_csp=True) as page:
        opened(page, asked_address)
        page.locator(".lacks summary").first.click()
        assert serious(page) == []
        page.set_viewport_size({"width": 360, "height": 740})
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        assert serious(page) == []
        opened(page, asked_address, "week=2001-W01")
        expect(page.get_by_role("status")).to_have_text(WORDS.asked_none)
        assert serious(page) == []
