"""A question that is sent again with its key is not asked again."""

import threading
from collections.abc import Iterator

import httpx
import pytest

from bot.answerer import Answerer
from bot.api.idempotency import IdempotencyKeys
from bot.conversation.history import History
from bot.conversation.withdraw import withdraw_reports
from bot.settings import Settings
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


def test_keys_are_forgotten_after_a_day_and_where_there_are_too_many() -> None:
    now = 0.0
    keys = IdempotencyKeys(lambda: now)

    def answered(key: str) -> str:
        return keys.answered("lan", key, "body")

    for number in range(10_001):
        with keys.under_way("lan", str(number), "body") as tell:
            tell(f"id {number}")
    assert (answered("0"), answered("1"), answered("10000")) == ("", "id 1", "id 10000")
    now = 24 * 3600.0 + 1
    assert answered("10000") == ""


def test_one_who_sends_many_keys_pushes_out_none_of_another() -> None:
    keys = IdempotencyKeys()
    for who, key in (("minh", "k"), *(("lan", str(number)) for number in range(10_100))):
        with keys.under_way(who, key, "body") as tell:
            tell(f"{who} {key}")
    assert keys.answered("minh", "k", "body") == "minh k"
    assert (keys.answered("lan", "0", "body"), keys.answered("lan", "10099", "body")) == ("", "lan 10099")


def test_what_has_no_answer_may_be_asked_again() -> None:
    keys = IdempotencyKeys()
    with pytest.raises(ValueError, match="x"), keys.under_way("lan", "k", "body"):
        raise ValueError("x")
    assert keys.answered("lan", "k", "body") == ""
