"""The path of `public_url`: taken off once, whether the proxy did so before or not, and put before whatever is sent to readers."""

from pathlib import Path

import httpx
import pytest

from bot.settings import Settings
from bot.signin.own_path import own_path
from tests.bot.running import running
from tests.bot.signin.guarded import PAGE, guarded

PASSWORD = "mat-khau-rieng-cua-lan"
BELOW = Settings(public_url="https://portal.tinh.example/a/hoidap/", users={"lan": PASSWORD})


@pytest.mark.parametrize(
    ("public_url", "path", "origin"),
    [
        ("", "", ""),
        ("https://hoidap.example", "", "https://hoidap.example"),
        ("https://hoidap.example/", "", "https://hoidap.example"),
        ("https://portal.example:8443/hoidap", "/hoidap", "https://portal.example:8443"),
        ("https://portal.example/a/hoidap/", "/a/hoidap", "https://portal.example"),
    ],
)
def test_a_public_address_is_a_site_and_a_path(public_url: str, path: str, origin: str) -> None:
    settings = Settings(public_url=public_url)
    assert (settings.root_path, settings.public_origin) == (path, origin)


@pytest.mark.parametrize(
    "public_url",
    [
        "portal.example/hoidap",
        "https://a/b/../c",
        "https://a//b",
        "https://a/b?c",
        "https://a/b#c",
        'https://a/"b',
        "https://a/b c",
    ],
)
def test_what_is_no_such_address_is_refused(public_url: str) -> None:
    with pytest.raises(ValueError, match="public_url"):
        Settings(public_url=public_url)


def test_the_path_is_taken_off_once_by_whoever_does_it(tmp_path: Path) -> None:
    with running(guarded(BELOW, tmp_path)) as address, httpx.Client(auth=("lan", PASSWORD)) as http:
        for path, status in (
            ("/reports/x", 200), ("/a/hoidap/reports/x", 200), ("/a/hoidap/", 200), ("/a/hoidap/a/hoidap/reports/x", 404),
            ("/a/hoidapreports/x", 404), ("/A/hoidap/reports/x", 404), ("/a/hoidap//reports/x", 404),
        ):  # fmt: skip
            assert http.get(f"{address}{path}").status_code == status, path
        typed = http.get(f"{address}/a/hoidap?answer=1")
        assert (typed.status_code, typed.headers["Location"]) == (307, "/a/hoidap/?answer=1")


def test_who_is_taken_to_sign_in_comes_back_below_the_path(tmp_path: Path) -> None:
    with running(guarded(BELOW, tmp_path)) as address, httpx.Client(base_url=address, headers=PAGE) as http:
        for asked in ("/reports/x?start=1", "/a/hoidap/reports/x?start=1"):
            sent = http.get(asked)
            assert sent.headers["Location"] == "/a/hoidap/signin?next=%2Fa%2Fhoidap%2Freports%2Fx%3Fstart%3D1"
        form = http.get(sent.headers["Location"]).text
        assert 'action="/a/hoidap/signin?lang=vi"' in form
        signed = http.post("/signin", data={"name": "lan", "password": PASSWORD, "next": "/a/hoidap/reports/x?start=1"})
        assert signed.headers["Location"] == "/a/hoidap/reports/x?start=1"
        assert "Path=/a/hoidap/;" in signed.headers["Set-Cookie"]
        assert http.get("/a/hoidap/reports/x").json()["name"] == "lan"
        out = http.post("/a/hoidap/signout")
        assert out.headers["Location"] == "/a/hoidap/signin"
        assert "Path=/a/hoidap/;" in out.headers["Set-Cookie"]
        assert http.get("/a/hoidap/reports/x").status_code == 303


@pytest.mark.parametrize(
    "wanted",
    [
        "/",
        "/portal",
        "/a/hoidapx/",
        "//a/hoidap/",
        "https://a/hoidap/",
        "",
        "/a/hoidap/../b",
        "/a/hoidap/%2e%2E/b",
        "/a/hoidap/..",
    ],
)
def test_below_a_path_nobody_is_led_out_of_it(wanted: str) -> None:
    assert own_path(wanted, "/a/hoidap") == "/a/hoidap/"
    assert own_path("/a/hoidap/en/?q=1..2", "/a/hoidap") == "/a/hoidap/en/?q=1..2"
