"""What a request may bring, how long it may take to come, and who waits."""

import asyncio
import socket
import stat
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import anyio
import httpx
import pytest
from fastapi import FastAPI, Request
from hypothesis import given
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.responses import JSONResponse
from starlette.routing import Route

import bot.turns
from bot import patient_http
from bot.answerer import Answerer
from bot.api.app import api_of
from bot.api.guard import MOST_BYTES, Guard
from bot.errors import SettingsError
from bot.rate import Rate
from bot.settings import Settings, load_settings
from bot.signin.signin import SignIn
from bot.turns import BusyError, GoneError, Turns
from bot.user import User
from index.library import Library
from tests.bot.running import running


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


def client(app: Any) -> httpx.AsyncClient:
    return httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://127.0.0.1")


async def _length(request: Request) -> JSONResponse:
    return JSONResponse(len(await request.body()))


@pytest.mark.anyio
async def test_a_long_body_is_refused_whether_it_is_announced_or_not(tmp_path: Path) -> None:
    async def parts(count: int) -> Any:
        for _ in range(count):
            yield b"x" * 100_000

    limited = Starlette(routes=[Route(path, _length, methods=["POST"]) for path in ("/", "/api/reports")])
    limited.add_middleware(Guard, settings=Settings(), signin=SignIn(Settings(), tmp_path))
    async with client(limited) as http:
        assert (await http.post("/", content=b"x" * MOST_BYTES)).json() == MOST_BYTES
        refused = await http.post("/", content=b"x" * (MOST_BYTES + 1))
        assert (refused.status_code, len(refused.content) < 200) == (413, True)
        assert "`upload_megabytes`" in (await http.post("/api/reports", content=b"x" * 200_000_001)).json()["detail"]
        assert (await http.post("/", content=parts(10))).json() == 1_000_000
        assert (await http.post("/", content=parts(11))).status_code == 413
        assert (await http.post("/api/reports", content=parts(11))).json() == 1_100_000


async def stays() -> bool:
    return False


async def took(turns: Turns, events: Any, is_gone: Any = None) -> list[Any]:
    return [each async for each in turns.each(events, is_gone)]


@pytest.mark.anyio
async def test_past_the_queue_a_question_is_sent_away_and_the_others_are_answered_in_order() -> None:
    turns, release, done = Turns(1, 2), threading.Event(), list[str]()
    app = FastAPI()

    @app.get("/{name}")
    async def asked(name: str, request: Request) -> str:
        turns.admit(User(name))

        def answer() -> str:
            release.wait(30)
            done.append(name)
            return name

        return await turns.one(answer, request.is_disconnected)

    async with client(app) as http, anyio.create_task_group() as group:
        for name in "abc":
            group.start_soon(http.get, f"/{name}")
            await anyio.sleep(0.02)
        refused = await http.get("/d")
        assert (refused.status_code, refused.headers["Retry-After"]) == (503, "5")
        release.set()
    assert done == ["a", "b", "c"]
    async with client(app) as http:
        assert (await http.get("/e")).status_code == 200


@pytest.mark.anyio
async def test_whose_turn_does_not_come_is_sent_away_and_leaves_no_place_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bot.turns, "PATIENCE", 0.05)
    turns, release = Turns(1, 10), threading.Event()

    async def here() -> bool:
        return False

    async with anyio.create_task_group() as group:
        group.start_soon(turns.one, lambda: release.wait(30), here)
        await anyio.sleep(0.02)
        with pytest.raises(BusyError):
            await turns.one(lambda: 1, here)
        with pytest.raises(BusyError):
            await anext(turns.each((number for number in (1, 2)), here))
        group.start_soon(took, turns, (number for number in (1, 2)))  # a stream waits on
        await anyio.sleep(0.2)
        release.set()
    assert await turns.one(lambda: 1, here) == 1


@pytest.mark.anyio
async def test_a_stream_takes_one_place_from_its_first_event_to_its_last_and_leaves_it_free() -> None:
    turns = Turns(1, 0)
    left = turns.each(iter_closing := (number for number in (1, 2)))
    assert await anext(left) == 1
    with pytest.raises(BusyError):
        turns.admit(User("lan"))
    await left.aclose()
    assert iter_closing.gi_frame is None
    turns.admit(User("lan"))
    assert await took(turns, (number for number in (1, 2))) == [1, 2]


@pytest.mark.anyio
async def test_nothing_is_computed_for_who_left_while_waiting_or_between_two_events() -> None:
    turns, made = Turns(1, 10), list[int]()

    def events() -> Iterator[int]:
        for number in range(3):
            made.append(number)
            yield number

    async def left() -> bool:
        return len(made) >= 2

    with pytest.raises(GoneError):
        await took(turns, events(), left)
    assert made == [0, 1]
    with pytest.raises(GoneError):
        await took(turns, events(), left)
    with pytest.raises(GoneError):
        await turns.one(lambda: made.append(9), left)
    assert made == [0, 1]
    assert await turns.one(lambda: 7, stays) == 7


@pytest.mark.anyio
async def test_a_generator_that_is_left_amid_an_event_is_closed_after_it() -> None:
    turns, begun, closed = Turns(1, 0), threading.Event(), list[str]()

    def events() -> Iterator[int]:
        try:
            begun.set()
            time.sleep(0.3)
            yield 1
        finally:
            closed.append("closed")

    task = asyncio.create_task(took(turns, events()))
    await anyio.to_thread.run_sync(begun.wait)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert closed == ["closed"]
    turns.admit(User("lan"))


@given(per_minute=st.integers(1, 100), gaps=st.lists(st.floats(0, 90), max_size=300))
def test_in_no_minute_are_more_admitted_than_twice_the_rate_and_who_waits_as_told_is_admitted(
    per_minute: int, gaps: list[float]
) -> None:
    clock, admitted = [0.0], list[float]()
    rate = Rate(per_minute, lambda: clock[0])
    for gap in gaps:
        clock[0] += gap
        wait = rate.wait("lan")
        if wait:
            clock[0] += wait
            assert rate.wait("lan") == 0
        admitted.append(clock[0])
    assert all(sum(at <= each < at + 60 for each in admitted) <= 2 * per_minute for at in admitted)
    fresh = Rate(per_minute, lambda: clock[0])
    assert [fresh.wait("lan") for _ in range(per_minute)] == [0] * per_minute
    assert fresh.wait("lan") > 0
    assert fresh.wait("minh") == 0
    assert fresh.wait("key:cong", per_minute=0) == fresh.wait("key:cong", per_minute=0) == 0


def test_names_that_are_long_gone_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.rate._KEPT", 10)
    clock = [0.0]
    rate = Rate(1, lambda: clock[0])
    for number in range(1_000):
        clock[0] += 61
        rate.wait(str(number))
    assert len(rate._full_at) <= 10


@pytest.mark.anyio
async def test_who_asks_too_often_is_told_when_to_come_back_and_no_other_is(
    sample_answerer: Answerer, sample_library: Library
) -> None:
    users = {"hoa": "khoa-rieng-cua-hoa", "binh": "khoa-rieng-cua-binh"}
    app = api_of(sample_answerer, sample_library, Settings(users=users, questions_per_minute=2))
    async with client(app) as http:

        async def asked(name: str, path: str) -> httpx.Response:
            return await http.post(path, json={"question": "xin chào"}, auth=(name, users[name]))

        first = [await asked("hoa", path) for path in ("/api/ask", "/api/search", "/api/ask/stream", "/api/ask")]
        assert [each.status_code for each in first] == [200, 200, 429, 429]
        assert 1 <= int(first[2].headers["Retry-After"]) <= 60
        assert first[2].headers["Retry-After"] in first[2].json()["detail"]
        assert (await asked("binh", "/api/ask")).status_code == 200
        assert (await http.get("/api/reports", auth=("hoa", users["hoa"]))).status_code == 200
    shared = "khoa-chung-cua-may-chu"
    async with client(
        api_of(sample_answerer, sample_library, Settings(api_keys=(shared,), questions_per_minute=2))
    ) as http:
        marks = [{"Authorization": f"Bearer {shared}", "Cookie": f"hoidap_browser={digit * 32}"} for digit in "abc"]
        told = [await http.post("/api/search", json={"question": "a"}, headers=each) for each in marks]
        assert [each.status_code for each in told] == [200, 200, 429]  # a cookie of one's own makes nobody else
        assert told[0].headers["Cache-Control"] == "no-store"
    async with client(api_of(sample_answerer, sample_library, Settings(questions_per_minute=1))) as http:
        for _ in range(3):  # open on loopback
            assert (await http.post("/api/search", json={"question": "a"})).status_code == 200


@pytest.mark.anyio
async def test_what_cannot_be_text_or_a_number_is_refused_and_not_a_failure(
    sample_answerer: Answerer, sample_library: Library
) -> None:
    bodies = [
        '{"question": "\\ud800"}', '{"question": "a", "filters": {"years": [NaN]}}',
        '{"question": "a", "filters": {"years": [99999999999999999999]}}', '{"question": "a", "passages": 1e400}', "[" * 50_000,
    ]  # fmt: skip
    async with client(api_of(sample_answerer, sample_library, Settings())) as http:
        for body in bodies:
            for path in ("/api/ask", "/api/search", "/api/feedback", "/api/ask/stream"):
                answer = await http.post(path, content=body, headers={"Content-Type": "application/json"})
                assert answer.status_code in (200, 400, 422), (path, body[:60])
                assert answer.status_code != 200 or path != "/api/feedback"


@pytest.mark.anyio
async def test_an_answer_is_judged_and_a_conversation_goes_on_only_by_the_one_who_asked(
    sample_answerer: Answerer, sample_library: Library
) -> None:
    users = {"hoa": "khoa-rieng-cua-hoa", "binh": "khoa-rieng-cua-binh"}
    app = api_of(sample_answerer, sample_library, Settings(users=users))
    async with client(app) as http:

        async def asked(name: str, question: str, conversation: str | None = None) -> Any:
            body = {"question": question, "conversation": conversation}
            return (await http.post("/api/ask", json=body, auth=(name, users[name]))).json()

        first = await asked("hoa", "Kế hoạch năm 2025 nói gì về việc hợp nhất các sở?")
        judged = {"answer_id": first["id"], "verdict": "up"}
        assert (await http.post("/api/feedback", json=judged, auth=("binh", users["binh"]))).status_code == 404
        assert (await http.post("/api/feedback", json=judged, auth=("hoa", users["hoa"]))).status_code == 204
        other = await asked("binh", "còn năm 2024?", first["conversation"])
        assert other["conversation"] != first["conversation"]
        assert "hợp nhất" not in other.get("searched_as", "")
        again = await asked("hoa", "còn năm 2024?", first["conversation"])
        assert again["conversation"] == first["conversation"]


def test_a_connection_that_does_not_send_what_it_began_is_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patient_http, "HEAD_SECONDS", 0.3)
    monkeypatch.setattr(patient_http, "BODY_SECONDS", 0.3)

    with running(_reads_all, lifespan="off") as address:
        where = ("127.0.0.1", int(address.rpartition(":")[2]))
        begun = (b"", b"GET / HTTP/1.1\r\nHost: ", b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nabc")
        for sent in begun:
            with socket.create_connection(where, timeout=10) as connection:
                connection.sendall(sent)
                assert connection.recv(1) == b""
        with socket.create_connection(where, timeout=10) as connection:
            connection.sendall(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n" + begun[1])
            while connection.recv(1000):
                pass  # the whole answer, and then the end: the second request was never sent
        with httpx.Client(base_url=address) as http:
            for _ in range(2):
                assert http.post("/", content=b"x" * 100_000).text == "ok"
                time.sleep(0.5)


def test_the_data_folder_is_its_owners_alone(library: Library) -> None:
    assert stat.S_IMODE(Path(library.folder).stat().st_mode) == 0o700


def test_a_setting_of_keys_in_the_wrong_form_tells_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOIDAP_USERS", "khoa-bi-mat-khong-co-ten")
    with pytest.raises(SettingsError) as refused:
        load_settings(tmp_path)
    assert "khoa-bi-mat" not in str(refused.value)


def test_a_body_that_comes_by_drops_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """To whatever path: each byte earns as much time as it takes on a slow line, no more."""
    monkeypatch.setattr(patient_http, "BODY_SECONDS", 0.3)

    with running(_reads_all, lifespan="off") as address:
        where = ("127.0.0.1", int(address.rpartition(":")[2]))
        with socket.create_connection(where, timeout=30) as connection:
            connection.sendall(b"POST /api/reports HTTP/1.1\r\nHost: a\r\nContent-Length: 900\r\n\r\n")
            sent = 0
            with suppress(OSError):
                for sent in range(900):  # noqa: B007 - looked at below
                    connection.sendall(b"x")
                    time.sleep(0.05)
            assert sent < 800


async def _reads_all(_: Any, receive: Any, send: Any) -> None:
    while (await receive()).get("more_body"):
        pass
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"2")]})
    await send({"type": "http.response.body", "body": b"ok"})
