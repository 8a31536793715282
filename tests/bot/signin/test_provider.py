"""Signing in with an OpenID Connect provider, a process of its own on loopback: who it vouches for, and what is refused."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from tests.bot.signin.guarded import PAGE, client
from tests.bot.signin.oidc_provider import CLIENT, SECRET

GROUPS = {"noi-vu": {"collections": ["noi-vu"]}, "chung": {"users": ["*"], "collections": ["chung"]}}
LAN = {"preferred_username": "lan", "groups": ["noi-vu", "khác"]}


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    command = [sys.executable, str(Path(__file__).with_name("oidc_provider.py"))]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as provider:
        assert provider.stdout
        yield provider.stdout.readline().strip()
        provider.terminate()


def behave(issuer: str, fault: str = "", userinfo: dict[str, Any] | None = None, **claims: Any) -> None:
    httpx.post(
        f"{issuer}/behave", json={"claims": claims, "fault": fault, "userinfo": userinfo or {}}
    ).raise_for_status()


def asked_for(issuer: str) -> dict[str, str]:
    """What the last reader was sent to the provider with."""
    asked: dict[str, str] = httpx.get(f"{issuer}/asked").json()
    return asked


def server(issuer: str, folder: Path, **more: Any) -> httpx.AsyncClient:
    given = {
        "oidc_issuer": issuer,
        "oidc_client_id": CLIENT,
        "oidc_client_secret": SECRET,
        "public_url": "http://127.0.0.1",
    }
    return client(folder=folder, **given | more)


async def way_back(http: httpx.AsyncClient, wanted: str = "/") -> str:
    """The address to which the provider sends the reader back."""
    begun = await http.get("/signin/oidc", params={"next": wanted})
    assert begun.status_code == 302, begun.text
    async with httpx.AsyncClient() as elsewhere:
        return (await elsewhere.get(begun.headers["Location"])).headers["Location"]


@pytest.mark.anyio
async def test_who_signs_in_there_is_known_here_with_their_groups(issuer: str, tmp_path: Path) -> None:
    behave(issuer, **LAN)
    async with server(issuer, tmp_path, groups=GROUPS, editors=("lan",)) as http:
        sent = await http.get("/reports/x", headers=PAGE)
        form = await http.get(sent.headers["Location"])
        assert "/signin/oidc?next=%2Freports%2Fx" in form.text
        assert "<form" not in form.text, "nobody has a password here"
        back = await way_back(http, "/reports/x")
        asked = asked_for(issuer)
        assert {"state", "nonce", "code_challenge"} <= asked.keys()
        assert (asked["code_challenge_method"], asked["response_type"]) == ("S256", "code")
        signed = await http.get(back)
        assert (signed.status_code, signed.headers["Location"]) == (303, "/reports/x")
        told = (await http.get("/")).json()
        assert (told["name"], told["role"], told["collections"]) == ("lan", "editor", ["chung", "noi-vu"])
        assert (await http.post("/signout")).status_code == 303
        assert (await http.get("/")).status_code == 401


@pytest.mark.anyio
async def test_below_a_path_the_way_there_and_back_is_below_it(issuer: str, tmp_path: Path) -> None:
    behave(issuer, **LAN)
    async with server(issuer, tmp_path, public_url="http://127.0.0.1/hoidap") as http:
        begun = await http.get("/hoidap/signin/oidc", params={"next": "/hoidap/reports/x"})
        assert "path=/hoidap/signin/oidc;" in begun.headers["Set-Cookie"]
        async with httpx.AsyncClient() as elsewhere:
            back = (await elsewhere.get(begun.headers["Location"])).headers["Location"]
        assert back.startswith("http://127.0.0.1/hoidap/signin/oidc/callback?")
        signed = await http.get(back)
        assert (signed.status_code, signed.headers["Location"]) == (303, "/hoidap/reports/x")


@pytest.mark.anyio
@pytest.mark.parametrize(
    "fault",
    ["expired", "audience", "issuer", "nonce", "no_nonce", "none", "hs256", "other_key", "no_token", "other_issuer"],
)
async def test_a_token_that_is_not_right_signs_nobody_in(issuer: str, tmp_path: Path, fault: str) -> None:
    behave(issuer, **LAN)
    async with server(issuer, tmp_path) as http:
        if fault == "other_issuer":
            behave(issuer, fault, **LAN)
            refused = await http.get("/signin/oidc")
        else:
            back = await way_back(http)
            behave(issuer, fault, **LAN)
            refused = await http.get(back)
        assert refused.status_code == 401
        assert "Chưa đăng nhập được" in refused.text
        assert "hoidap_session" not in http.cookies
        assert (await http.get("/")).status_code == 401


@pytest.mark.anyio
async def test_an_answer_that_this_browser_did_not_ask_for_signs_nobody_in(issuer: str, tmp_path: Path) -> None:
    behave(issuer, **LAN)
    async with server(issuer, tmp_path) as http, server(issuer, tmp_path) as other:
        back = await way_back(other)
        code = parse_qs(urlsplit(back).query)["code"][0]
        assert (await http.get(back)).status_code == 401, "it never began"
        mine = await way_back(http)
        state = parse_qs(urlsplit(mine).query)["state"][0]
        for query in ({"code": code, "state": "another"}, {"code": code}, {"state": state}, {}, {"error": "denied"}):
            assert (await http.get("/signin/oidc/callback", params=query)).status_code == 401
        mine = await way_back(http)
        state = parse_qs(urlsplit(mine).query)["state"][0]
        swapped = await http.get("/signin/oidc/callback", params={"code": code, "state": state})
        assert swapped.status_code == 401, "the code of another browser fits neither verifier nor nonce"
        assert (await http.get("/")).status_code == 401


@pytest.mark.anyio
async def test_an_answer_counts_once(issuer: str, tmp_path: Path) -> None:
    behave(issuer, **LAN)
    async with server(issuer, tmp_path) as http:
        back = await way_back(http)
        assert (await http.get(back)).status_code == 303
        assert (await http.get(back)).status_code == 401


@pytest.mark.anyio
@pytest.mark.parametrize(
    "claims",
    [{}, {"preferred_username": ""}, {"preferred_username": 7}, {"preferred_username": "browser:" + "0" * 32},
     {"preferred_username": "key:a"}, {"preferred_username": "lan\n"}, {"preferred_username": "lan", "groups": 7}],
)  # fmt: skip
async def test_claims_that_name_nobody_sign_nobody_in(issuer: str, tmp_path: Path, claims: dict[str, Any]) -> None:
    behave(issuer, **claims)
    async with server(issuer, tmp_path) as http:
        assert (await http.get(await way_back(http))).status_code == 401
        assert (await http.get("/")).status_code == 401


@pytest.mark.anyio
async def test_claims_are_those_of_the_settings_and_may_come_with_the_user_information(
    issuer: str, tmp_path: Path
) -> None:
    behave(issuer, userinfo={"upn": "lan@tinh.example", "roles": "noi-vu"})
    settings = {"oidc_name_claim": "upn", "oidc_groups_claim": "roles", "groups": GROUPS}
    async with server(issuer, tmp_path, **settings) as http:
        assert (await http.get(await way_back(http))).status_code == 303
        told = (await http.get("/")).json()
        assert (told["name"], told["collections"]) == ("lan@tinh.example", ["chung", "noi-vu"])
        http.cookies.clear()
        behave(issuer, userinfo={"sub": "2", "upn": "minh@tinh.example", "roles": "noi-vu"})
        assert (await http.get(await way_back(http))).status_code == 401, "about somebody else"


@pytest.mark.anyio
async def test_a_provider_that_is_not_there_is_told_and_nobody_is_let_in(tmp_path: Path) -> None:
    async with server("http://127.0.0.1:9", tmp_path) as http:
        failed = await http.get("/signin/oidc")
        assert failed.status_code == 401
        assert "Chưa đăng nhập được" in failed.text
        assert (await http.get("/")).status_code == 401


@pytest.mark.anyio
async def test_sessions_of_a_provider_that_is_taken_off_end(issuer: str, tmp_path: Path) -> None:
    behave(issuer, **LAN)
    async with server(issuer, tmp_path) as http:
        await http.get(await way_back(http))
        cookie = {"Cookie": f"hoidap_session={http.cookies['hoidap_session']}"}
    async with client(folder=tmp_path, users={"minh": "mat-khau-rieng-cua-minh"}) as http:
        assert (await http.get("/", headers=cookie)).status_code == 401


@pytest.mark.anyio
async def test_what_the_browser_keeps_meanwhile_is_for_this_way_alone_and_forged_in_vain(
    issuer: str, tmp_path: Path
) -> None:
    async with server(issuer, tmp_path, public_url="https://hoidap.example") as http:
        begun = await http.get("/signin/oidc")
        cookie = next(each for each in begun.headers.get_list("Set-Cookie") if each.startswith("hoidap_oidc="))
        assert {"httponly", "samesite=lax", "secure", "path=/signin/oidc", "max-age=600"} <= set(
            cookie.lower().split("; ")
        )
    behave(issuer, **LAN)
    async with server(issuer, tmp_path) as http:
        back = await way_back(http)
        kept = http.cookies["hoidap_oidc"]
        http.cookies.clear()
        forged = {"Cookie": f"hoidap_oidc={'A' if kept[0] != 'A' else 'B'}{kept[1:]}"}
        assert (await http.get(back, headers=forged)).status_code == 401


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"
