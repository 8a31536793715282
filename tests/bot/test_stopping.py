"""A server that is told to stop says so to who looks, ends what is under way whole, and waits for nobody who only has a page open."""

import json
import os
import signal
import threading
import time
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from tests.bot.served_behind import Gate
from tests.bot.server_process import server_process

MERGER = {"question": "Kế hoạch năm 2025 nói gì về việc hợp nhất các sở?"}
SOON = 20.0
"""Seconds: one on a machine that does nothing else."""


@pytest.mark.slow
def test_what_is_under_way_ends_whole(copy_of_samples: Callable[[Path], Path], tmp_path: Path) -> None:
    with (
        Gate().running() as gate,
        server_process(
            copy_of_samples(tmp_path / "library"), HOIDAP_STOPPING_SECONDS="1", HOIDAP_MODEL="gate", HOIDAP_MODEL_URL=gate.address
        ) as server,
        httpx.Client(base_url=server.address, timeout=60) as client,
    ):  # fmt: skip
        gate.opened.clear()
        heartbeat = threading.Thread(target=listen, args=[server.address])
        heartbeat.start()
        with client.stream("POST", "/api/v1/ask/stream", json=MERGER) as answer:
            lines = answer.iter_lines()
            assert next(line for line in lines if "writing" in line)
            os.kill(server.pid, signal.SIGTERM)
            told = until_unready(server.address)
            assert (told.status_code, told.json()) == (503, {"ready": False, "wrong": ["stopping"], "impaired": []})
            assert httpx.post(f"{server.address}/api/v1/search", json=MERGER, timeout=60).status_code == 200
            heartbeat.join(SOON)
            assert not heartbeat.is_alive()
            gate.opened.set()
            assert any(line == "event: done" for line in lines)
            assert json.loads(next(lines).removeprefix("data: "))["citations"]
        began = time.monotonic()
        while is_running(server.pid) and time.monotonic() - began < SOON:
            time.sleep(0.05)
        assert not is_running(server.pid)


def listen(address: str) -> None:
    """As an open page does for as long as it is open."""
    with httpx.stream("GET", f"{address}/gradio_api/heartbeat/4f1c", timeout=None) as beats:
        assert beats.status_code == 200
        for _ in beats.iter_raw():
            pass


def until_unready(address: str) -> httpx.Response:
    ends = time.monotonic() + SOON
    while (told := httpx.get(f"{address}/readyz")).status_code == 200 and time.monotonic() < ends:
        time.sleep(0.02)
    return told


def is_running(pid: int) -> bool:
    """One that has ended is there until it is waited for."""
    return Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0] != "Z"
