"""From the start of a process to the first answer, over the sample reports already indexed."""

import json
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path
from statistics import median

from index.encoder.encoder import Encoder
from index.library import Library
from index.sync import sync
from tests.measures.gold import SAMPLES
from tests.measures.measure import Measure

QUESTION = "Kế hoạch năm 2025 nói gì về việc hợp nhất các sở?"
_RUNS = 5
_PATIENCE = 120.0
"""Seconds after which a server that does not answer is given up."""


def measure(data: Path, encoder: Encoder, runs: int = _RUNS) -> list[Measure]:
    """Wall seconds, the files in the system's cache."""
    with Library(data, encoder) as library:
        sync(library, [SAMPLES])
    asked = [_timed(lambda: _ask(data)) for _ in range(runs)]
    served = [_timed(lambda: _serve(data)) for _ in range(min(3, runs))]
    return [
        Measure("seconds from `hoidap ask` to its printed answer, least", min(asked)),
        Measure("seconds from `hoidap ask` to its printed answer, median", median(asked), at_most=8),
        Measure("seconds from `hoidap serve` to its first answer over the API, median", median(served), at_most=8),
    ]


def _timed(run: Callable[[], float]) -> float:
    """Seconds from now to the moment that `run` returns."""
    began = time.perf_counter()
    return run() - began


def _ask(data: Path) -> float:
    done = subprocess.run(
        [sys.executable, "-m", "bot", "--data", data, "ask", QUESTION, "--json"], capture_output=True, check=True
    )
    ended = time.perf_counter()
    assert json.loads(done.stdout)["status"] == "answered"
    return ended


def _serve(data: Path) -> float:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-m", "bot", "--data", data, "serve", "--port", str(port)], stdout=subprocess.DEVNULL
    )
    try:
        return _first_answer(f"http://127.0.0.1:{port}/api/ask")
    finally:
        server.terminate()
        server.wait()


def _first_answer(url: str) -> float:
    body = json.dumps({"question": QUESTION}).encode()
    request = urllib.request.Request(url, body, {"Content-Type": "application/json"})
    given_up = time.perf_counter() + _PATIENCE
    while time.perf_counter() < given_up:
        try:
            with urllib.request.urlopen(request, timeout=_PATIENCE) as response:
                answer = json.load(response)
        except OSError:  # nobody listens yet
            time.sleep(0.02)
        else:
            ended = time.perf_counter()
            assert answer["status"] == "answered"
            return ended
    raise TimeoutError(f"no answer from {url} in {_PATIENCE:g} seconds")
