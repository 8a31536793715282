"""What is written down of requests: whole lines, for their owner alone, and no request fails for it."""

import json
import stat
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from bot import audit
from bot.api.access_log import AccessLog
from bot.api.guard import Guard
from bot.settings import Settings
from bot.signin.signin import SignIn
from bot.user import User

USERS = {"lan": "khoa-rieng-cua-lan", "Nguyễn\nMinh": "khoa-rieng-cua-minh"}


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


async def corrected(request: Request) -> JSONResponse:
    audit.tell("corrected", request.scope["user"], report="2\n3\u2028")
    return JSONResponse("ok")


def client(folder: Path) -> httpx.AsyncClient:
    app, settings = Starlette(routes=[Route("/{rest:path}", corrected)]), Settings(users=USERS)
    app.add_middleware(Guard, settings=settings, signin=SignIn(settings, folder))
    app.add_middleware(AccessLog)
    return httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://127.0.0.1")


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_bytes().decode("ascii").splitlines()]


@pytest.mark.anyio
async def test_each_request_is_one_line_that_nothing_of_it_can_forge(tmp_path: Path) -> None:
    access, told = tmp_path / "logs" / "access.log", tmp_path / "logs" / "audit.log"
    with audit.kept(access, told):
        async with client(tmp_path) as http:
            first = await http.get('/a%0A{"user":"admin"}%1b?question=bi-mat', auth=("lan", USERS["lan"]))
            second = await http.get("/" + "x" * 9_000, auth=("Nguyễn\nMinh", USERS["Nguyễn\nMinh"]))
            refused = await http.get("/reports", headers={"X-Request-Id": "forged"})
    assert [(each["user"], each["role"], each["status"]) for each in lines(access)] == [
        ("lan", "reader", 404),
        ("Nguyễn\nMinh", "reader", 200),
        ("", "", 401),
    ]
    assert lines(access)[0]["path"] == '/a\n{"user":"admin"}\x1b'
    assert len(lines(access)[1]["path"]) == 2_000
    assert "bi-mat" not in access.read_text()
    ids = [each.headers["X-Request-Id"] for each in (first, second, refused)]
    assert [each["request"] for each in lines(access)] == ids
    assert [(each["event"], each["request"]) for each in lines(told)] == [("corrected", ids[1]), ("refused", ids[2])]
    assert lines(told)[0]["report"] == "2\n3\u2028"
    assert {stat.S_IMODE(path.stat().st_mode) for path in (access, told)} == {0o600}
    assert stat.S_IMODE(access.parent.stat().st_mode) == 0o700


@pytest.mark.anyio
async def test_a_full_disk_fails_no_request_and_is_told_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with audit.kept(Path("/dev/full"), Path("/proc/no/folder/audit.log")):
        async with client(tmp_path) as http:
            for _ in range(3):
                assert (await http.get("/", auth=("lan", USERS["lan"]))).status_code == 200
    told = capsys.readouterr().err.splitlines()
    assert len(told) == 2
    assert "No space left" in next(each for each in told if "/dev/full" in each)


def test_a_full_file_makes_place_for_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audit, "_MOST_BYTES", 1_000)
    monkeypatch.setattr(audit, "_FILES", 2)
    with audit.kept(None, tmp_path / "audit.log"):
        for number in range(100):
            audit.tell("exported", User("lan"), number=number)
    kept = sorted(path.name for path in tmp_path.iterdir())
    assert kept == ["audit.log", "audit.log.1", "audit.log.2"]
    assert {stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()} == {0o600}
    assert lines(tmp_path / "audit.log")[-1]["number"] == 99


def test_the_number_that_opens_a_browsers_history_is_not_told(tmp_path: Path) -> None:
    with audit.kept(None, tmp_path / "audit.log"):
        audit.tell("asked", User("browser:" + "ab" * 16))
    [line] = lines(tmp_path / "audit.log")
    assert line["user"].startswith("browser:")
    assert "abab" not in line["user"]
