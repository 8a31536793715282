"""The page where too much is asked: a notice in its own words, and the question is in its box again."""

import threading
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, expect

from bot.answerer import Answerer
from bot.conversation.converse import Converser
from bot.settings import Settings
from index.encoder.encoder import HashEncoder
from index.library import Library
from index.sync import sync
from tests.bot.page.page_driver import ask, served, visit
from tests.conftest import SAMPLES

pytestmark = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning:gradio.queueing"),
    pytest.mark.filterwarnings("ignore:unclosed event loop:ResourceWarning"),
]
LAN = ("lan", "khoa-rieng-cua-lan")
HELLO = "xin chào"


@pytest.fixture(scope="module")
def own_library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with Library(tmp_path_factory.mktemp("limits") / "data", HashEncoder()) as library:
        assert sync(library, [SAMPLES / "2025-06-18-bc-so-khcn-6-thang-dau-nam-2025.txt"]).failed == []
        yield library


@pytest.mark.parametrize(("path", "notice"), [("/", "Đã hỏi nhiều câu"), ("/en/", "You have asked many questions")])
def test_who_asks_too_often_on_the_page_is_told_when_to_come_back(
    browser: Browser, own_library: Library, path: str, notice: str
) -> None:
    settings = Settings(users=dict((LAN,)), questions_per_minute=2)
    with (
        served(Answerer(own_library), own_library, settings) as found,
        visit(browser, found + path, person=LAN) as page,
    ):
        ask(page, HELLO)
        assert httpx.post(f"{found}/api/ask", json={"question": HELLO}, auth=LAN).status_code == 200
        page.locator("#question textarea").fill("còn nữa?")
        page.locator("#question textarea").press("Enter")
        expect(page.locator("#conversation .notice").last).to_contain_text(notice, timeout=30_000)
        expect(page.locator("#question textarea")).to_have_value("còn nữa?", timeout=10_000)
        assert httpx.post(f"{found}/api/ask", json={"question": HELLO}, auth=LAN).status_code == 429


def test_past_the_queue_the_page_says_so_as_the_api_does(
    browser: Browser, own_library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    release, begun = threading.Event(), threading.Event()
    events = Converser.events

    def slow(self: Converser, *asked: Any) -> Any:
        begun.set()
        release.wait(60)
        return (yield from events(self, *asked))

    monkeypatch.setattr(Converser, "events", slow)
    with (
        served(Answerer(own_library), own_library, Settings(concurrency=1, waiting=0)) as found,
        visit(browser, found) as page,
    ):
        asking = threading.Thread(
            target=httpx.post, args=(f"{found}/api/ask",), kwargs={"json": {"question": HELLO}, "timeout": 60}
        )
        asking.start()
        assert begun.wait(30)
        page.locator("#question textarea").fill(HELLO)
        page.locator("#question textarea").press("Enter")
        expect(page.locator("#conversation .notice").last).to_contain_text("quá nhiều câu hỏi", timeout=30_000)
        release.set()
        asking.join(60)
        ask(page, HELLO)


def test_questions_that_wait_hold_up_nothing_else_on_the_page(
    own_library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    release = threading.Event()
    events = Converser.events

    def slow(self: Converser, *asked: Any) -> Any:
        release.wait(100)
        return (yield from events(self, *asked))

    monkeypatch.setattr(Converser, "events", slow)
    settings = Settings(concurrency=1, waiting=100)
    with (
        served(Answerer(own_library), own_library, settings) as found,
        httpx.Client(base_url=found, timeout=60) as http,
    ):
        known = http.get("/config").json()["dependencies"]
        typed = next(each for each in known if [name for _, name in each["targets"]] == ["submit", "click"])
        bar = next(each for each in known if [name for _, name in each["targets"]] == ["expand", "click", "change"])
        said = {"fn_index": typed["id"], "data": [HELLO, [], [], [], False, None, None, None]}
        for number in range(60):
            assert (
                http.post("/gradio_api/queue/join", json={**said, "session_hash": f"waits{number}"}).status_code == 200
            )
        quick = {"fn_index": bar["id"], "data": [None, ""], "session_hash": "quick"}
        assert http.post("/gradio_api/queue/join", json=quick).status_code == 200
        with http.stream("GET", "/gradio_api/queue/data", params={"session_hash": "quick"}) as stream:
            assert any('"process_completed"' in line and '"success":true' in line for line in stream.iter_lines())
        release.set()
