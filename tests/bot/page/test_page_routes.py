"""Every address of the mounted application as a reader: what they reach is written here, all else is not there."""

import socket
from collections.abc import Iterable, Iterator
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from starlette.routing import Mount, Route

from bot.answerer import Answerer
from bot.api.app import api_of
from bot.page.app import mount_page
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
READER = ("lan", "khoa-rieng-cua-lan")
SETTINGS = Settings(users=dict((READER,)), editors=("minh",))
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")
API = {
    "GET /conversations/{conversation}/export.docx", "GET /conversations/{conversation}/export.md", "GET /openapi.json", "GET /reports",
    "GET /reports/{report_id}", "GET /reports/{report_id}/original", "GET /reports/{report_id}/pages/{number}.png", "POST /ask",
    "POST /ask/stream", "POST /feedback", "POST /reports", "POST /search", "POST /sync", "DELETE /reports/{report_id}", "GET /asked",
    "GET /conversations", "PATCH /conversations/{conversation}", "GET /reports/{report_id}/briefing", "GET /deadlines",
}  # fmt: skip
"""Below /api/v1, and below /api as well."""
OURS = {
    "GET /answers/{answer_id}", "GET /answers/{answer_id}/passages/{marker}", "GET /widget.js", "GET /healthz", "GET /readyz",
    "GET /reports/{report_id}", "POST /reports/{report_id}/identity", "GET /deadlines", "GET /deadlines.xlsx", "GET /deadlines.ics",
    "GET /asked", "GET /asked.xlsx", "POST /asked/{answer_id}/case", "GET /metrics", "POST /mcp",
    "GET /v1/models", "GET /v1/models/{model:path}", "POST /v1/chat/completions", "POST /v1/responses",
    "GET /signin", "POST /signin", "POST /signout", *(each.replace(" ", f" {root}") for root in ("/api/v1", "/api") for each in API),
}  # fmt: skip
OURS |= {each.replace("GET ", "HEAD ") for each in OURS if each.startswith("GET ")}
PAGE = {
    "GET /", "HEAD /", "GET /assets/{path:path}", "GET /config", "GET /favicon.ico", "GET /gradio_api/app_id",
    "GET /gradio_api/heartbeat/{session_hash}", "GET /gradio_api/queue/data", "GET /manifest.json", "GET /static/{path:path}", "GET /theme.css",
    "POST /gradio_api/cancel", "POST /gradio_api/queue/join", "POST /gradio_api/reset",
}  # fmt: skip
"""What of Gradio the page needs, at / and at /en."""
FOR_ADMINISTRATORS = {
    "GET /asked", "GET /api/v1/asked", "GET /api/asked", "GET /asked.xlsx", "POST /asked/{answer_id}/case", "GET /metrics",
}  # fmt: skip
FOR_EDITORS = {
    "POST /api/v1/reports", "POST /api/reports", "DELETE /api/v1/reports/{report_id}", "DELETE /api/reports/{report_id}",
    "POST /reports/{report_id}/identity",
}  # fmt: skip
"""Without a body; what is sent to /api/v1/sync is looked at first, whoever sends it (tests/bot/api/test_changes.py)."""


@pytest.fixture(scope="module")
def own_library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with Library(tmp_path_factory.mktemp("routes") / "data", HashEncoder()) as library:
        assert sync(library, [SAMPLES / "2025-06-18-bc-so-khcn-6-thang-dau-nam-2025.txt"]).failed == []
        yield library


@pytest.fixture(scope="module")
def app(own_library: Library) -> FastAPI:
    """The same as is served; its routes are what is walked."""
    answerer = Answerer(own_library)
    return mount_page(api_of(answerer, own_library, SETTINGS), answerer, own_library, SETTINGS)


@pytest.fixture(scope="module")
def server(own_library: Library) -> Iterator[str]:
    with served(Answerer(own_library), own_library, SETTINGS) as found:
        yield found


@pytest.fixture
def reader(server: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=server, auth=READER, timeout=30) as http:
        yield http


def addresses(routes: Iterable[Any], before: str = "") -> Iterator[str]:
    """The path of every route, however deep it is mounted or included."""
    for each in routes:
        if isinstance(each, Mount):
            yield from addresses(each.routes, before + each.path)
        elif router := getattr(each, "original_router", None):
            yield from addresses(router.routes, before + each.include_context.prefix)
        else:
            assert isinstance(each, Route), each  # neither a websocket nor what this walk does not know
            yield before + each.path


def is_there(answer: httpx.Response) -> bool:
    """By the length that it says, which an answer to HEAD says too: "Not Found" is told by what has no such address."""
    length = int(answer.headers.get("Content-Length", 0))
    return answer.status_code != 405 and not (answer.status_code == 404 and length in (0, len("Not Found")))


def filled(path: str) -> str:
    values = {"{marker}": "1", "{number}": "1", "{path:path}": "x", "{size}": "192", "{lang}": "vi"}
    parts = [values.get(part, "x") if part.startswith("{") and part.endswith("}") else part for part in path.split("/")]
    return "/".join(parts).replace("{number}", "1").replace("{file_url:path}", "x").replace("{url_path:path}", "x")


def status(http: httpx.Client, method: str, path: str) -> httpx.Response:
    """Without waiting for a stream to end."""
    with http.stream(method, path, follow_redirects=False) as answer:
        if "event-stream" not in answer.headers.get("Content-Type", ""):
            answer.read()
        else:
            answer._content = b""
        return answer


def test_a_reader_reaches_what_is_written_here_and_nothing_else(app: FastAPI, reader: httpx.Client) -> None:
    paths = sorted(set(addresses(app.routes)))
    assert len(paths) > 80  # Gradio's are among them
    reached = {
        f"{method} {path}"
        for path in paths
        for method in METHODS
        if is_there(status(reader, method, f"{filled(path)}?session_hash=walk"))
    }
    english = {each.replace(" /", " /en/", 1) for each in PAGE}
    led_on = {f"{method} {path}" for method in ("GET", "HEAD") for path in ("/en", "/vi", "/vi/")}
    assert reached - OURS == PAGE | english | led_on
    assert reached & OURS == OURS


def test_what_is_for_editors_and_administrators_is_refused_to_a_reader(reader: httpx.Client) -> None:
    for each in FOR_EDITORS | FOR_ADMINISTRATORS:
        method, path = each.split(" ")
        assert status(reader, method, filled(path)).status_code == 403, each


CLOSED = ("gradio_api/upload", "gradio_api/upload_progress", "gradio_api/file=/etc/hostname", "gradio_api/info", "gradio_api/queue/status",
          "gradio_api/deep_link", "gradio_api/call/x", "gradio_api/component_server", "monitoring", "login")  # fmt: skip
DISGUISES = ("//{}", "/./{}", "/en//{}", "/en/../{}", "/en/en/{}", "/vi/{}", "/EN/{}", "/{}/", "/{}//", "/%2e/{}", "/assets/../{}", "/assets/%2e%2e/{}",
             "/static/..%2f{}", "/{};x", "/{}%00", "/{}%20", "/{}?x", "/{}#x", "\\{}", "/%67radio_api/../{}", "/x/%2e%2e/{}", "http://127.0.0.1/{}")  # fmt: skip


@pytest.mark.parametrize("disguise", DISGUISES)
def test_no_way_of_writing_an_address_opens_it(server: str, disguise: str) -> None:
    name, port = server.removeprefix("http://").split(":")
    authorization = httpx.BasicAuth(*READER)._auth_header
    for closed in CLOSED:
        for path in (
            closed,
            closed.upper(),
            closed.replace("_", "%5F"),
            closed.replace("/", "%2F"),
            closed.replace("a", "%61"),
        ):
            for method in ("GET", "POST"):
                target = disguise.format(path)  # as it is: a client would put it right
                with socket.create_connection((name, int(port)), timeout=30) as connection:
                    connection.sendall(
                        f"{method} {target} HTTP/1.1\r\nHost: {name}\r\nAuthorization: {authorization}\r\nContent-Length: 0\r\n"
                        "Connection: close\r\n\r\n".encode()
                    )
                    answered = connection.makefile("rb").readline().split()[1:2]
                assert answered in ([b"404"], [b"405"], [b"400"], [b"403"]), (method, target)


@pytest.mark.parametrize(
    "path", ["/", "/en/", "/gradio_api/queue/join", "/gradio_api/upload", "/api/ask", "/static/x", "/nothing"]
)
def test_no_websocket_is_opened(server: str, path: str) -> None:
    name, port = server.removeprefix("http://").split(":")
    headers = {"Host": name, "Upgrade": "websocket", "Connection": "Upgrade", "Sec-WebSocket-Version": "13",
               "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA==", "Authorization": httpx.BasicAuth(*READER)._auth_header}  # fmt: skip
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    with socket.create_connection((name, int(port)), timeout=30) as connection:
        connection.sendall(f"GET {path} HTTP/1.1\r\n{lines}\r\n".encode())
        assert b" 101 " not in connection.recv(200)
