"""What a client may send that none should: each costs one answer, and nothing is kept of it."""

import gc
import json
import logging
import socket
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.answerer import Answerer
from bot.api.app import api_of
from bot.api.mcp_server.arguments import MOST_CHARACTERS
from bot.settings import Settings
from index.encoder.encoder import HashEncoder
from index.library import Library
from index.sync import sync
from tests.bot.running import running
from tests.conftest import SAMPLES

REPORT = "2025-06-18-bc-so-khcn-6-thang-dau-nam-2025.txt"
ACCEPT = {"Accept": "application/json, text/event-stream"}
MODERN = {"MCP-Protocol-Version": "2026-07-28", "Mcp-Method": "tools/call"}
META = {
    "io.modelcontextprotocol/protocolVersion": "2026-07-28",
    "io.modelcontextprotocol/clientCapabilities": {},
    "io.modelcontextprotocol/clientInfo": {"name": "x", "version": "1"},
}


@pytest.fixture(scope="module")
def own_library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with Library(tmp_path_factory.mktemp("hostile") / "data", HashEncoder()) as library:
        assert sync(library, [SAMPLES / REPORT]).failed == []
        yield library


@pytest.fixture(scope="module")
def address(own_library: Library) -> Iterator[str]:
    with running(api_of(Answerer(own_library), own_library, Settings())) as found:
        yield f"{found}/mcp"


def sent(address: str, body: str, **headers: str) -> httpx.Response:
    return httpx.post(address, content=body.encode(), headers=ACCEPT | {"Content-Type": "application/json"} | headers)


def called(address: str, name: Any, arguments: Any, *, is_modern: bool = False) -> httpx.Response:
    """One call, without a client that would look at it first."""
    params = {"name": name, "arguments": arguments} | ({"_meta": META} if is_modern else {})
    body = json.dumps({"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": params})
    more = (
        MODERN | {"Mcp-Name": name}
        if is_modern and isinstance(name, str) and name.isascii() and name.isprintable()
        else {}
    )
    return sent(address, body, **more)


@pytest.mark.parametrize("is_modern", [False, True])
@pytest.mark.parametrize(
    ("name", "arguments", "line"),
    [
        ("search", {}, "argument 'question': Field required"),
        ("search", {"question": 5}, "argument 'question': Input should be a valid string"),
        (
            "search",
            {"question": "a", "passages": 10**9},
            "argument 'passages': Input should be less than or equal to 50",
        ),
        ("search", {"question": "a", "passages": "nhiều"}, "argument 'passages': Input should be a valid integer"),
        ("search", {"question": "a" * 20_001}, "argument 'question': String should have at most 20000 characters"),
        ("search", {"question": "a", "years": [10**400]}, "argument 'years.0': "),
        ("search", {"question": "a", "years": [0]}, "argument 'years.0': Input should be greater than or equal to 1"),
        ("search", {"question": "a", "x" * 5_000: 1}, f"argument '{'x' * 80}': Extra inputs are not permitted"),
        ("ask", {"question": "a", "conversation": ["a"]}, "argument 'conversation': Input should be a valid string"),
        ("ask", {"question": "a", "filters": {"years": [2025]}}, "argument 'filters': Extra inputs are not permitted"),
        ("read_report", {"report_id": "../../etc/passwd"}, "there is no report '../../etc/passwd'"),
        ("read_report", {"report_id": "x", "characters": MOST_CHARACTERS + 1}, "argument 'characters': "),
        ("list_reports", {"offset": -1}, "argument 'offset': "),
    ],
)
def test_what_cannot_be_is_one_line(
    address: str, name: str, arguments: dict[str, Any], line: str, *, is_modern: bool
) -> None:
    result = called(address, name, arguments, is_modern=is_modern).json()["result"]
    assert result["isError"]
    assert result["content"][0]["text"].startswith(line)
    assert "\n" not in result["content"][0]["text"]


@pytest.mark.parametrize("is_modern", [False, True])
@pytest.mark.parametrize("question", ["\ud800", "a\udfff\x00", "\x00\x1b[31m", "🏛" * 5_000])
def test_half_a_letter_is_no_failure(
    address: str, question: str, caplog: pytest.LogCaptureFixture, *, is_modern: bool
) -> None:
    for name, argument in (("search", "question"), ("read_report", "report_id"), ("list_reports", "words")):
        answer = called(address, name, {argument: question[:200]}, is_modern=is_modern)
        assert answer.status_code in (200, 400)
    unknown = called(address, question, {}, is_modern=is_modern)
    assert unknown.status_code in (200, 400, 404)
    assert "error" in unknown.json()
    assert [each for each in caplog.records if each.levelno >= logging.ERROR] == []


@pytest.mark.parametrize(
    "body",
    [
        "", "{", "[]", "null", "5", '"x"', "{}", '{"jsonrpc": "2.0"}', "[" * 100_000, '{"a":' * 50_000,
        '{"jsonrpc": "2.0", "id": 1, "method": "tools/call"}',
        '{"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": []}',
        '{"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": 5}}',
        '{"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": "ask", "arguments": [1]}}',
        '{"jsonrpc": "2.0", "id": {"a": 1}, "method": "ping"}', '{"jsonrpc": "2.0", "id": 1, "method": "nothing"}',
        '{"jsonrpc": "2.0", "id": 1, "method": "resources/read", "params": {"uri": "file:///etc/passwd"}}',
        '{"jsonrpc": "2.0", "id": 1, "method": "subscriptions/listen", "params": {}}',
        '[{"jsonrpc": "2.0", "id": 1, "method": "ping"}]', '{"jsonrpc": "2.0", "id": 1, "result": {}}',
        '{"jsonrpc": "2.0", "method": "notifications/cancelled", "params": {"requestId": 1}}',
    ],
)  # fmt: skip
@pytest.mark.parametrize("version", ["", "2025-06-18", "2026-07-28", "1999-01-01", "x" * 5_000])
def test_a_body_that_is_no_call_is_answered_at_once(
    address: str, body: str, version: str, caplog: pytest.LogCaptureFixture
) -> None:
    answer = sent(address, body, **({"MCP-Protocol-Version": version} if version else {}))
    assert answer.status_code in (200, 202, 400, 404, 406)
    if answer.status_code == 200:
        assert "error" in answer.json()
    assert "Traceback" not in answer.text
    assert [each for each in caplog.records if each.levelno >= logging.ERROR] == []


def test_a_long_body_is_refused(address: str) -> None:
    assert called(address, "search", {"question": "a" * 1_000_000}).status_code == 413


@pytest.mark.parametrize("method", ["GET", "DELETE", "PUT", "PATCH", "HEAD", "OPTIONS"])
def test_there_is_no_stream_to_hold_open_and_no_session_to_end(address: str, method: str) -> None:
    headers = {"Accept": "text/event-stream", "Mcp-Session-Id": "0" * 32, "Last-Event-ID": "1"}
    answer = httpx.request(method, address, headers=headers, timeout=10)
    assert (answer.status_code, answer.headers["Allow"]) == (405, "POST")


def test_a_session_that_somebody_names_is_nobodys(address: str) -> None:
    """There are none: a made-up one opens nothing, and nothing is given that another could name."""
    body = '{"jsonrpc": "2.0", "id": 1, "method": "tools/list"}'
    answers = [sent(address, body, **{"Mcp-Session-Id": each}) for each in ("0" * 32, "x", "1" * 5_000)]
    answers += [sent(address, json.dumps({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": BEGUN}))]
    assert [each.status_code for each in answers] == [200] * 4
    assert all("mcp-session-id" not in each.headers for each in answers)


BEGUN = {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "x", "version": "1"}}


def test_thousands_of_beginnings_leave_nothing(address: str) -> None:
    """In this process, whose memory is the server's: what two thousand handshakes leave is less than a hundred bytes each."""
    body = json.dumps({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": BEGUN})
    headers = ACCEPT | {"Content-Type": "application/json"}
    with httpx.Client() as http:

        def begin(times: int) -> None:
            for _ in range(times):
                assert http.post(address, content=body, headers=headers).status_code == 200

        begin(100)
        handles = sum(1 for _ in Path("/proc/self/fd").iterdir())
        tracemalloc.start()
        begin(200)
        gc.collect()
        before = tracemalloc.get_traced_memory()[0]
        begin(2_000)
        gc.collect()
        left = tracemalloc.get_traced_memory()[0] - before
        tracemalloc.stop()
    assert left < 200_000
    assert sum(1 for _ in Path("/proc/self/fd").iterdir()) <= handles + 5


def test_who_leaves_while_a_tool_works_leaves_the_server_whole(address: str) -> None:
    body = json.dumps(
        {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": "ask", "arguments": {"question": "a"}}}
    )
    name, port = address.removeprefix("http://").removesuffix("/mcp").split(":")
    head = f"POST /mcp HTTP/1.1\r\nHost: {name}:{port}\r\nAccept: */*\r\nContent-Type: application/json\r\nContent-Length: {len(body)}"
    for _ in range(20):
        with socket.create_connection((name, int(port)), timeout=10) as connection:
            connection.sendall(f"{head}\r\n\r\n{body}".encode())
    assert not called(address, "ask", {"question": "a"}).json()["result"].get("isError")


@pytest.mark.parametrize("is_modern", [False, True])
def test_what_fails_here_tells_nothing_of_this_machine(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, *, is_modern: bool
) -> None:
    with Library(tmp_path / "data", HashEncoder()) as library:
        app = api_of(Answerer(library), library, Settings())
    (tmp_path / "data").rename(tmp_path / "gone")
    with running(app) as found:
        result = called(f"{found}/mcp", "read_report", {"report_id": "x"}, is_modern=is_modern).json()["result"]
    assert result["isError"]
    assert result["content"][0]["text"].startswith("this failed: tell the administrator")
    assert "read_report" in caplog.text
