"""A question that is sent again with its key is not asked again."""

import threading
from collections.abc import Iterator

import httpx
import pytest
from fastapi import HTTPException

from bot.answerer import Answerer
from bot.api.idempotency import UnderWay
from bot.conversation.converse import Converser, Reply
from bot.conversation.history import History
from bot.conversation.sending import Sending
from bot.conversation.table import Conversations
from bot.conversation.withdraw import withdraw_reports
from bot.settings import Group, Settings
from index.library import Library
from index.sync import sync
from tests.bot.page.page_driver import served
from tests.conftest import SAMPLES

LAN, MINH = ("lan", "khoa-rieng-cua-lan"), ("minh", "khoa-rieng-cua-minh")
QUESTION = {"question": "Ai ký Quyết định 31/2023?"}
ASK = "/api/v1/ask"
KEY = {"Idempotency-Key": "4f1c"}


@pytest.fixture
def filled(library: Library) -> Library:
    assert sync(library, [SAMPLES / "2023-08-18-qd-ubnd-kho-du-lieu-dung-chung.txt"]).failed == []
    return library


@pytest.fixture
def address(filled: Library) -> Iterator[str]:
    with served(Answerer(filled), filled, Settings(users=dict([LAN, MINH]), questions_per_minute=2)) as found:
        yield found


def ask(address: str, user: tuple[str, str], question: dict[str, str] = QUESTION, path: str = ASK) -> httpx.Response:
    return httpx.post(f"{address}{path}", json=question, headers=KEY, auth=user, timeout=60)


def test_the_same_question_has_the_same_answer_and_is_asked_and_kept_once(address: str, filled: Library) -> None:
    first = ask(address, LAN)
    assert first.status_code == 200
    for path in (ASK, "/api/ask", ASK):  # more often than may be asked in a minute
        assert ask(address, LAN, path=path).json() == first.json()
    assert len(History(filled.database).answers(first.json()["conversation"], None)) == 1


def test_another_question_needs_another_key(address: str) -> None:
    ask(address, LAN)
    refused = ask(address, LAN, {"question": "Ai ký?"})
    assert refused.status_code == 422
    assert "take a new one" in refused.json()["detail"]


def test_a_key_is_that_of_one_user(address: str) -> None:
    assert ask(address, LAN).json()["id"] != ask(address, MINH).json()["id"]


def test_what_is_withdrawn_is_not_answered_again(address: str, filled: Library) -> None:
    first = ask(address, LAN).json()
    quote = first["citations"][0]["quote"]
    withdraw_reports(filled, [first["citations"][0]["report_id"]])
    again = ask(address, LAN)
    assert again.status_code == 200
    assert quote not in again.text


def test_what_was_deleted_is_asked_anew(address: str, filled: Library) -> None:
    first = ask(address, LAN).json()
    History(filled.database).delete("lan")
    assert ask(address, LAN).json()["id"] != first["id"]


def test_while_it_is_under_way_the_same_is_refused(address: str) -> None:
    said: list[int] = []
    threads = [threading.Thread(target=lambda: said.append(ask(address, LAN).status_code)) for _ in range(8)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert set(said) <= {200, 409}
    assert 200 in said  # and of the two that may be asked in a minute one is left
    assert httpx.post(f"{address}{ASK}", json=QUESTION, auth=LAN, timeout=60).status_code == 200


def test_a_key_cannot_be_anything(address: str) -> None:
    for wrong in ("", "a b", "x" * 201):
        told = httpx.post(f"{address}{ASK}", json=QUESTION, headers={"Idempotency-Key": wrong}, auth=LAN)
        assert told.status_code == 422, wrong


def test_another_server_knows_what_was_answered(address: str, filled: Library) -> None:
    first = ask(address, LAN).json()
    with served(Answerer(filled), filled, Settings(users=dict([LAN, MINH]))) as other:
        assert ask(other, LAN).json() == first
        assert ask(other, LAN, {"question": "Ai ký?"}).status_code == 422
        assert ask(other, MINH).json()["id"] != first["id"]


def test_what_two_servers_answer_at_once_is_kept_once(filled: Library) -> None:
    converser, sending = Converser(Answerer(filled), filled), Sending.of("lan", "4f1c", "{}")
    under_way = [converser.events(QUESTION["question"], user="lan", sending=sending) for _ in range(2)]
    for events in under_way:
        next(events)
    first, second = ([*events][-1] for events in under_way)
    assert isinstance(first, Reply)
    assert first == second
    assert len(converser.history.answers(first.conversation, None)) == 1
    assert len(Conversations(filled.database).turns(first.conversation)) == 1


def test_what_has_no_answer_may_be_asked_again() -> None:
    under_way, sending = UnderWay(), Sending.of("lan", "k", "{}")
    with pytest.raises(ValueError, match="x"), under_way.asking(sending):
        raise ValueError("x")
    with under_way.asking(sending), pytest.raises(HTTPException, match="under way"), under_way.asking(sending):
        pass


def test_who_sent_it_and_the_key_do_not_run_into_each_other() -> None:
    assert Sending.of("lan", "1k", "{}").mark != Sending.of("lan1", "k", "{}").mark


def test_who_may_see_the_answer_no_more_is_answered_anew(filled: Library) -> None:
    groups = {"all": Group(users=("lan",), collections=("*",))}
    with served(Answerer(filled), filled, Settings(users=dict([LAN]), groups=groups)) as address:
        first = ask(address, LAN).json()
    with served(
        Answerer(filled), filled, Settings(users=dict([LAN]), groups={"all": Group(users=("lan",))})
    ) as address:
        again = ask(address, LAN).json()
        assert again["id"] != first["id"]
        assert again["citations"] == []
        assert ask(address, LAN).json() == again
