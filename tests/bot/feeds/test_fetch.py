"""Only listed sites are asked, at the addresses that they may have, and whatever they send costs no more than is allowed."""

import socket
import ssl
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from ipaddress import ip_network
from pathlib import Path
from typing import Any

import httpx
import pytest

import bot.feeds.fetch
from bot.errors import FeedError
from bot.feeds.allowed import Allowed
from bot.feeds.fetch import Fetched, Fetcher, Version
from bot.feeds.robots import Robots
from tests.bot.feeds.site import Page, Site, certificate, site


@pytest.fixture
def web() -> Iterator[Site]:
    with site() as opened:
        yield opened


def fetcher(*sites: str, networks: tuple[str, ...] = ()) -> Fetcher:
    return Fetcher(Allowed(sites, map(ip_network, networks)), pace=0)


def named(monkeypatch: pytest.MonkeyPatch, **addresses: list[str]) -> list[str]:
    """Names lead to these addresses, one after the other; returns the names that were looked up."""
    looked_up: list[str] = []
    real = socket.getaddrinfo

    def lookup(host: str, port: int, *rest: Any, **more: Any) -> list[Any]:
        if host.replace(".", "_") not in addresses:
            return real(host, port, *rest, **more)
        looked_up.append(host)
        each = addresses[host.replace(".", "_")]
        address = each.pop(0) if len(each) > 1 else each[0]
        return [(socket.AF_INET6 if ":" in address else socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    monkeypatch.setattr(socket, "getaddrinfo", lookup)
    return looked_up


def test_what_is_there(web: Site) -> None:
    web.pages["/a%20b.pdf?x=1"] = Page(
        b"%PDF", "application/pdf; q=1", headers={"ETag": '"1"', "Last-Modified": "yesterday"}
    )
    with fetcher(web.address) as http:
        found = http.get(f"{web.address}/a%20b.pdf?x=1#page=2", 10)
        version = Version('"1"', "yesterday")
        assert found == Fetched(f"{web.address}/a%20b.pdf?x=1", b"%PDF", "application/pdf", version)
        assert http.get(f"{web.address}/a%20b.pdf?x=1", 10, version) is None
    sent = [headers for _, headers in web.asked]
    assert "if-none-match" not in sent[0]
    assert (sent[1]["if-none-match"], sent[1]["if-modified-since"]) == ('"1"', "yesterday")
    assert sent[0]["user-agent"].startswith("hoidap/")
    assert sent[0]["host"] == web.address.removeprefix("http://")


@pytest.mark.parametrize(
    "url",
    [
        "http://localhost:{port}/", "http://127.0.0.1/", "https://127.0.0.1:{port}/", "http://127.1:{port}/", "http://2130706433:{port}/",
        "http://[::ffff:127.0.0.1]:{port}/", "http://me@127.0.0.1:{port}/", "http://127.0.0.1:{port}@elsewhere.example/",
        "file:///etc/passwd", "ftp://127.0.0.1:{port}/", "//127.0.0.1:{port}/", "http://127.0.0.1.:{port}1/", "", "http://", "http://[", "\x00",
    ],
)  # fmt: skip
def test_no_other_site_is_asked(web: Site, url: str) -> None:
    url = url.format(port=web.address.rpartition(":")[2])
    with fetcher(web.address) as http, pytest.raises(FeedError) as refused:
        http.get(url, 10)
    assert "\n" not in str(refused.value)
    assert web.asked == []
    web.pages["/"] = Page(status=302, headers={"Location": url or "http://elsewhere.example"})
    with fetcher(web.address) as http, pytest.raises(FeedError):
        http.get(f"{web.address}/", 10)
    assert set(web.paths()) <= {"/"}


def test_without_a_list_none_is() -> None:
    with fetcher() as http, pytest.raises(FeedError, match="feed_sites"):
        http.get("https://vanban.tinh.example/", 10)


def test_a_redirect_within_listed_sites_is_followed_and_an_endless_one_is_not(web: Site) -> None:
    web.pages["/from"] = Page(status=301, headers={"Location": "/to?x#y"})
    web.pages["/to?x"] = Page(b"there")
    web.pages["/round"] = Page(status=302, headers={"Location": "/round"})
    with fetcher(web.address) as http:
        found = http.get(f"{web.address}/from", 10)
        assert found is not None
        assert (found.url, found.content) == (f"{web.address}/to?x", b"there")
        with pytest.raises(FeedError, match="leads on more than 5 times"):
            http.get(f"{web.address}/round", 10)
    assert web.paths().count("/round") == 6


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.0.0.1", "192.168.1.1", "172.16.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1", "255.255.255.255", "::1",
        "::", "fe80::1", "fc00::1", "ff02::1", "::ffff:10.0.0.1", "64:ff9b::a00:1", "64:ff9b:1::a00:1",
        "2002:a00:1::1", "::10.0.0.1", "fec0::1",
    ],
)  # fmt: skip
def test_a_listed_name_that_leads_within_is_not_asked(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    named(monkeypatch, vanban_example=[address])
    url = httpx.URL("https://vanban.example/")
    with pytest.raises(FeedError, match="not public"):
        Allowed(["https://vanban.example"]).address_of(url)
    network = ip_network(address.removeprefix("::ffff:"))
    assert Allowed(["https://vanban.example"], [network]).address_of(url) == address


def test_a_public_address_and_one_that_is_listed_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    assert Allowed(["http://127.0.0.1:81"]).address_of(httpx.URL("http://127.0.0.1:81/x")) == "127.0.0.1"
    assert Allowed(["http://[::1]"]).address_of(httpx.URL("http://[::1]/x")) == "::1"
    named(monkeypatch, vanban_example=["203.0.114.7"])
    allowed = Allowed(["https://VanBan.example"])
    assert allowed.address_of(httpx.URL("https://vanban.EXAMPLE:443/x")) == "203.0.114.7"
    for other in ("http://vanban.example/", "https://vanban.example:444/", "https://x.vanban.example/"):
        with pytest.raises(FeedError, match="not listed"):
            allowed.address_of(httpx.URL(other))


def test_a_name_is_looked_up_once_and_that_address_is_asked(web: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """DNS rebinding: what the name leads to a moment later is not asked."""
    port = web.address.rpartition(":")[2]
    web.pages["/"] = Page(b"there")
    looked_up = named(monkeypatch, vanban_example=["127.0.0.1", "192.0.2.1"])
    with fetcher(f"http://vanban.example:{port}", networks=("127.0.0.0/8",)) as http:
        found = http.get(f"http://vanban.example:{port}/", 10)
    assert found is not None
    assert found.content == b"there"
    assert looked_up == ["vanban.example"]
    assert web.asked[0][1]["host"] == f"vanban.example:{port}"


def test_no_proxy_or_password_of_the_environment_is_used(
    web: Site, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / ".netrc").write_text("machine 127.0.0.1 login me password secret\n")
    monkeypatch.setenv("NETRC", str(tmp_path / ".netrc"))
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    web.pages["/"] = Page(b"there")
    with fetcher(web.address) as http:
        assert http.get(f"{web.address}/", 10) is not None
    assert "authorization" not in web.asked[0][1]


def test_a_long_answer_is_not_read_to_its_end(web: Site) -> None:
    sent = []

    def endless(handler: BaseHTTPRequestHandler) -> None:
        while True:
            handler.wfile.write(b"x" * 65_536)
            sent.append(65_536)

    web.pages["/"] = Page(send=endless)
    with fetcher(web.address) as http, pytest.raises(FeedError, match="larger than 1 MB"):
        http.get(f"{web.address}/", 2**20)
    assert sum(sent) < 50 * 2**20


def test_what_comes_packed_is_refused(web: Site) -> None:
    web.pages["/"] = Page(b"x", headers={"Content-Encoding": "gzip"})
    with fetcher(web.address) as http, pytest.raises(FeedError, match="compressed"):
        http.get(f"{web.address}/", 10)
    assert web.asked[0][1]["accept-encoding"] == "identity"


@pytest.mark.parametrize("limit", ["_SILENT", "_WHOLE"])
def test_one_that_sends_nothing_or_hardly_anything_is_given_up(
    web: Site, monkeypatch: pytest.MonkeyPatch, limit: str
) -> None:
    monkeypatch.setattr(bot.feeds.fetch, limit, 0.3)

    def slowly(handler: BaseHTTPRequestHandler) -> None:
        while True:
            time.sleep(10 if limit == "_SILENT" else 0.05)
            handler.wfile.write(b"x")

    web.pages["/"] = Page(send=slowly)
    with fetcher(web.address) as http, pytest.raises(FeedError, match="cannot be fetched"):
        http.get(f"{web.address}/", 10**6)


@pytest.mark.parametrize("status", [401, 404, 500, 503, 206, 204])
def test_other_answers_are_one_line(web: Site, status: int) -> None:
    web.pages["/"] = Page(status=status)
    with fetcher(web.address) as http, pytest.raises(FeedError, match=f"answers {status}") as refused:
        http.get(f"{web.address}/", 10)
    assert refused.value.status == status


@pytest.mark.parametrize(
    ("robots", "allowed"),
    [
        (Page(status=404), True),
        (Page(status=403), True),
        (Page(status=503), False),
        (Page(b""), True),
        (Page(b"User-agent: *\nDisallow: /"), False),
        (Page(b"User-agent: *\nDisallow: /\n\nUser-agent: hoidap\nDisallow: /other\n"), True),
        (Page(b"User-agent: *\nDisallow: /*.pdf$\n"), False),
        (Page(b"User-agent: *\nDisallow: /vb\nAllow: /vb/a\n"), True),
        (Page(b"\xff\xfe\x00" * 100), True),
        (Page(b"x" * 600_000), False),
    ],
)
def test_robots_txt_says_what_may_be_fetched(web: Site, robots: Page, allowed: bool) -> None:
    web.pages |= {"/robots.txt": robots, "/vb/a.pdf": Page(b"there")}
    with fetcher(web.address) as http:
        may_ask = Robots(http).may_ask
        for _ in range(2):
            if allowed:
                assert http.get(f"{web.address}/vb/a.pdf", 10, may_ask=may_ask) is not None
            else:
                with pytest.raises(FeedError):
                    http.get(f"{web.address}/vb/a.pdf", 10, may_ask=may_ask)
    assert web.paths() == ["/robots.txt", *(["/vb/a.pdf"] * 2 if allowed else [])]


def test_where_one_is_led_robots_txt_counts_too(web: Site) -> None:
    web.pages["/robots.txt"] = Page(b"User-agent: *\nDisallow: /closed")
    web.pages["/open"] = Page(status=302, headers={"Location": "/closed/a.pdf"})
    with fetcher(web.address) as http, pytest.raises(FeedError, match=r"robots\.txt"):
        http.get(f"{web.address}/open", 10, may_ask=Robots(http).may_ask)
    assert web.paths() == ["/robots.txt", "/open"]


def test_a_site_is_asked_slowly(web: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    slept: list[float] = []
    monkeypatch.setattr(bot.feeds.fetch.time, "sleep", slept.append)
    web.pages |= {"/robots.txt": Page(b"User-agent: *\nCrawl-delay: 7\n"), "/": Page(b"there")}
    with Fetcher(Allowed([web.address])) as http:
        http.get(f"{web.address}/", 10)
        http.get(f"{web.address}/", 10)
        http.get(f"{web.address}/", 10, may_ask=Robots(http).may_ask)
    assert [round(each) for each in slept] == [1, 1, 7]


@pytest.mark.parametrize("name", ["vanban.example", "other.example"])
def test_a_certificate_is_of_the_name_and_not_of_the_address(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str
) -> None:
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(certificate(tmp_path / "site.pem", "vanban.example"))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "site.pem"))
    named(monkeypatch, vanban_example=["127.0.0.1"], other_example=["127.0.0.1"])
    with site(tls) as web:
        web.pages["/"] = Page(b"there")
        address = f"https://{name}:{web.address.rpartition(':')[2]}"
        with fetcher(address, networks=("127.0.0.0/8",)) as http:
            if name == "vanban.example":
                assert http.get(f"{address}/", 10) is not None
            else:
                with pytest.raises(FeedError, match="CERTIFICATE_VERIFY_FAILED"):
                    http.get(f"{address}/", 10)
