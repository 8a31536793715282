"""A link that leads nowhere is a page to a browser, in the reader's language and with a way back, and one line to a script."""

import httpx
import pytest

from bot.answerer import Answerer
from bot.api.app import api_of
from bot.settings import Settings
from bot.wording.wording import wording
from index.library import Library

PASSWORD = "mat-khau-rieng-cua-lan"
BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


def client(library: Library, settings: Settings) -> httpx.AsyncClient:
    app = api_of(Answerer(library), library, settings)
    return httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://127.0.0.1")


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("path", "status", "line"),
    [
        ("/reports/gone", 404, "no_such_page"),
        ("/api/reports/gone/original", 404, "no_such_page"),
        ("/nowhere", 404, "no_such_page"),
        ("/reports/gone?start=x", 422, "wrong_address"),
    ],
)
@pytest.mark.parametrize("language", ["vi", "en"])
async def test_a_browser_is_shown_a_page(library: Library, path: str, status: int, line: str, language: str) -> None:
    address = f"{path}{'&' if '?' in path else '?'}lang={language}"
    async with client(library, Settings()) as http:
        shown = await http.get(address, headers=BROWSER)
        told = await http.get(address)
    assert (shown.status_code, told.status_code) == (status, status)
    assert shown.headers["Content-Type"].startswith("text/html")
    assert int(shown.headers["Content-Length"]) == len(shown.content)
    assert f'<html lang="{language}">' in shown.text
    assert getattr(wording(language), line) in shown.text
    assert f'href="{"/" if language == "vi" else "/en/"}"' in shown.text
    assert "detail" in told.json()
    for name in ("Content-Security-Policy", "Cache-Control"):
        assert shown.headers[name] == told.headers[name]


@pytest.mark.anyio
async def test_below_a_path_the_way_back_is_there_too(library: Library) -> None:
    settings = Settings(public_url="https://portal.tinh.example/hoidap", language="en", users={"lan": PASSWORD})
    async with client(library, settings) as http:
        shown = await http.get("/reports/gone?lang=de", headers=BROWSER, auth=("lan", PASSWORD))
        refused = await http.get("/reports/gone", headers=BROWSER)
    assert '<html lang="en">' in shown.text
    assert 'href="/hoidap/"' in shown.text
    assert refused.status_code == 303


@pytest.mark.anyio
async def test_who_is_to_send_a_key_is_told_so(library: Library) -> None:
    async with client(library, Settings(public_url="https://portal.tinh.example/hoidap")) as http:
        refused = await http.get("/reports/gone", headers={**BROWSER, "Host": "portal.tinh.example"})
    assert refused.status_code == 401
    assert "Authorization" in refused.json()["detail"]
