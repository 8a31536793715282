"""The command line, the API and the guard, each as a user meets it; and no network at all."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI

from bot.answerer import Answerer
from bot.api.app import api_of
from bot.settings import Settings
from index.library import Library

SAMPLES = Path(__file__).parents[2] / "corpus" / "samples"
OFFLINE = """
import ipaddress, socket, sys
real = socket.socket.connect
def connect(self, address):
    if self.family != socket.AF_UNIX and not ipaddress.ip_address(address[0]).is_loopback:
        print("NETWORK", address, file=sys.stderr); raise OSError("no network")
    return real(self, address)
def lookup(host, *rest, **more):
    print("NETWORK", host, file=sys.stderr); raise OSError("no network")
socket.socket.connect = connect; socket.getaddrinfo = lookup
from bot.__main__ import app
app()
"""


def hoidap(*arguments: str, offline: bool = False, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", OFFLINE] if offline else [sys.executable, "-m", "bot"]
    return subprocess.run(
        [*command, *arguments], capture_output=True, text=True, env=os.environ | environment, check=False
    )


def test_sync_ask_offline(tmp_path: Path) -> None:
    data = ("--data", str(tmp_path / "data"))
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "hoidap.toml").write_text(  # a feed that nothing says to pull
        'feed_sites = ["https://vanban.example"]\n[feeds.tinh]\nurl = "https://vanban.example/feed"\n', encoding="utf-8"
    )
    sample = str(SAMPLES / "2023-08-18-qd-ubnd-kho-du-lieu-dung-chung.txt")
    first = hoidap(*data, "sync", sample, "--json", offline=True)
    assert first.returncode == 0, first.stderr
    assert len(json.loads(first.stdout)["added"]) == 1
    again = hoidap(*data, "sync", sample, offline=True)
    assert "Nothing new to read" in again.stdout
    answer = hoidap(*data, "ask", "thoi han chia se du lieu la bao nhieu ngay", "--json", offline=True)
    assert answer.returncode == 0, answer.stderr
    assert json.loads(answer.stdout)["status"] in ("answered", "declined")
    with served(*data) as (address, errors):
        asked = httpx.post(f"{address}/api/ask", json={"question": "thời hạn chia sẻ dữ liệu là bao nhiêu ngày?"})
        assert asked.status_code == 200
        assert asked.json()["status"] in ("answered", "declined")
        assert httpx.get(f"{address}/").status_code == 200
    assert "NETWORK" not in first.stderr + again.stderr + answer.stderr + "".join(errors)


@contextmanager
def served(*arguments: str) -> Iterator[tuple[str, list[str]]]:
    """A server process without network, its address and, once it has ended, what it wrote to stderr."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-c", OFFLINE, *arguments, "serve", "--port", str(port)]
    errors: list[str] = []
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        assert "hoidap: http://" in server.stdout.readline()
        try:
            wait_for(f"http://127.0.0.1:{port}/healthz")
            yield f"http://127.0.0.1:{port}", errors
        finally:
            server.terminate()
            errors.append(server.communicate(timeout=60)[1])


def wait_for(address: str) -> None:
    for _ in range(200):
        with suppress(httpx.TransportError):
            httpx.get(address)
            return
        time.sleep(0.1)
    pytest.fail(f"{address} does not answer")


@pytest.mark.parametrize(
    ("arguments", "environment", "code", "line"),
    [
        (("sync", "/no/such/folder"), {}, 1, ""),
        (("ask", "gì?"), {"HOIDAP_COLOUR": "red"}, 2, "there is no setting 'colour'"),
        (("read", "/no/such/file.pdf"), {}, 1, "does not exist"),
        (("evaluate", "/no/such/dataset"), {}, 2, "corpus.jsonl"),
        (("nonsense",), {}, 2, ""),
    ],
)
def test_errors_are_one_line(
    tmp_path: Path, arguments: tuple[str, ...], environment: dict[str, str], code: int, line: str
) -> None:
    done = hoidap("--data", str(tmp_path), *arguments, **environment)
    assert done.returncode == code
    assert "Traceback" not in done.stderr
    assert line in done.stderr


def client(app: FastAPI) -> httpx.AsyncClient:
    return httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://127.0.0.1")


@pytest.mark.anyio
async def test_api(sample_library: Library, sample_answerer: Answerer) -> None:
    async with client(api_of(sample_answerer, sample_library, Settings())) as http:
        question = {"question": "Kế hoạch năm 2025 nói gì về việc hợp nhất các sở?"}
        answer = (await http.post("/api/ask", json=question)).json()
        assert answer["status"] == "answered"
        stream = (await http.post("/api/ask/stream", json=question)).text
        events = [line.removeprefix("event: ") for line in stream.splitlines() if line.startswith("event: ")]
        assert events[:4] == ["stage", "stage", "citation", "statement"]
        found = json.loads(stream.split("\n\n")[1].split("data: ")[1])
        assert found["stage"] == "found"
        assert 1 <= found["reports"] <= found["passages"]
        assert events[-1] == "done"
        following = {"question": "ai chủ trì?", "conversation": answer["conversation"]}
        followed = (await http.post("/api/ask", json=following)).json()
        assert followed["conversation"] == answer["conversation"]
        assert "hợp nhất" in followed["searched_as"]
        history = [{"role": "user", "content": question["question"]}]
        followed = (await http.post("/api/ask", json=following | {"conversation": history})).json()
        assert "hợp nhất" in followed["searched_as"]
        wrong = [{"role": "system", "content": "x"}]
        assert (await http.post("/api/ask", json=following | {"conversation": wrong})).status_code == 422
        talk = (await http.post("/api/ask", json={"question": "xin chào"})).json()
        assert (talk["status"], talk["citations"], talk["statements"]) == ("smalltalk", [], [])
        reports = (await http.get("/api/reports")).json()
        assert len(reports) == 12
        cited = answer["citations"][0]
        report = (await http.get(f"/api/reports/{cited['report_id']}")).json()
        assert report["text"][cited["start"] : cited["end"]] == cited["quote"]
        page = await http.get(cited["url"])
        assert '<mark id="passage"' in page.text
        assert "default-src 'self'" in page.headers["Content-Security-Policy"]
        assert (await http.get(f"/api/reports/{cited['report_id']}/original")).status_code == 200
        assert (await http.get("/api/reports/nothing")).status_code == 404
        assert (await http.post("/api/ask", json=question | {"filters": {"colour": 1}})).status_code == 422
        feedback = {"answer_id": answer["id"], "verdict": "up"}
        assert (await http.post("/api/feedback", json=feedback)).status_code == 204
        feedback["reasons"] = ["bất kỳ lý do ngắn nào"]  # type: ignore[assignment]
        assert (await http.post("/api/feedback", json=feedback)).status_code == 204
        feedback["reasons"] = ["dài" * 100]  # type: ignore[assignment]
        assert (await http.post("/api/feedback", json=feedback)).status_code == 422


@pytest.mark.anyio
async def test_a_key_lets_in(sample_library: Library, sample_answerer: Answerer) -> None:
    async with client(api_of(sample_answerer, sample_library, Settings(api_keys=("secret-of-the-server",)))) as http:
        assert (await http.get("/api/reports")).status_code == 401
        assert (await http.get("/healthz")).status_code == 200
        assert (
            await http.get("/api/reports", headers={"Authorization": "Bearer secret-of-the-server"})
        ).status_code == 200
        assert (await http.get("/api/reports", auth=("anyone", "secret-of-the-server"))).status_code == 200
        assert (await http.get("/api/reports", auth=("anyone", "wrong"))).status_code == 401


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


def test_every_setting_is_documented() -> None:
    page = (Path(__file__).parents[2] / "docs" / "settings.md").read_text(encoding="utf-8")
    for name in Settings.model_fields:
        assert f"`{name}`" in page
        assert f"`HOIDAP_{name.upper()}" in page
