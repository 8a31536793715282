"""What the page of another site can do to a running server: neither send nor read, unless the settings name it."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser

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
LISTED = "https://intranet.example"
NAMED = "hoidap.example"
REPORT = "2025-06-18-bc-so-khcn-6-thang-dau-nam-2025.txt"
READ = (
    "/api/v1/reports",
    "/api/reports",
    "/",
    "/config",
    "/en/config",
    "/healthz",
    "/gradio_api/queue/data?session_hash=x",
)


@pytest.fixture(scope="module")
def own_library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with Library(tmp_path_factory.mktemp("sites") / "data", HashEncoder()) as library:
        assert sync(library, [SAMPLES / REPORT]).failed == []
        yield library


@pytest.fixture(scope="module")
def server(own_library: Library) -> Iterator[str]:
    """Open to all at this machine; whom another of its names is told by, it asks who they are (401)."""
    settings = Settings(allowed_hosts=(NAMED,), allowed_origins=(LISTED,))
    with served(Answerer(own_library), own_library, settings) as found:
        yield found


def asked(server: str, **headers: str) -> int:
    return httpx.post(f"{server}/api/search", json={"question": "báo cáo"}, headers=headers).status_code


@pytest.mark.parametrize(
    "name",
    ["evil.example", "evil.example:7860", f"{NAMED}.evil.example", "127.0.0.1.evil.example", "10.0.0.1", "[::2]"],
)
def test_under_another_name_nothing_is_answered(server: str, name: str) -> None:
    for path in READ:
        answer = httpx.get(f"{server}{path}", headers={"Host": name})
        assert answer.status_code == (200 if path == "/healthz" else 403), path
    refused = httpx.get(f"{server}/api/reports", headers={"Host": name}).json()["detail"]
    assert "`allowed_hosts`" in refused
    assert "\n" not in refused
    assert asked(server, Host=name) == 403


@pytest.mark.parametrize(
    "name", [NAMED, NAMED.upper(), f"{NAMED}:443", f"{NAMED}.", "localhost", "127.0.0.1", "[::1]:7860"]
)
def test_under_its_own_names_it_answers(server: str, name: str) -> None:
    status = 401 if name.lower().startswith(NAMED) else 200
    assert httpx.get(f"{server}/api/reports", headers={"Host": name}).status_code == status
    assert asked(server, Host=name) == status


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Origin": "http://{own}"}, 200),
        ({"Referer": "http://{own}/reports/x?y"}, 200),
        ({"Origin": "http://{own}", "Sec-Fetch-Site": "same-origin"}, 200),
        ({"Sec-Fetch-Site": "none"}, 200),
        ({"Origin": LISTED, "Sec-Fetch-Site": "cross-site"}, 200),
        ({"Referer": f"{LISTED}/page"}, 200),
        ({"Host": NAMED, "Origin": f"https://{NAMED}"}, 401),
        ({"Host": f"{NAMED}:443", "Origin": f"https://{NAMED}"}, 401),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://["}, 403),
        ({"Origin": "http://127.0.0.1:1"}, 403),
        ({"Origin": f"{LISTED}.evil.example"}, 403),
        ({"Origin": f"http://{NAMED}"}, 403),
        ({"Referer": "https://evil.example/{own}"}, 403),
        ({"Origin": "https://evil.example", "Referer": "http://{own}/"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Origin": "http://{own}", "Sec-Fetch-Site": "same-site"}, 403),
    ],
)
def test_only_own_and_listed_pages_send(server: str, headers: dict[str, str], status: int) -> None:
    own = server.removeprefix("http://")
    assert asked(server, **{name: value.format(own=own) for name, value in headers.items()}) == status


@pytest.mark.parametrize("path", ["/api/v1/ask", "/api/ask", "/api/v1/feedback", "/api/v1/reports", "/reports/x/identity", "/gradio_api/queue/join", "/api/reports",
                                  "/gradio_api/cancel", "/en/gradio_api/queue/join", "/nothing"])  # fmt: skip
@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_nothing_that_changes_or_costs_something_is_left_out(server: str, path: str, method: str) -> None:
    refused = httpx.request(method, f"{server}{path}", headers={"Origin": "https://evil.example"}, content=b"{}")
    assert refused.status_code == 403
    assert "`allowed_origins`" in refused.json()["detail"]


@pytest.mark.parametrize("host", ["", NAMED])
@pytest.mark.parametrize("origin", ["https://evil.example", "null", f"http://{NAMED}", "http://localhost:1"])
def test_no_answer_says_that_another_site_may_read_it(server: str, host: str, origin: str) -> None:
    named = {"Host": host} if host else {}
    for path in READ[:-1]:
        answer = httpx.get(f"{server}{path}", headers={"Origin": origin, **named})
        assert answer.status_code in (200, 401)
        assert "access-control-allow-origin" not in answer.headers, path
    before = {"Origin": origin, "Access-Control-Request-Method": "POST", **named}
    for path in ("/api/ask", "/gradio_api/queue/join"):
        assert "access-control-allow-origin" not in httpx.options(f"{server}{path}", headers=before).headers


def test_listed_site_may_read(server: str) -> None:
    for path in READ[:-1]:
        answer = httpx.get(f"{server}{path}", headers={"Origin": LISTED})
        assert answer.headers["access-control-allow-origin"] == LISTED
        assert "Origin" in answer.headers["vary"]
    before = {
        "Origin": LISTED,
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "authorization, content-type",
    }
    assert httpx.options(f"{server}/api/ask", headers=before).status_code == 200


@pytest.mark.parametrize("named", [{"Host": "evil.example"}, {"Origin": "https://evil.example"}])
def test_no_websocket_is_opened_from_elsewhere(server: str, named: dict[str, str]) -> None:
    address = server.removeprefix("http://")
    headers = {"Host": address, "Upgrade": "websocket", "Connection": "Upgrade", "Sec-WebSocket-Version": "13",
               "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA==", **named}  # fmt: skip
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    name, port = address.split(":")
    with socket.create_connection((name, int(port)), timeout=10) as connection:
        connection.sendall(f"GET /gradio_api/queue/join HTTP/1.1\r\n{lines}\r\n".encode())
        assert connection.recv(100).startswith(b"HTTP/1.1 403")


@pytest.mark.parametrize(("host", "name", "status"), [("0.0.0.0", "192.0.2.7", 200), ("0.0.0.0", "evil.example", 403),
                                                      ("may-chu", "may-chu", 200), ("192.0.2.7", "192.0.2.8", 403)])  # fmt: skip
def test_address_that_it_is_served_on_counts(own_library: Library, host: str, name: str, status: int) -> None:
    with served(Answerer(own_library), own_library, Settings(host=host, api_keys=("khoa-chung-cua-may",))) as found:
        answer = httpx.get(f"{found}/api/reports", headers={"Host": name, "Authorization": "Bearer khoa-chung-cua-may"})
    assert answer.status_code == status


@contextmanager
def other_site(html: str) -> Iterator[str]:
    """A page of another site."""

    class Page(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(html.encode())

        def log_message(self, *_: Any) -> None: ...

    with ThreadingHTTPServer(("127.0.0.1", 0), Page) as site:
        thread = threading.Thread(target=site.serve_forever)
        thread.start()
        yield f"http://localhost:{site.server_port}"
        site.shutdown()
        thread.join()


SCRIPT = """async ([server, report]) => {
    const sent = async (path, options) => {
        try {
            const answer = await fetch(server + path, options);
            return answer.type === "opaque" ? "unseen" : (await answer.text()).slice(0, 9);
        } catch { return "refused"; }
    };
    const form = new URLSearchParams({ place: "nơi khác" });
    return [
        await sent("/api/reports"),
        await sent("/config", { credentials: "include" }),
        await sent("/api/search", { method: "POST", headers: { "Content-Type": "application/json" }, body: '{"question": "báo cáo"}' }),
        await sent(`/reports/${report}/identity`, { method: "POST", mode: "no-cors", body: form }),
    ];
}"""


def test_form_and_script_of_another_site_in_a_browser(browser: Browser, own_library: Library) -> None:
    [report] = own_library.reports.all()
    with served(Answerer(own_library), own_library) as own:
        form = f'<form method="post" action="{own}/reports/{report.id}/identity"><input name="place" value="nơi khác"></form>'
        with other_site(form) as site, browser.new_context() as context:
            page = context.new_page()
            page.goto(site)
            assert page.evaluate(SCRIPT, [own, report.id]) == ["refused", "refused", "refused", "unseen"]
            with page.expect_navigation() as sent:
                page.evaluate("document.forms[0].submit()")
            assert sent.value.status == 403
    assert own_library.corrections.all() == {}


def test_listed_site_in_a_browser(browser: Browser, own_library: Library) -> None:
    [report] = own_library.reports.all()
    with (
        other_site("") as site,
        browser.new_context() as context,
        served(Answerer(own_library), own_library, Settings(allowed_origins=(site,))) as own,
    ):
        page = context.new_page()
        page.goto(site)
        found = page.evaluate(SCRIPT, [own, report.id])
    assert [each[:1] for each in found] == ["[", "{", "{", "u"]
    assert own_library.corrections.all()[report.id].cells["place"] == "nơi khác"


def text_in_frame(browser: Browser, own: str) -> str:
    """What a page of another site shows of ours in a frame: nothing where it may not."""
    with other_site(f'<iframe src="{own}/healthz"></iframe>') as site, browser.new_context() as context:
        page = context.new_page()
        page.goto(site, wait_until="load")
        frames = [frame for frame in page.frames if frame.parent_frame]
        return " ".join(frame.evaluate("document.body.innerText") for frame in frames if frame.url.startswith(own))


def test_no_other_site_may_show_the_page_in_a_frame(browser: Browser, own_library: Library) -> None:
    with served(Answerer(own_library), own_library) as own:
        assert "ok" not in text_in_frame(browser, own)


def test_a_listed_site_may(browser: Browser, own_library: Library) -> None:
    """The site's address is only known when it runs: every port of its host is listed."""
    listed = Settings(frame_ancestors=("http://localhost:*",))
    with served(Answerer(own_library), own_library, listed) as own:
        assert "ok" in text_in_frame(browser, own)
        answered = httpx.get(own)
    assert "x-frame-options" not in answered.headers
    assert answered.headers["Content-Security-Policy"].count("frame-ancestors") == 1


@pytest.mark.parametrize(
    "source", ["intranet.example", "https://a.example/path", "https://a.example; script-src *", "*", "https://a b"]
)
def test_what_is_no_site_is_no_setting(source: str) -> None:
    with pytest.raises(ValueError, match="frame_ancestors"):
        Settings(frame_ancestors=(source,))
