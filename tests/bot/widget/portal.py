"""A portal on another port than the server, with the element in its page: the sample of docs/portal, or a page of one's own."""

import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpx
from playwright.sync_api import Browser, Locator, Page, expect

SAMPLE = Path(__file__).parents[3] / "docs" / "portal" / "portal.py"
SECRET = "bí-mật-chung-của-cổng-và-máy-chủ-hỏi-đáp"


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def page_of(html: str, port: int = 0) -> Iterator[str]:
    """The address of a site that has this page."""

    class Site(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200 if self.path == "/" else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(html.encode() if self.path == "/" else b"")

        def log_message(self, *_: Any) -> None: ...

    with ThreadingHTTPServer(("127.0.0.1", port), Site) as site:
        thread = threading.Thread(target=site.serve_forever)
        thread.start()
        yield f"http://localhost:{site.server_port}"
        site.shutdown()
        thread.join()


@contextmanager
def sample_portal(hoidap: str, port: int, secret: str = SECRET) -> Iterator[str]:
    """The address of the sample, a process of its own."""
    named = os.environ | {"HOIDAP": hoidap, "PORTAL_SECRET": secret, "PORT": str(port)}
    with subprocess.Popen([sys.executable, str(SAMPLE)], env=named) as portal:
        address = f"http://127.0.0.1:{port}"
        try:
            with httpx.Client(transport=httpx.HTTPTransport(retries=8)) as http:
                http.get(address)
            yield address
        finally:
            portal.terminate()


@dataclass
class Seen:
    """What a browser did on a portal's page."""

    page: Page
    asked: list[str] = field(default_factory=list)
    """Addresses, of all but the page's own site."""
    errors: list[str] = field(default_factory=list)
    cookies: list[str] = field(default_factory=list)


@contextmanager
def at_portal(browser: Browser, address: str, width: int = 1000, height: int = 900, **more: Any) -> Iterator[Seen]:
    """The page, once the element is there."""
    context = browser.new_context(viewport={"width": width, "height": height}, locale="vi-VN", **more)
    page = context.new_page()
    seen = Seen(page)
    page.on("request", lambda each: seen.asked.append(each.url) if is_elsewhere(each.url, address) else None)
    page.on("pageerror", lambda error: seen.errors.append(str(error)))
    page.on("console", lambda told: seen.errors.append(told.text) if told.type == "error" else None)
    page.goto(address)
    expect(page.locator("hoi-dap .panel, hoi-dap .bubble").first).to_be_attached()
    yield seen
    seen.cookies = [each["name"] for each in context.cookies()]
    context.close()


def is_elsewhere(url: str, address: str) -> bool:
    return not url.startswith((f"{address}/", "blob:", "data:"))


def ask(page: Page, question: str) -> Locator:
    """The answer, once it is whole."""
    answers = page.locator("hoi-dap article .said:not([aria-busy])")
    before = answers.count()
    page.locator("hoi-dap #box").fill(question)
    page.locator("hoi-dap #box").press("Enter")
    expect(answers).to_have_count(before + 1, timeout=60_000)
    return answers.nth(before)
