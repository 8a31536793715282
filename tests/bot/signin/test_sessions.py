"""Signing in on a page: sessions that begin anew, end, and cannot be planted, forged or led astray."""

import re
import sqlite3
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.settings import Settings
from bot.signin.account import Account
from bot.signin.account_file import AccountFile
from bot.signin.accounts import Accounts
from bot.signin.own_path import own_path
from bot.signin.sessions import NAME, Sessions
from tests.bot.signin.guarded import PAGE, client

PASSWORD = "mat-khau-rieng-cua-lan"
USERS = {"lan": PASSWORD}
LAN = {"name": "lan", "password": PASSWORD}


def of_session(answer: httpx.Response) -> str:
    return next(each for each in answer.headers.get_list("Set-Cookie") if each.startswith("hoidap_session="))


def content(folder: Path) -> bytes:
    return b"".join(each.read_bytes() for each in folder.glob(f"{NAME}*"))


@pytest.mark.anyio
async def test_a_reader_is_taken_to_sign_in_and_back(tmp_path: Path) -> None:
    async with client(folder=tmp_path, users=USERS) as http:
        sent = await http.get("/reports/x?start=1&end=2", headers=PAGE)
        assert sent.status_code == 303
        assert "WWW-Authenticate" not in sent.headers
        form = await http.get(sent.headers["Location"], headers=PAGE)
        assert form.status_code == 200
        assert form.headers["Cache-Control"] == "no-store"
        [wanted] = re.findall(r'name="next" value="([^"]+)"', form.text)
        signed = await http.post("/signin", data=LAN | {"next": wanted.replace("&amp;", "&")})
        assert (signed.status_code, signed.headers["Location"]) == (303, "/reports/x?start=1&end=2")
        cookie = of_session(signed)
        assert {"HttpOnly", "SameSite=lax", "Path=/", "Max-Age=43200"} <= set(cookie.split("; "))
        assert len(cookie.partition("=")[2].partition(";")[0]) == 43, "256 bits"
        assert (await http.get("/", headers=PAGE)).json()["name"] == "lan"
        assert (await http.post("/")).json()["name"] == "lan"


@pytest.mark.anyio
async def test_scripts_are_asked_for_a_key_and_open_pages_for_nothing(tmp_path: Path) -> None:
    async with client(folder=tmp_path, users=USERS) as http:
        assert (await http.get("/")).headers["WWW-Authenticate"].startswith("Basic")
        assert (await http.get("/", auth=("lan", PASSWORD))).json()["name"] == "lan"
        asked = await http.get("/", headers={"Sec-Fetch-Mode": "cors"})
        assert asked.status_code == 401
        assert asked.headers["WWW-Authenticate"].startswith("Bearer"), "a browser would show its own form"
        http.cookies.set("hoidap_browser", "0" * 32)
        assert (await http.get("/")).headers["WWW-Authenticate"].startswith("Bearer")


@pytest.mark.anyio
async def test_wrong_password_is_told_on_the_form_and_begins_nothing(tmp_path: Path) -> None:
    async with client(folder=tmp_path, users=USERS) as http:
        wrong = await http.post("/signin?lang=en", data=LAN | {"password": "sai", "next": "/en/"})
        assert wrong.status_code == 401
        assert "not right" in wrong.text
        assert 'value="/en/"' in wrong.text
        assert "sai" not in wrong.text
        assert "hoidap_session" not in http.cookies
        assert (await http.get("/")).status_code == 401


@pytest.mark.anyio
async def test_sign_out_ends_the_session_for_every_copy_of_its_cookie(tmp_path: Path) -> None:
    async with client(folder=tmp_path, users=USERS) as http:
        await http.post("/signin", data=LAN)
        copy = {"Cookie": f"hoidap_session={http.cookies['hoidap_session']}"}
        out = await http.post("/signout")
        assert (out.status_code, out.headers["Location"]) == (303, "/signin")
        assert "hoidap_session" not in http.cookies
        assert (await http.get("/", headers=copy)).status_code == 401
        assert (await http.get("/signout")).status_code in (404, 405), "no picture of another site may end it"


@pytest.mark.anyio
async def test_a_session_that_was_planted_is_not_taken_over(tmp_path: Path) -> None:
    async with client(folder=tmp_path, users=USERS | {"minh": "mat-khau-rieng-cua-minh"}) as http:
        for planted in ("0" * 43, "A" * 43):
            http.cookies.set("hoidap_session", planted)
            signed = await http.post("/signin", data=LAN)
            assert planted not in of_session(signed)
            assert (await http.get("/", headers={"Cookie": f"hoidap_session={planted}"})).status_code == 401
            http.cookies.clear()
        await http.post("/signin", data={"name": "minh", "password": "mat-khau-rieng-cua-minh"})
        of_minh = http.cookies["hoidap_session"]
        await http.post("/signin", data=LAN)
        assert http.cookies["hoidap_session"] != of_minh
        http.cookies.clear()
        assert (await http.get("/", headers={"Cookie": f"hoidap_session={of_minh}"})).status_code == 401, "it ended"


@pytest.mark.anyio
@pytest.mark.parametrize("path", ["/signin", "/signout"])
@pytest.mark.parametrize(
    "headers", [{"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"},
                {"Referer": "http://evil.example/"}, {"Origin": "null"}],
)  # fmt: skip
async def test_no_other_site_signs_anybody_in_or_out(tmp_path: Path, path: str, headers: dict[str, str]) -> None:
    async with client(folder=tmp_path, users=USERS) as http:
        await http.post("/signin", data=LAN)
        refused = await http.post(path, data=LAN, headers=headers)
        assert refused.status_code == 403
        assert "Set-Cookie" not in refused.headers
        assert (await http.get("/")).json()["name"] == "lan"


ASTRAY = [
    "https://evil.example/", "//evil.example", "///evil.example", "/\\evil.example", "\\\\evil.example", "/\t/evil.example",
    "/\n/evil.example", "javascript:alert(1)", "evil.example", "", "/\r\nSet-Cookie: a=b", "/ok\\..\\evil",
]  # fmt: skip


@pytest.mark.parametrize("wanted", ASTRAY)
def test_only_own_paths_are_paths(wanted: str) -> None:
    assert own_path(wanted) == "/"


@pytest.mark.parametrize("wanted", ["/", "/en/", "/reports/x?start=1&end=2#passage", "/?q=a//b"])
def test_own_paths_stay(wanted: str) -> None:
    assert own_path(wanted) == wanted


@pytest.mark.anyio
@pytest.mark.parametrize("wanted", ASTRAY)
async def test_nobody_is_led_to_another_site_after_signing_in(tmp_path: Path, wanted: str) -> None:
    async with client(folder=tmp_path, users=USERS) as http:
        signed = await http.post("/signin", data=LAN | {"next": wanted})
        assert (signed.status_code, signed.headers["Location"]) == (303, "/")
        form = await http.get("/signin", params={"next": wanted})
        assert 'name="next" value="/"' in form.text


@pytest.mark.anyio
async def test_path_and_name_are_text_on_the_form(tmp_path: Path) -> None:
    async with client(folder=tmp_path, users=USERS) as http:
        form = await http.get("/signin", params={"next": '/"><script>alert(1)</script>', "lang": '"><script>'})
        assert "<script>" not in form.text


@pytest.mark.anyio
async def test_a_session_outlives_the_server_and_ends_with_its_hours(tmp_path: Path) -> None:
    async with client(folder=tmp_path, users=USERS) as http:
        await http.post("/signin", data=LAN)
        cookie = {"Cookie": f"hoidap_session={http.cookies['hoidap_session']}"}
    async with client(folder=tmp_path, users=USERS) as http:
        assert (await http.get("/", headers=cookie)).json()["name"] == "lan"
    now = [1000.0]
    sessions = Sessions(tmp_path, Accounts(Settings(users=USERS), tmp_path), 3600, lambda: now[0])
    session = sessions.begin(Account("user", "lan", PASSWORD))
    now[0] += 3599
    assert sessions.account(session)
    now[0] += 1
    assert sessions.account(session) is None
    sessions.begin(Account("user", "lan", PASSWORD))
    with sqlite3.connect(tmp_path / NAME) as kept:
        assert kept.execute("SELECT COUNT(*) FROM sessions WHERE ends < 10000").fetchone()[0] == 1, (
            "the old is forgotten"
        )
    kept.close()


@pytest.mark.anyio
async def test_a_session_ends_with_the_password_or_key_that_began_it(tmp_path: Path) -> None:
    file = AccountFile(tmp_path)
    file.set_user("lan", PASSWORD)
    key = file.new_key("a", "editor", ("noi-vu",), 5)
    async with client(folder=tmp_path, api_keys=("khoa-chung-cua-may-chu",)) as http:
        await http.post("/signin", data=LAN)
        assert (await http.get("/")).json()["name"] == "lan"
        file.set_user("lan", "mat-khau-moi-cua-lan")
        assert (await http.get("/")).status_code == 401
        await http.post("/signin", data={"name": "lan", "password": "mat-khau-moi-cua-lan"})
        file.remove_user("lan")
        assert (await http.get("/")).status_code == 401
        await http.post("/signin", data={"name": "", "password": key})
        told = (await http.get("/")).json()
        assert (told["name"], told["role"], told["collections"]) == ("key:a", "editor", ["noi-vu"])
        file.revoke("a")
        assert (await http.get("/")).status_code == 401
        await http.post("/signin", data={"password": "khoa-chung-cua-may-chu"})
        cookie = {"Cookie": f"hoidap_session={http.cookies['hoidap_session']}"}
        assert (await http.get("/", headers=cookie)).json()["name"] == ""
    async with client(folder=tmp_path, api_keys=("khoa-khac-cua-may-chu",)) as http:
        assert (await http.get("/", headers=cookie)).status_code == 401


@pytest.mark.anyio
async def test_who_reads_the_file_of_sessions_comes_in_with_nothing_of_it(tmp_path: Path) -> None:
    async with client(folder=tmp_path, users=USERS) as http:
        await http.post("/signin", data=LAN)
        session = http.cookies["hoidap_session"]
        http.cookies.clear()
        files = content(tmp_path)
        assert session.encode() not in files
        assert PASSWORD.encode() not in files
        with sqlite3.connect(tmp_path / NAME) as kept:
            [[mark]] = kept.execute("SELECT mark FROM sessions").fetchall()
        kept.close()
        for forged in (mark, mark[:43]):
            assert (await http.get("/", headers={"Cookie": f"hoidap_session={forged}"})).status_code == 401


@pytest.mark.parametrize("damage", [b"", b"no database", b"SQLite format 3\0" + b"\xff" * 4000])
def test_a_damaged_file_of_sessions_is_begun_anew(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / NAME).write_bytes(damage)
    sessions = Sessions(tmp_path, Accounts(Settings(users=USERS), tmp_path), 3600)
    assert sessions.account(sessions.begin(Account("user", "lan", PASSWORD)))


@pytest.mark.anyio
async def test_open_server_has_nothing_to_sign_in_to_and_a_proxy_nothing_but_itself(tmp_path: Path) -> None:
    async with client(folder=tmp_path) as http:
        assert (await http.get("/signin", params={"next": "/en/"})).headers["Location"] == "/en/"
    given: dict[str, Any] = {"user_header": "X-Remote-User"}
    async with client(folder=tmp_path, **given) as http:
        assert (await http.get("/", headers=PAGE)).status_code == 401


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"
