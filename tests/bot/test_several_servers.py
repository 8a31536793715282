"""Two servers behind a real nginx, one of which is killed, stopped or started anew while readers talk: nothing is lost."""

import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from bot.conversation.history import History
from index.database.place import opened
from tests.bot.page.page_driver import MERGER, ask
from tests.bot.served_behind import LAN, MINH, Gate
from tests.bot.several_servers import SAMPLE, Replica, SeveralServers, several_servers
from tests.bot.talking import Talked, talking
from tests.postgresql import Cluster

pytestmark = pytest.mark.slow
READERS = [LAN, MINH, LAN]


@pytest.fixture(scope="module")
def gate() -> Gate:
    return Gate()


@pytest.fixture(scope="module")
def servers(
    gate: Gate, tmp_path_factory: pytest.TempPathFactory, copy_of_samples: Callable[[Path], Path], postgresql: Cluster
) -> Iterator[SeveralServers]:
    with (
        gate.running(),
        several_servers(
            tmp_path_factory.mktemp("servers"), copy_of_samples, postgresql,
            HOIDAP_MODEL="gate", HOIDAP_MODEL_URL=gate.address,
        ) as found,
    ):  # fmt: skip
        yield found


def until_answered(talked: Talked, more: int) -> None:
    """Until readers have had so many further answers."""
    wanted, ends = talked.answers + more, time.monotonic() + 60
    while talked.answers < wanted and time.monotonic() < ends:
        time.sleep(0.05)


def in_turn(servers: SeveralServers, talked: Talked, end: Callable[[Replica], None]) -> None:
    """Each server is ended so and started anew, while readers are answered."""
    for each in (servers.first, servers.second):
        until_answered(talked, 12)
        end(each)
        until_answered(talked, 12)
        each.start()


def lost(talked: Talked, servers: SeveralServers) -> list[str]:
    """Answers that were given and are not in the history of their conversation."""
    with closing(opened(Path(), servers.database)) as database:
        history = History(database)
        kept = {each: [one.answer.asked.id for one in history.answers(each, None)] for each in talked.given}
    return [
        each for conversation in talked.given for each in talked.given[conversation] if each not in kept[conversation]
    ]


def test_one_is_killed(servers: SeveralServers) -> None:
    with talking(servers.proxy, READERS) as talked:
        in_turn(servers, talked, Replica.kill)
    print(talked.outcomes)
    assert talked.unanswered == []
    assert set(talked.outcomes) <= {"200", "stream broken off", "RemoteProtocolError", "ReadError"}
    assert talked.failed <= 2 * len(READERS)  # what each was reading when a server was killed
    assert lost(talked, servers) == []


def test_both_are_started_anew_one_after_the_other(servers: SeveralServers) -> None:
    with talking(servers.proxy, READERS) as talked:
        in_turn(servers, talked, Replica.stop)
        until_answered(talked, 12)
    print(talked.outcomes)
    assert (talked.unanswered, talked.failed) == ([], 0)
    assert lost(talked, servers) == []


def test_a_page_goes_on_at_the_other_server(servers: SeveralServers) -> None:
    with servers.browser() as context:
        page = context.new_page()
        sign_in(page)
        ask(page, MERGER)
        for each in (servers.first, servers.second):
            each.kill()
            ask(page, "ai chủ trì?")
            each.start()
        expect(page.locator("#conversation .question")).to_have_text([MERGER, "ai chủ trì?", "ai chủ trì?"])
        conversation = page.url.partition("c=")[2]
    with closing(opened(Path(), servers.database)) as database:
        assert len(History(database).answers(conversation, None)) == 3


def test_a_question_whose_answer_is_broken_off_is_in_its_box_again(servers: SeveralServers, gate: Gate) -> None:
    with servers.browser() as context:
        page = context.new_page()
        sign_in(page)
        ask(page, MERGER)
        gate.opened.clear()
        page.locator("#question textarea").fill("ai chủ trì?")
        page.locator("button#ask").click()
        page.wait_for_timeout(2_000)  # until the model is asked
        servers.first.kill()
        servers.second.kill()
        gate.opened.set()
        expect(page.locator(".toast-body")).to_contain_text("Mất kết nối với máy chủ. Đang kết nối lại…")
        servers.first.start()
        expect(page.locator("#question textarea")).to_have_value("ai chủ trì?", timeout=60_000)
        expect(page.locator("#conversation .question")).to_have_text([MERGER])
        servers.second.start()
        ask(page, "ai chủ trì?")
        expect(page.locator("#conversation .question")).to_have_text([MERGER, "ai chủ trì?"])


def sign_in(page: Page) -> None:
    page.goto(f"{SAMPLE.public_url}/")
    page.locator("input[name=name]").fill(LAN[0])
    page.locator("input[name=password]").fill(LAN[1])
    page.locator("main button").click()
    expect(page.locator("#evidence [data-conversation]")).to_be_attached()
