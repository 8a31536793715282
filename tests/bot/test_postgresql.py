"""All commands over a record in PostgreSQL, beside a server and without one."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import httpx
import psycopg
import pytest

from tests.bot.server_process import ServerProcess, server_process
from tests.conftest import BACK_END, SAMPLES
from tests.postgresql import Cluster

QUESTION = "Kế hoạch năm 2025 nói gì về việc hợp nhất các sở?"
NEW = "BÁO CÁO\n\nSố: 77/BC-SNV\n\nSở Nội vụ đã tuyển 417 công chức bằng xe đạp trong năm 2025.\n"
PATIENCE = 10.0
"""Seconds: two on a machine that does nothing else."""
SAME = ("status", "answer", "citations", "statements", "filters")


def hoidap(data: Path, *arguments: str, url: str = "", code: int = 0, typed: str = "") -> str:
    """What the command writes, where `database_url` is `url`."""
    done = subprocess.run(
        [sys.executable, "-m", "bot", "--data", str(data), *arguments],
        capture_output=True, text=True, input=typed, check=False,
        env=os.environ | {"HOIDAP_BACKEND": BACK_END, "HOIDAP_DATABASE_URL": url},
    )  # fmt: skip
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout + done.stderr if code else done.stdout


def answer(told: str) -> dict[str, object]:
    return {name: json.loads(told)[name] for name in SAME}


@pytest.mark.slow
def test_the_samples_move_are_asked_served_changed_backed_up_and_moved_back(
    copy_of_samples: Callable[[Path], Path], postgresql: Cluster, tmp_path: Path
) -> None:
    data, url, other = copy_of_samples(tmp_path / "library"), postgresql.new(), postgresql.new()
    reports = tmp_path / "reports"
    reports.mkdir()
    (reports / "new.txt").write_text(NEW, encoding="utf-8")
    hoidap(data, "user", "new", "lan", typed="mật khẩu riêng của Lan\nmật khẩu riêng của Lan\n")
    before = answer(hoidap(data, "ask", QUESTION, "--json"))

    assert "each the same as before" in hoidap(data, "move", "--to", url)
    assert "is lost" in hoidap(data, "check", code=1)
    assert answer(hoidap(data, "ask", QUESTION, "--json", url=url)) == before
    assert not (data / "library.sqlite").exists()
    assert list(json.loads(hoidap(data, "user", "list", "--json", url=url))["users"]) == ["lan"]
    assert not (data / "accounts.json").exists()

    with (
        server_process(data, HOIDAP_DATABASE_URL=url) as server,
        httpx.Client(base_url=server.address, timeout=60) as client,
    ):
        assert client.get("/readyz").json()["ready"]
        client.auth = (b"lan", "mật khẩu riêng của Lan".encode())
        asked = client.post("/api/v1/ask", json={"question": QUESTION}).json()
        assert {name: asked[name] for name in SAME} == before
        client.post("/api/v1/feedback", json={"answer_id": asked["id"], "verdict": "up"}).raise_for_status()
        assert json.loads(hoidap(data, "sync", str(reports), "--json", url=url))["added"] == [str(reports / "new.txt")]
        assert "417 công chức" in hoidap(data, "ask", "Sở Nội vụ tuyển bao nhiêu công chức bằng xe đạp?", url=url)
        told = [
            json.loads(str(line)) for (line,) in postgresql.tell("SELECT line FROM audit ORDER BY row", name_of(url))
        ]
        assert {"asked", "synced"} <= {each["event"] for each in told}
        assert "lan" in {each["user"] for each in told}
        hoidap(data, "backup", str(tmp_path / "backup.zip"), url=url)
        hoidap(data, "remove", "77/BC-SNV", url=url)
        assert "no report" in hoidap(data, "remove", "77/BC-SNV", code=1, url=url)
        assert {row[0] for row in postgresql.tell("SELECT verdict FROM feedback", name_of(url))} == {"up"}
    checked = hoidap(data, "check", url=url, code=0)
    assert "its record in" in " ".join(checked.split())

    assert "not empty" in hoidap(tmp_path / "restored", "restore", str(tmp_path / "backup.zip"), url=url, code=1)
    hoidap(tmp_path / "restored", "restore", str(tmp_path / "backup.zip"), "--replace", url=other)
    assert answer(hoidap(tmp_path / "restored", "ask", QUESTION, "--json", url=other)) == before
    assert "lan" in hoidap(tmp_path / "restored", "user", "list", url=other)
    assert "77/BC-SNV" in hoidap(tmp_path / "restored", "ask", "77/BC-SNV nói gì về công chức?", url=other)

    hoidap(data, "move", "--to", "folder", url=url)
    assert answer(hoidap(data, "ask", QUESTION, "--json")) == before
    assert "lan" in hoidap(data, "user", "list")
    assert "database_url" in hoidap(data, "ask", QUESTION, url=url, code=1)


def test_a_new_library_begins_in_postgresql(postgresql: Cluster, tmp_path: Path) -> None:
    data, url = tmp_path / "library", postgresql.new()
    file = str(SAMPLES / "2023-08-18-qd-ubnd-kho-du-lieu-dung-chung.txt")
    assert json.loads(hoidap(data, "sync", file, "--json", url=url))["added"] == [file]
    assert json.loads(hoidap(data, "sync", "--json", url=url))["unchanged"] == 1
    assert not list(data.glob("library.sqlite*"))
    hoidap(data, "repair", url=url)
    hoidap(data, "sync", "--leave", file, url=url)
    assert postgresql.tell("SELECT count(*) FROM reports", name_of(url)) == [(0,)]


@pytest.mark.slow
def test_a_server_sees_soon_what_another_synced(
    copy_of_samples: Callable[[Path], Path], postgresql: Cluster, tmp_path: Path
) -> None:
    data, url = copy_of_samples(tmp_path / "library"), postgresql.new()
    hoidap(data, "move", "--to", url)
    reports = tmp_path / "reports"
    reports.mkdir()
    (reports / "new.txt").write_text(NEW, encoding="utf-8")
    here = tmp_path / "other"
    with (
        server_process(data, HOIDAP_DATABASE_URL=url) as first,
        server_process(here, HOIDAP_DATABASE_URL=url) as second,
        httpx.Client(timeout=60) as client,
    ):

        def asked(server: ServerProcess) -> dict[str, object]:
            told = client.post(f"{server.address}/api/v1/ask", json={"question": QUESTION}).json()
            return {name: told[name] for name in SAME}

        def has_new(server: ServerProcess) -> bool:
            question = "Sở Nội vụ tuyển bao nhiêu công chức bằng xe đạp?"
            return "77/BC-SNV" in client.post(f"{server.address}/api/v1/search", json={"question": question}).text

        def seconds_until(server: ServerProcess, *, has: bool) -> float:
            began = time.monotonic()
            while has_new(server) != has and time.monotonic() - began < PATIENCE:
                time.sleep(0.05)
            return time.monotonic() - began

        assert asked(first) == asked(second)
        hoidap(data, "sync", str(reports), url=url)
        seen = seconds_until(second, has=True)
        assert client.get(f"{second.address}/readyz").json()["ready"]
        hoidap(here, "remove", "77/BC-SNV", url=url)
        forgotten = seconds_until(first, has=False)
        print(f"seen after {seen:.2f} s, forgotten after {forgotten:.2f} s")
        assert max(seen, forgotten) < PATIENCE


def name_of(url: str) -> str:
    return str(psycopg.conninfo.conninfo_to_dict(url)["dbname"])


@pytest.mark.parametrize(
    "address", ["postgresql://lan:bi-mat-lam@127.0.0.1:1/hoidap", "mysql://lan:bi-mat-lam@db/hoidap"]
)
def test_an_address_where_no_record_can_be_is_one_line_without_its_password(tmp_path: Path, address: str) -> None:
    for command in (
        ("ask", QUESTION),
        ("sync", str(SAMPLES)),
        ("serve",),
        ("backup", str(tmp_path / "b.zip")),
        ("user", "list"),
    ):
        told = hoidap(tmp_path / "library", *command, url=address, code=1 if "postgresql" in address else 2)
        assert "database_url" in told
        assert "bi-mat" not in told
        assert "Traceback" not in told
