"""What the tests of the page share: a server of it, a visit to it, a question asked."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

from bot.answerer import Answerer
from bot.api.app import api_of
from bot.page.app import mount_page
from bot.settings import Settings
from index.library import Library
from tests.bot.running import running

AXE = Path(__file__).parents[3] / ".venv" / "npm" / "node_modules" / "axe-core" / "axe.min.js"
CHROMIUM = shutil.which("chromium")
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--no-first-run",
]  # fmt: skip
LOWEST = "Năm 2024 huyện nào có tỷ lệ hồ sơ nộp trực tuyến thấp nhất?"
"""Answered in one line over a table."""
MERGER = "Kế hoạch năm 2025 nói gì về việc hợp nhất các sở?"
REPLACED = "Theo Quyết định số 31/2023/QĐ-UBND thì thời hạn chia sẻ dữ liệu là mấy ngày?"
NOT_THERE = "lai suat ngan hang hom nay la bao nhieu?"
SCANNED = "Báo cáo số 03/BC-SNV: năm 2023 tỉnh tinh giản biên chế được bao nhiêu người?"


def missing(what: str) -> None:
    """Skip by name; in CI fail."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"{what} is not installed: run `make system` as root")
    pytest.skip(f"{what} is not installed: run `make system` as root")


@contextmanager
def opened_browser(*flags: str) -> Iterator[Browser]:
    if CHROMIUM is None:
        missing("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, headless=True, args=[*FLAGS, *flags])
        yield browser
        browser.close()


@contextmanager
def served(answerer: Answerer, library: Library, settings: Settings | None = None) -> Iterator[str]:
    """The address of a running server."""
    settings = settings or Settings()
    app = mount_page(api_of(answerer, library, settings), answerer, library, settings)
    with running(app) as address:
        yield address


@contextmanager
def visit(
    browser: Browser,
    address: str,
    *,
    width: int = 1366,
    height: int = 850,
    expected_errors: tuple[str, ...] = (),
    person: tuple[str, str] | None = None,
    **more: Any,
) -> Iterator[Page]:
    """The page, ready to be asked; fails on a request to anywhere else and on an error in the browser.

    `person` is the name and the password of who is signed in.
    """
    context = browser.new_context(viewport={"width": width, "height": height}, locale="vi-VN", **more)
    outside: list[str] = []
    errors: list[str] = []
    origin = "/".join(address.split("/")[:3])
    context.on("request", lambda request: outside.append(request.url) if is_outside(request.url, origin) else None)
    context.on("weberror", lambda error: errors.append(str(error.error)))
    context.on(
        "console",
        lambda message: errors.append(f"{message.text} {message.location['url']}") if message.type == "error" else None,
    )
    if person:
        name, password = person
        assert context.request.post(f"{origin}/signin", form={"name": name, "password": password}).ok
    page = context.new_page()
    open_page(page, address)
    yield page
    context.close()
    assert outside == []
    assert [error for error in errors if not any(expected in error for expected in (*_LEFT, *expected_errors))] == [], (
        errors
    )


_LEFT = ("AbortError: signal is aborted without reason", "Unexpected error Connection errored out.")
"""How Gradio's client says that it closes its streams when the page is left, and what waited for one."""


expect.set_options(timeout=30_000)
"""As long as a busy machine takes; what is not there at all is not waited for twice."""


def open_page(page: Page, address: str) -> None:
    """Until the page has loaded what it begins with."""
    page.goto(address)
    expect(page.locator("#question textarea")).to_be_visible(timeout=30_000)
    expect(page.locator("#evidence [data-conversation]")).to_be_attached(timeout=30_000)


def is_outside(url: str, origin: str) -> bool:
    return not url.startswith((f"{origin}/", "data:", "blob:"))


def ask(page: Page, question: str) -> Locator:
    """The answer in the chat, once it and its evidence are there."""
    before = page.locator("#conversation .answer:not(.partial)").count()
    page.locator("#question textarea").fill(question)
    page.locator("#question textarea").press("Enter")
    return answer_at(page, before)


def answer_at(page: Page, place: int) -> Locator:
    """The answer at a place of the conversation, from 0, once the next question may be asked."""
    answers = page.locator("#conversation .answer:not(.partial)")
    expect(answers).to_have_count(place + 1, timeout=30_000)
    expect(page.locator("#ask")).to_be_visible(timeout=30_000)
    answer = answers.nth(place)
    name = (answer.get_attribute("id") or "").replace("answer-", "evidence-")
    if answer.locator(".chip, .near").count():
        expect(page.locator(f"#{name}")).to_be_attached(timeout=10_000)
    return answer


def undoings(answer: Locator) -> Locator:
    """The buttons that undo what was understood, on the line that opens to them."""
    line = answer.locator(".understood")
    if line.get_attribute("open") is None:
        line.locator("summary").click()
    return answer.locator(".undo")


def open_filters(page: Page) -> None:
    page.locator("#filters").click()
    expect(page.locator("#scope")).to_be_visible()


def evidence_for(page: Page, answer: Locator) -> Locator:
    """The evidence of an answer."""
    return page.locator(f"#{(answer.get_attribute('id') or '').replace('answer-', 'evidence-')}")


def words(text: str | None) -> str:
    return " ".join((text or "").split())
