"""Whatever is said to the page's queue: no failure, no traceback, nothing of somebody else's."""

import json
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from bot.answerer import Answerer
from bot.settings import Settings
from index.encoder.encoder import HashEncoder
from index.library import Library
from index.sync import sync
from tests.bot.page.page_driver import served
from tests.conftest import SAMPLES

pytestmark = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning:gradio.queueing"),
    pytest.mark.filterwarnings("ignore:unclosed event loop:ResourceWarning"),
]
LAN = ("lan", "khoa-rieng-cua-lan")
MINH = ("minh", "khoa-rieng-cua-minh")
ODD: list[Any] = [
    None, True, -1, 10**30, 1.5, "", "x" * 100_000, "\0", [], ["x"] * 10_000, [[[]]], {}, {"a": {"b": []}}, {"index": None}, {"__type__": "update"},
    {"index": -1, "value": {"text": None}}, {"index": [10**20, 0], "liked": True, "value": []}, {"index": [], "liked": True},
    {"index": -7, "liked": False}, {"index": 0, "value": 3}, {"index": "a", "value": {"text": ["x"]}}, {"row_value": {"a": 1}},
    {"row_value": [None, {"a": 1}]}, {"name": "ignore", "value": "x", "answer": "../"}, {"name": "restore", "answer": "0" * 32},
    {"name": ["ignore"], "value": {}, "answer": 3}, {"name": "ignore", "value": "years", "answer": 7},
]  # fmt: skip


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with Library(tmp_path_factory.mktemp("events") / "data", HashEncoder()) as library:
        assert sync(library, [SAMPLES / "2025-06-18-bc-so-khcn-6-thang-dau-nam-2025.txt"]).failed == []
        with served(Answerer(library), library, Settings(users=dict((LAN, MINH)))) as found:
            yield found


@pytest.fixture
def lan(server: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=server, auth=LAN, timeout=30) as http:
        yield http


@pytest.fixture
def minh(server: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=server, auth=MINH, timeout=30) as http:
        yield http


def events_of(http: httpx.Client) -> list[dict[str, Any]]:
    return [each for each in http.get("/config").json()["dependencies"] if each["backend_fn"]]


def join(http: httpx.Client, event: dict[str, Any], session: str = "s1", **more: Any) -> httpx.Response:
    inputs = [None] * len(event["inputs"])
    said = {
        "fn_index": event["id"],
        "data": inputs,
        "session_hash": session,
        "trigger_id": event["targets"][0][0],
        **more,
    }
    return http.post("/gradio_api/queue/join", json=said)


def answers(http: httpx.Client, session: str) -> list[dict[str, Any]]:
    """All that the page says until it has no more to say."""
    with http.stream("GET", "/gradio_api/queue/data", params={"session_hash": session}) as stream:
        assert stream.status_code == 200
        return [json.loads(line.removeprefix("data: ")) for line in stream.iter_lines() if line.startswith("data: ")]


def test_odd_values_of_every_component_and_event_fail_quietly(
    lan: httpx.Client, capfd: pytest.CaptureFixture[str]
) -> None:
    for event in events_of(lan):
        for odd in ODD:
            for more in ({"event_data": odd}, {"data": [odd] * len(event["inputs"])}, {"trigger_id": 10**6}):
                assert join(lan, event, **more).status_code in (200, 422), (event["id"], odd, more)
        told = answers(lan, "s1")
        assert told[-1]["msg"] == "close_stream"
        assert {each["msg"] for each in told} <= {
            "estimation", "process_starts", "process_generating", "process_completed", "close_stream", "log", "heartbeat", "progress",
        }  # fmt: skip
    said = capfd.readouterr()
    assert "Traceback" not in said.err + said.out, (said.err + said.out)[-3000:]


@pytest.mark.parametrize(
    "more",
    [
        {"fn_index": -1}, {"fn_index": 10**9}, {"fn_index": 10**30}, {"fn_index": "0"}, {"fn_index": 1.5}, {"fn_index": None}, {"fn_index": True},
        {"data": None}, {"data": {}}, {"data": "x"}, {"data": [1] * 51}, {"session_hash": None}, {"session_hash": ""}, {"session_hash": "x" * 65},
        {"session_hash": "../x"}, {"session_hash": ["s1"]}, {"session_hash": 7}, {"trigger_id": "x"}, {"event_id": "x" * 65},
    ],
)  # fmt: skip
def test_what_no_page_says_is_refused(lan: httpx.Client, more: dict[str, Any]) -> None:
    refused = join(lan, events_of(lan)[0], **more)
    assert refused.status_code == 422, refused.text
    assert lan.post(
        "/gradio_api/cancel", json={"session_hash": "s1", "event_id": "x", "fn_index": 0, **more}
    ).status_code in (200, 422)


@pytest.mark.parametrize(
    "body",
    [
        b"", b"{", b"[]", b"null", b"[" * 100_000, b'{"fn_index": NaN, "data": [], "session_hash": "s1"}', b"\xff\xfe",
        b'{"fn_index": 1, "data": [NaN], "session_hash": "s1"}', b'{"fn_index": 1, "data": [1e400], "session_hash": "s1"}',
        b'{"fn_index": 1, "data": ["\\ud800"], "session_hash": "s1"}', b'{"fn_index": 1' + b"0" * 5_000 + b', "data": [], "session_hash": "s1"}',
    ],
)  # fmt: skip
def test_nor_is_what_is_no_text_or_number(lan: httpx.Client, body: bytes) -> None:
    for path in ("join", "../cancel"):
        answer = lan.post(f"/gradio_api/queue/{path}", content=body, headers={"Content-Type": "application/json"})
        assert answer.status_code == 422, (path, body[:50])


def test_events_that_only_the_script_knows_are_not_there(lan: httpx.Client, capfd: pytest.CaptureFixture[str]) -> None:
    own = [each for each in lan.get("/config").json()["dependencies"] if not each["backend_fn"]]
    assert own
    for event in own:
        assert join(lan, {**event, "targets": [[1, ""]]}).status_code == 422
    assert "Traceback" not in capfd.readouterr().err


def test_a_session_is_its_beginners_alone(lan: httpx.Client, minh: httpx.Client) -> None:
    event = events_of(lan)[0]
    assert join(lan, event, "session-of-lan").status_code == 200
    session = {"session_hash": "session-of-lan"}
    assert join(minh, event, "session-of-lan").status_code == 403
    assert minh.get("/gradio_api/queue/data", params=session).status_code == 403
    assert minh.get("/gradio_api/heartbeat/session-of-lan").status_code == 403
    assert (
        minh.post("/gradio_api/cancel", json={**session, "fn_index": event["id"], "event_id": "x"}).status_code == 403
    )
    assert answers(lan, "session-of-lan")[-1]["msg"] == "close_stream"


def test_a_session_without_news_is_told_of(lan: httpx.Client, capfd: pytest.CaptureFixture[str]) -> None:
    for session in ("never-was", ""):
        assert lan.get("/gradio_api/queue/data", params={"session_hash": session}).status_code == 404
    assert "Traceback" not in capfd.readouterr().err


def test_an_answer_of_somebody_else_is_not_judged_by_its_place(lan: httpx.Client, minh: httpx.Client) -> None:
    """A conversation stands in the state of its session, and its place in no other."""
    typed = next(each for each in events_of(lan) if [name for _, name in each["targets"]] == ["submit", "click"])
    inputs = ["Sở đã làm gì để ổn định tổ chức?", [], [], [], False, None, None, None]
    assert join(lan, typed, "s2", data=inputs).status_code == 200
    assert answers(lan, "s2")[-2]["success"]
    like = next(each for each in events_of(lan) if [name for _, name in each["targets"]] == ["like"])
    judged = {"index": 1, "liked": False, "value": "x"}
    assert join(minh, like, "s3", event_data=judged).status_code == 200
    assert all(each is None or each == {"__type__": "update"} for each in answers(minh, "s3")[-2]["output"]["data"])
    assert join(lan, like, "s2", event_data=judged).status_code == 200
    assert {"__type__": "update", "visible": True} in answers(lan, "s2")[-2]["output"]["data"]
