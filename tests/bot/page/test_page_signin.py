"""Signing in and out in a real browser."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from bot.answerer import Answerer
from bot.settings import Settings
from bot.signin.account_file import AccountFile
from index.encoder.encoder import HashEncoder
from index.library import Library
from index.sync import sync
from tests.bot.page.page_driver import ask, served
from tests.conftest import SAMPLES

pytestmark = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning:gradio.queueing"),
    pytest.mark.filterwarnings("ignore:unclosed event loop:ResourceWarning"),
]
REPORT = "2025-06-18-bc-so-khcn-6-thang-dau-nam-2025.txt"
PASSWORD = "mật khẩu riêng của Lan"


@pytest.fixture(scope="module")
def own_library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with Library(tmp_path_factory.mktemp("signin") / "data", HashEncoder()) as library:
        assert sync(library, [SAMPLES / REPORT]).failed == []
        yield library


@pytest.fixture(scope="module")
def guarded_address(own_library: Library) -> Iterator[str]:
    AccountFile(own_library.folder).set_user("lan", PASSWORD)
    with served(Answerer(own_library), own_library, Settings()) as found:
        yield found


def sign_in(page: Page, password: str, button: str = "Đăng nhập") -> None:
    page.locator("input[name=name]").fill("lan")
    page.locator("input[name=password]").fill(password)
    page.get_by_role("button", name=button, exact=True).click()


def test_a_person_signs_in_asks_and_signs_out(browser: Browser, guarded_address: str) -> None:
    with browser.new_context(locale="vi-VN") as context:
        page = context.new_page()
        page.goto(guarded_address)
        expect(page.get_by_role("heading")).to_be_visible()
        assert page.url.startswith(f"{guarded_address}/signin?next=")
        sign_in(page, "sai")
        expect(page.get_by_role("alert")).to_have_text("Tên đăng nhập hoặc mật khẩu không đúng.")
        sign_in(page, PASSWORD)
        expect(page.locator("#signed-in")).to_contain_text("Đang đăng nhập: lan", timeout=30_000)
        expect(page.locator("#question textarea")).to_be_visible(timeout=30_000)
        ask(page, "Báo cáo nói gì về chuyển đổi số?")
        page.locator("#signed-in button").click()
        expect(page.locator("input[name=password]")).to_be_visible()
        page.goto(guarded_address)
        assert "/signin" in page.url


def test_in_english_the_form_and_the_page_are_english(browser: Browser, guarded_address: str) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{guarded_address}/en/")
        sign_in(page, PASSWORD, "Sign in")
        expect(page.locator("#signed-in")).to_contain_text("Signed in: lan", timeout=30_000)
        assert page.url == f"{guarded_address}/en/"


def test_on_a_phone_the_head_has_its_width(browser: Browser, guarded_address: str) -> None:
    with browser.new_context(viewport={"width": 360, "height": 740}) as context:
        page = context.new_page()
        page.goto(guarded_address)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        sign_in(page, PASSWORD)
        expect(page.locator("#signed-in button")).to_be_visible(timeout=30_000)
        head, title = (page.locator(each).bounding_box() for each in ("#head > #title", "#head h1"))
        assert head
        assert title
        assert head["width"] > 180
        assert title["height"] < 40  # on one line
        assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_a_page_whose_session_ended_goes_to_sign_in(browser: Browser, guarded_address: str) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(guarded_address)
        sign_in(page, PASSWORD)
        expect(page.locator("#signed-in button")).to_be_visible(timeout=30_000)
        context.clear_cookies(name="hoidap_session")
        page.locator("#question textarea").fill("Báo cáo nói gì về chuyển đổi số?")
        page.locator("#question textarea").press("Enter")
        expect(page.locator("input[name=password]")).to_be_visible(timeout=30_000)


def test_an_open_page_shows_no_way_out(browser: Browser, tmp_path: Path) -> None:
    with (
        Library(tmp_path / "data", HashEncoder()) as library,
        served(Answerer(library), library) as address,
        browser.new_context() as context,
    ):
        page = context.new_page()
        page.goto(address)
        expect(page.locator("#question textarea")).to_be_visible(timeout=30_000)
        expect(page.locator("#evidence [data-conversation]")).to_be_attached(timeout=30_000)
        expect(page.get_by_text("Đăng xuất")).to_have_count(0)


def test_whom_a_proxy_names_is_shown_without_a_way_out(browser: Browser, tmp_path: Path) -> None:
    settings = Settings(user_header="X-Remote-User")
    with (
        Library(tmp_path / "data", HashEncoder()) as library,
        served(Answerer(library), library, settings) as address,
        browser.new_context(extra_http_headers={"X-Remote-User": "lan"}) as context,
    ):
        page = context.new_page()
        page.goto(address)
        expect(page.locator("#signed-in")).to_have_text("Đang đăng nhập: lan", timeout=30_000)
        expect(page.get_by_text("Đăng xuất")).to_have_count(0)
