"""Behind a real nginx and a real Caddy, at a host's root and below a path of it: what readers, editors and scripts do."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from bot.api.guard import MOST_BYTES
from bot.signin.account_file import AccountFile
from tests.bot.page.page_driver import MERGER, ask, evidence_for, opened_browser
from tests.bot.reverse_proxy import CADDY, NGINX, Proxy, Sample, reverse_proxy
from tests.bot.server_process import ServerProcess, server_process

LAN = ("lan", "mật khẩu riêng của Lan")


class Gate:
    """A server of a language model that answers, with a failure, only while it is open: the quotes answer then."""

    def __init__(self) -> None:
        self.opened = gate = threading.Event()
        self.opened.set()

        class Waiting(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                gate.wait(60)
                self.send_error(400)

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Waiting)
        self.address = f"http://127.0.0.1:{self._server.server_port}/v1"

    @contextmanager
    def running(self) -> Iterator["Gate"]:
        thread = threading.Thread(target=self._server.serve_forever)
        thread.start()
        try:
            yield self
        finally:
            self.opened.set()
            self._server.shutdown()
            thread.join()
            self._server.server_close()


@dataclass(frozen=True, slots=True)
class Served:
    """A library behind a proxy."""

    proxy: Proxy
    server: ServerProcess
    gate: Gate
    browser: Browser | None

    @property
    def url(self) -> str:
        return self.proxy.sample.public_url

    @property
    def path(self) -> str:
        return self.proxy.sample.path

    @contextmanager
    def context(self) -> Iterator[BrowserContext]:
        """A browser that sends nothing to anywhere but the server, not even to what else is on its host."""
        assert self.browser
        with self.browser.new_context(locale="vi-VN", ignore_https_errors=True, accept_downloads=True) as context:
            asked: list[str] = []
            errors: list[str] = []
            context.on("request", lambda request: asked.append(request.url))
            context.on("weberror", lambda error: errors.append(str(error.error)))
            yield context
        assert [url for url in asked if not url.startswith((f"{self.url}/", "data:", "blob:"))] == []
        assert errors == []

    @contextmanager
    def page(self) -> Iterator[Page]:
        """The page as Lan opens it for the first time."""
        with self.context() as context:
            page = context.new_page()
            page.goto(f"{self.url}/")
            page.locator("input[name=name]").fill(LAN[0])
            page.locator("input[name=password]").fill(LAN[1])
            page.locator("main button").click()
            expect(page.locator("#signed-in")).to_contain_text("lan", timeout=30_000)
            assert page.url.startswith(f"{self.url}/")
            yield page

    def client(self) -> httpx.Client:
        return self.proxy.client()


@contextmanager
def served(sample: Sample, folder: Path, copy: Callable[[Path], Path], *, browser: bool) -> Iterator[Served]:
    data = copy(folder / "data")
    AccountFile(data).set_user(*LAN)
    with ExitStack() as stack:
        gate = stack.enter_context(Gate().running())
        settings = {
            "HOIDAP_PUBLIC_URL": sample.public_url, "HOIDAP_EDITORS": "lan", "HOIDAP_USER_HEADER": "X-Remote-User",
            "HOIDAP_GROUPS_HEADER": "X-Remote-Groups", "HOIDAP_MODEL": "gate", "HOIDAP_MODEL_URL": gate.address,
        }  # fmt: skip
        server = stack.enter_context(server_process(data, **settings))
        proxy = stack.enter_context(reverse_proxy(sample, server.address, folder / "proxy"))
        rules = f"--host-resolver-rules=MAP {sample.name} 127.0.0.1:{proxy.port}"
        opened = stack.enter_context(opened_browser(rules)) if browser else None
        yield Served(proxy, server, gate, opened)


@pytest.fixture(scope="module", params=NGINX, ids=lambda sample: sample.file)
def nginx(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, copy_of_samples: Callable[[Path], Path]
) -> Iterator[Served]:
    with served(request.param, tmp_path_factory.mktemp("nginx"), copy_of_samples, browser=True) as found:
        yield found


@pytest.fixture(scope="module", params=CADDY, ids=lambda sample: sample.file)
def caddy(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, copy_of_samples: Callable[[Path], Path]
) -> Iterator[Served]:
    with served(request.param, tmp_path_factory.mktemp("caddy"), copy_of_samples, browser=False) as found:
        yield found


def test_a_reader_signs_in_asks_opens_the_sources_and_signs_out(nginx: Served) -> None:
    with nginx.page() as page:
        answer = ask(page, MERGER)
        card = evidence_for(page, answer).locator(".card").first
        expect(card.locator("img").first).to_be_visible(timeout=30_000)
        assert page.wait_for_function(
            "picture => picture.naturalWidth > 100", arg=card.locator("img").first.element_handle()
        )
        with page.context.expect_page() as opened:
            answer.locator("a.chip").first.click(modifiers=["Control"])
        report = opened.value
        expect(report.locator("mark#passage")).to_be_visible(timeout=30_000)
        report.locator("nav a").first.click()
        expect(report.locator("#question textarea")).to_be_visible(timeout=30_000)
        with page.expect_download() as download:
            page.locator("#exports .markdown").click()
        assert "hợp nhất" in Path(download.value.path()).read_text(encoding="utf-8")
        assert "c=" in page.url
        page.reload()
        expect(page.locator("#conversation .answer")).to_have_count(1, timeout=30_000)
        page.locator("#history .toggle-button").click()
        expect(page.locator("#history")).to_contain_text("hợp nhất")
        page.goto(f"{nginx.url}/en")
        expect(page.locator("#question textarea")).to_be_visible(timeout=30_000)
        assert page.url.startswith(f"{nginx.url}/en/")
        page.locator("#switch a").first.click()
        page.wait_for_url(f"{nginx.url}/")
        page.locator("#signed-in button").click()
        expect(page.locator("input[name=password]")).to_be_visible(timeout=30_000)
        assert page.context.cookies() == [] or {each["name"] for each in page.context.cookies()} == {"hoidap_browser"}


def test_an_editor_adds_a_file(nginx: Served, tmp_path: Path) -> None:
    file = tmp_path / "bao-cao-moi.html"
    said = "<h1>BÁO CÁO</h1><p>Tệp này được gửi qua proxy.</p>"
    file.write_text(f"<html><body>{said}<!-- {'x' * 2_000_000} --></body></html>", encoding="utf-8")
    assert file.stat().st_size > MOST_BYTES  # of any other request
    with nginx.page() as page:
        page.get_by_role("tab", name="Kho văn bản").click()
        page.get_by_role("button", name="Nạp văn bản vào kho").click()
        page.locator("#upload input[type=file]").set_input_files(file)
        page.get_by_role("button", name="Nạp vào kho", exact=True).click()
        expect(page.locator("#upload")).to_contain_text("Đã nạp 1 văn bản.", timeout=60_000)


def test_an_answer_comes_as_it_is_made(nginx: Served) -> None:
    assert_piecewise(nginx)


def test_an_answer_comes_as_it_is_made_through_caddy(caddy: Served) -> None:
    assert_piecewise(caddy)


def assert_piecewise(served: Served) -> None:
    """The first events are here before the last can have been made."""
    served.gate.opened.clear()
    path = f"{served.path}/api/ask/stream"
    try:
        with served.client() as http, http.stream("POST", path, json={"question": MERGER}, auth=basic()) as answer:
            lines = answer.iter_lines()
            assert answer.headers["Content-Type"].startswith("text/event-stream")
            assert next(line for line in lines if "writing" in line)
            served.gate.opened.set()
            assert any(line == "event: done" for line in lines)
            cited = json.loads(next(lines).removeprefix("data: "))["citations"][0]["url"]
        assert cited.startswith(f"{served.url}/reports/")
        with served.client() as http:
            page = http.get(cited.removeprefix(f"https://{served.proxy.sample.name}").partition("#")[0], auth=basic())
        assert 'id="passage"' in page.text
    finally:
        served.gate.opened.set()


def test_nobody_is_who_their_client_says(nginx: Served) -> None:
    assert_nobody_is_who_they_say(nginx)


def test_nobody_is_who_their_client_says_through_caddy(caddy: Served) -> None:
    assert_nobody_is_who_they_say(caddy)


def assert_nobody_is_who_they_say(served: Served) -> None:
    said = {"X-Remote-User": "lan", "X-Remote-Groups": "noi-vu"}
    with served.client() as http, httpx.Client(base_url=served.server.address) as direct:
        assert direct.get("/api/reports", headers=said).status_code == 200  # from the proxy's own address it counts
        assert http.get(f"{served.path}/api/reports", headers=said).status_code == 401
        assert http.get(f"{served.path}/api/reports", auth=basic()).status_code == 200


def test_whom_the_proxy_signed_in_is_known(nginx: Served, tmp_path: Path) -> None:
    """By the lines that docs/serving.md puts in the place of one."""
    sample = nginx.proxy.sample
    users = tmp_path / "users"
    users.write_text("lan:{PLAIN}mat-khau-o-proxy\n", encoding="utf-8")
    page = (Path(__file__).parents[2] / "docs" / "serving.md").read_text(encoding="utf-8")
    lines = page[page.index("    auth_basic  ") : page.index("in the place of the line")].replace(
        "/etc/nginx/hoidap.users", str(users)
    )

    def signing_in(text: str) -> str:
        emptied = next(line for line in text.splitlines() if "X-Remote-User" in line)
        return text.replace(emptied, lines)

    with reverse_proxy(sample, nginx.server.address, tmp_path / "proxy", signing_in) as proxy, proxy.client() as http:
        address, said = f"{nginx.path}/api/reports", {"X-Remote-User": "minh"}
        assert http.get(address, headers=said).status_code == 401  # nginx's own
        assert http.get(address, headers=said, auth=("lan", "mat-khau-o-proxy")).status_code == 200
        assert http.get(address, headers=said, auth=basic()).status_code == 401


def test_addresses_cookies_and_the_description_have_the_path(nginx: Served) -> None:
    assert_below_the_path(nginx)


def test_addresses_cookies_and_the_description_have_the_path_through_caddy(caddy: Served) -> None:
    assert_below_the_path(caddy)


def assert_below_the_path(served: Served) -> None:
    path = served.path
    with served.client() as http:
        assert http.get(f"{path}/readyz").json()["ready"] is True
        sent = http.get(f"{path}/reports/x?start=1", headers={"Accept": "text/html"})
        assert sent.status_code == 303
        assert sent.headers[
            "Location"
        ] == f"{path}/signin?next={httpx.QueryParams({'n': f'{path}/reports/x?start=1'})}".replace("n=", "", 1)
        form = {"name": LAN[0], "password": LAN[1], "next": f"{path}/en/"}
        elsewhere = http.post(f"{path}/signin", data=form, headers={"Origin": "https://evil.example"})
        assert elsewhere.status_code == 403
        signed = http.post(f"{path}/signin", data=form, headers={"Origin": f"https://{served.proxy.sample.name}"})
        assert (signed.status_code, signed.headers["Location"]) == (303, f"{path}/en/")
        cookie = signed.headers["Set-Cookie"]
        assert f"Path={path}/;" in cookie
        assert "Secure" in cookie
        described = http.get(f"{path}/api/openapi.json", auth=basic()).json()
        assert described.get("servers", []) == ([{"url": path}] if path else [])
        if path:
            assert http.get(path).headers["Location"].endswith(f"{path}/")
            assert http.get("/api/reports", auth=basic()).status_code == 404  # the portal's own


def basic() -> httpx.BasicAuth:
    return httpx.BasicAuth(LAN[0], LAN[1])
