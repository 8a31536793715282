"""What a proxy says counts from the addresses in the settings alone, on a real server."""

from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.answerer import Answerer
from bot.settings import Settings
from index.library import Library
from tests.bot.page.page_driver import served
from tests.bot.running import running
from tests.bot.signin.guarded import client, guarded

NAMED = {"X-Remote-User": "lan"}
pytestmark = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning:gradio.queueing"),
    pytest.mark.filterwarnings("ignore:unclosed event loop:ResourceWarning"),
]
PASSWORD = "mat-khau-rieng-cua-lan"


def test_the_name_counts_also_where_the_proxy_says_from_where_and_how_it_was_asked(tmp_path: Path) -> None:
    settings = Settings(user_header="X-Remote-User", groups_header="X-Remote-Groups",
                        groups={"noi-vu": {"collections": ["noi-vu"]}})  # fmt: skip
    with running(guarded(settings, tmp_path)) as address:
        forwarded = {"X-Forwarded-For": "192.0.2.7, 127.0.0.1", "X-Forwarded-Proto": "https"}
        told = httpx.get(address, headers=NAMED | forwarded | {"X-Remote-Groups": "noi-vu, chung"}).json()
        assert (told["name"], told["collections"], told["address"], told["scheme"]) == (
            "lan",
            ["noi-vu"],
            "192.0.2.7",
            "https",
        )
        assert httpx.get(address, headers=NAMED).json()["collections"] == []
        assert httpx.get(address, headers=forwarded).status_code == 401


def test_a_proxy_that_only_ends_https_opens_nothing_to_others(tmp_path: Path) -> None:
    """Where nobody was given a key: open at the machine, closed to whom a proxy sends, by address or by name."""
    settings = Settings(trusted_proxies=("127.0.0.1",), allowed_hosts=("hoidap.example",))
    with running(guarded(settings, tmp_path)) as address:
        assert httpx.get(address).status_code == 200
        assert httpx.get(address, headers={"X-Forwarded-For": "203.0.113.9"}).status_code == 401
        assert httpx.get(address, headers={"Host": "hoidap.example"}).status_code == 401


def test_from_anybody_else_nothing_counts(tmp_path: Path) -> None:
    settings = Settings(user_header="X-Remote-User", trusted_proxies=("192.0.2.0/24",), users={"lan": PASSWORD})
    headers = NAMED | {"X-Forwarded-For": "192.0.2.7", "X-Forwarded-Proto": "https", "X-Real-IP": "192.0.2.7"}
    with running(guarded(settings, tmp_path)) as address:
        assert httpx.get(address, headers=headers).status_code == 401
        told = httpx.get(address, headers=headers, auth=("lan", PASSWORD)).json()
        assert (told["address"], told["scheme"]) == ("127.0.0.1", "http")
        signed = httpx.post(f"{address}/signin", data={"name": "lan", "password": PASSWORD}, headers=headers)
        assert "Secure" not in signed.headers["Set-Cookie"]


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("peer", "trusted", "counts"),
    [
        ("10.1.2.3", ("10.0.0.0/8",), True),
        ("10.1.2.3", ("10.1.2.3",), True),
        ("::ffff:10.1.2.3", ("10.0.0.0/8",), True),
        ("2001:db8::1", ("2001:db8::/32",), True),
        ("10.1.2.3", ("10.1.2.4",), False),
        ("127.0.0.1", ("10.0.0.0/8",), False),
        ("127.0.0.1", (), False),
        ("testclient", ("10.0.0.0/8",), False),
    ],
)
async def test_addresses_and_networks(tmp_path: Path, peer: str, trusted: tuple[str, ...], counts: bool) -> None:
    async with client(peer, tmp_path, user_header="X-Remote-User", trusted_proxies=trusted) as http:
        assert (await http.get("/", headers=NAMED)).status_code == (200 if counts else 401)


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ([b"lan"], 200),
        (["Nguyễn Thị Lan".encode()], 200),
        ([b"lan", b"lan"], 401),
        ([b"minh", b"lan"], 401),
        ([b""], 401),
        ([b"\xff\xfe"], 401),
        ([b"browser:0123456789abcdef0123456789abcdef"], 401),
        ([b"key:a"], 401),
        (["lan\u200b".encode()], 401),
        ([b"x" * 501], 401),
    ],
)
def test_a_header_that_came_twice_or_names_nobody_is_refused(tmp_path: Path, sent: list[bytes], status: int) -> None:
    with running(guarded(Settings(user_header="X-Remote-User"), tmp_path)) as address:
        answer = httpx.get(address, headers=[(b"X-Remote-User", value) for value in sent])
        assert answer.status_code == status
        if status == 200:
            assert answer.json()["name"] == sent[0].decode()


def test_groups_that_came_twice_are_refused(tmp_path: Path) -> None:
    settings = Settings(user_header="X-Remote-User", groups_header="X-Remote-Groups")
    with running(guarded(settings, tmp_path)) as address:
        twice = [("X-Remote-User", "lan"), ("X-Remote-Groups", "a"), ("X-Remote-Groups", "b")]
        assert httpx.get(address, headers=twice).status_code == 401


@pytest.mark.anyio
async def test_a_password_of_the_proxy_itself_is_not_ours_and_not_wrong(tmp_path: Path) -> None:
    async with client(folder=tmp_path, user_header="X-Remote-User") as http:
        for _ in range(30):
            assert (await http.get("/", headers=NAMED, auth=("lan", "mat-khau-o-proxy"))).status_code == 200


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"X-Forwarded-Proto": "https", "Origin": "https://hoidap.example"}, 200),
        ({"X-Forwarded-Proto": "https", "Origin": "http://hoidap.example"}, 403),
        ({"Origin": "https://hoidap.example"}, 200),
        ({"X-Forwarded-Proto": "https", "Origin": "https://evil.example"}, 403),
        ({"X-Forwarded-Host": "evil.example", "Origin": "https://evil.example"}, 403),
        ({"X-Forwarded-Proto": "https", "Origin": "https://hoi.tinh.example"}, 200),
        ({"X-Forwarded-Proto": "https", "Origin": "http://hoi.tinh.example"}, 403),
    ],
)
def test_pages_of_the_server_send_by_the_scheme_that_readers_see(
    tmp_path: Path, headers: dict[str, str], status: int
) -> None:
    settings = Settings(
        allowed_hosts=("hoidap.example",), public_url="https://hoi.tinh.example/", users={"lan": PASSWORD}
    )
    with running(guarded(settings, tmp_path)) as address, httpx.Client(auth=("lan", PASSWORD)) as http:
        assert http.post(address, headers={"Host": "hoidap.example", **headers}).status_code == status
        assert http.get(address, headers={"Host": "hoi.tinh.example"}).status_code == 200


@pytest.mark.anyio
async def test_cookies_are_secure_where_the_reader_came_over_https(tmp_path: Path) -> None:
    secure: dict[str, Any] = {"X-Forwarded-Proto": "https"}
    async with client(folder=tmp_path, users={"lan": PASSWORD}) as http:
        for headers in ({}, secure):
            page = await http.get("/signin", headers={"Accept": "text/html", **headers})
            signed = await http.post("/signin", data={"name": "lan", "password": PASSWORD}, headers=headers)
            http.cookies.clear()
            for answer in (page, signed):
                assert ("Secure" in answer.headers["Set-Cookie"]) is bool(headers)


def test_nobody_gives_the_page_another_address(library: Library) -> None:
    settings = Settings(public_url="https://portal.tinh.example/hoidap")
    with served(Answerer(library), library, settings) as address:
        for said in ({}, {"X-Forwarded-Host": "evil.example"}):
            for path, root in (
                ("/hoidap/config", "/hoidap"),
                ("/hoidap/en/config", "/hoidap/en"),
                ("/en/config", "/hoidap/en"),
            ):
                assert httpx.get(f"{address}{path}", headers=said).json()["root"] == f"{address}{root}"


@pytest.mark.anyio
async def test_wrong_attempts_count_for_the_reader_and_not_for_the_proxy(tmp_path: Path) -> None:
    async with client(folder=tmp_path, users={"lan": PASSWORD}) as http:
        for _ in range(6):
            answer = await http.get("/", auth=("lan", "sai"), headers={"X-Forwarded-For": "192.0.2.7"})
        assert answer.status_code == 429
        elsewhere = await http.get("/", auth=("lan", PASSWORD), headers={"X-Forwarded-For": "192.0.2.8"})
        assert elsewhere.status_code == 200


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"
