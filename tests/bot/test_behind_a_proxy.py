"""Behind a real nginx and a real Caddy, at a host's root and below a path of it: what readers, editors and scripts do."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Page, expect

from bot.api.guard import MOST_BYTES
from tests.bot.page.page_driver import MERGER, ask, evidence_for
from tests.bot.reverse_proxy import CADDY, NGINX, reverse_proxy
from tests.bot.served_behind import LAN, MINH, PORTAL, Served, basic, served
from tests.bot.widget import portal


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


def test_an_administrator_looks_at_what_people_ask_and_at_deadlines(nginx: Served) -> None:
    with nginx.page(MINH) as page:
        ask(page, MERGER)
        page.locator("#signed-in a.asked").click()
        page.locator("form[action*='/case'] button").first.click()
        page.wait_for_url(f"{nginx.url}/asked?**")
        expect(page.locator("main")).to_contain_text("✓")
        page.locator("form.choosing button").click()
        page.wait_for_url(f"{nginx.url}/asked?lang=vi**")
        page.locator("a[hreflang=en]").click()
        page.wait_for_url(f"{nginx.url}/asked?**lang=en**")
        page.locator("nav a").first.click()
        expect(page.locator("#question textarea")).to_be_visible(timeout=30_000)
        page.goto(f"{nginx.url}/deadlines")
        page.locator("p.source a").first.click()
        expect(page.locator("mark#passage")).to_be_visible(timeout=30_000)


def test_the_element_in_a_portal_at_another_address(nginx: Served) -> None:
    """The sample of docs/portal, under its own Content-Security-Policy, with its tokens."""
    assert nginx.browser
    with (
        portal.sample_portal(nginx.url, PORTAL) as address,
        portal.at_portal(nginx.browser, address, ignore_https_errors=True) as seen,
    ):
        assert_answers_with_evidence(seen.page)
        card = seen.page.locator("hoi-dap .card[open]")
        card.get_by_role("link", name="Xem đoạn trích").click()
        expect(seen.page.locator("hoi-dap dialog.report #passage")).to_be_in_viewport()
        seen.page.keyboard.press("Escape")
        with seen.page.expect_download() as file:
            card.get_by_role("link", name="Mở tệp gốc").click()
        assert file.value.suggested_filename.endswith(".pdf")
    assert [each for each in seen.asked if not each.startswith(f"{nginx.url}/")] == []
    assert (seen.errors, seen.cookies) == ([], [])


def test_the_element_in_another_page_of_its_host(nginx: Served) -> None:
    """Below a path the portal's own pages are of the same origin: who signed in here needs no token there."""
    if not nginx.path:
        pytest.skip("there is no other page at its host")
    address = nginx.url.removesuffix(nginx.path) + "/trang-chu.html"
    head = f'<meta charset="utf-8"><link rel="icon" href="data:,"><script src="{nginx.path}/widget.js" defer></script>'
    page_of_the_portal = nginx.proxy.certificate.parent / "trang-chu.html"
    page_of_the_portal.write_text(f"<!doctype html>{head}<title>Cổng</title><hoi-dap></hoi-dap>", encoding="utf-8")
    with nginx.page(LAN, address) as page:
        page.goto(address)
        assert_answers_with_evidence(page)
        with page.context.expect_page() as opened:
            page.locator("hoi-dap .card[open]").get_by_role("link", name="Xem đoạn trích").click()
        expect(opened.value.locator("mark#passage")).to_be_visible(timeout=30_000)


def assert_answers_with_evidence(page: Page) -> None:
    answer = portal.ask(page, MERGER)
    expect(answer.locator(".answered.firm blockquote").first).to_contain_text("hợp nhất")
    answer.locator(".chip").last.click()
    picture = answer.locator(".card[open] .sheet img")
    expect(picture).to_have_attribute("src", re.compile("^blob:"))
    assert picture.evaluate("(picture) => picture.decode().then(() => picture.naturalWidth)") > 300


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
