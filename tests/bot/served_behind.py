"""A library behind a real nginx or Caddy, with those who may come in, and the language model that waits to be let on."""

import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx
from playwright.sync_api import Browser, BrowserContext, Page, expect

from bot.signin.account_file import AccountFile
from tests.bot.page.page_driver import opened_browser
from tests.bot.reverse_proxy import Proxy, Sample, reverse_proxy
from tests.bot.server_process import ServerProcess, server_process
from tests.bot.widget.portal import SECRET, free_port

LAN = ("lan", "mật khẩu riêng của Lan")
"""An editor."""
MINH = ("minh", "mật khẩu riêng của Minh")
"""An administrator."""
PORTAL = free_port()
"""Of a portal at another address, on this machine, whose page may ask."""


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
    key: str
    """A program's."""

    @property
    def url(self) -> str:
        return self.proxy.sample.public_url

    @property
    def path(self) -> str:
        return self.proxy.sample.path

    @contextmanager
    def context(self, *also: str) -> Iterator[BrowserContext]:
        """A browser that sends nothing to anywhere but the server, not even to what else is on its host, nor to addresses that are not `also` named."""
        assert self.browser
        with self.browser.new_context(locale="vi-VN", ignore_https_errors=True, accept_downloads=True) as context:
            asked: list[str] = []
            errors: list[str] = []
            context.on("request", lambda request: asked.append(request.url))
            context.on("weberror", lambda error: errors.append(str(error.error)))
            yield context
        assert [url for url in asked if not url.startswith((f"{self.url}/", "data:", "blob:", *also))] == []
        assert errors == []

    @contextmanager
    def page(self, person: tuple[str, str] = LAN, *also: str) -> Iterator[Page]:
        """The page as somebody opens it for the first time."""
        with self.context(*also) as context:
            page = context.new_page()
            page.goto(f"{self.url}/")
            page.locator("input[name=name]").fill(person[0])
            page.locator("input[name=password]").fill(person[1])
            page.locator("main button").click()
            expect(page.locator("#signed-in")).to_contain_text(person[0], timeout=30_000)
            assert page.url.startswith(f"{self.url}/")
            yield page

    def client(self) -> httpx.Client:
        return self.proxy.client()


@contextmanager
def served(sample: Sample, folder: Path, copy: Callable[[Path], Path], *, browser: bool) -> Iterator[Served]:
    data = copy(folder / "data")
    accounts = AccountFile(data)
    accounts.set_user(*LAN)
    accounts.set_user(*MINH)
    key = accounts.new_key("prometheus", "reader", None, None)
    with ExitStack() as stack:
        gate = stack.enter_context(Gate().running())
        settings = {
            "HOIDAP_PUBLIC_URL": sample.public_url, "HOIDAP_EDITORS": "lan", "HOIDAP_USER_HEADER": "X-Remote-User",
            "HOIDAP_GROUPS_HEADER": "X-Remote-Groups", "HOIDAP_MODEL": "gate", "HOIDAP_MODEL_URL": gate.address,
            "HOIDAP_ADMINISTRATORS": "minh", "HOIDAP_MONITORS": "key:prometheus", "HOIDAP_PORTAL_SECRETS": SECRET,
            "HOIDAP_ALLOWED_ORIGINS": f"http://127.0.0.1:{PORTAL}",
        }  # fmt: skip
        server = stack.enter_context(server_process(data, **settings))
        proxy = stack.enter_context(reverse_proxy(sample, server.address, folder / "proxy"))
        rules = f"--host-resolver-rules=MAP {sample.name} 127.0.0.1:{proxy.port}"
        opened = stack.enter_context(opened_browser(rules)) if browser else None
        yield Served(proxy, server, gate, opened, key)


def basic(person: tuple[str, str] = LAN) -> httpx.BasicAuth:
    return httpx.BasicAuth(*person)
