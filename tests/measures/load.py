"""A real server of the sample reports under load: errors, waiting times and memory.

    python -m tests.measures.load [--users 50] [--minutes 10] [--questions 10000] [--burst 300] [--sync | --no-sync]

`users` ask without a pause for so many minutes while reports are synced again and again; then `burst` questions come at once, each
answered or sent away (503) within five seconds; then one asks so many questions in a row, and the memory may grow by 50 MB.
What is 0 is left out. No question is the same twice: each has a number that no report holds.
"""

import argparse
import itertools
import json
import os
import shutil
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx

from bot.evaluation.figures.metrics import percentile
from tests.bot.server_process import ServerProcess, server_process
from tests.conftest import SAMPLES
from tests.measures.measure import Measure

_ROOT = Path(__file__).parents[2]
_GOLD = _ROOT / "tests" / "gold"
_BACK_END = os.environ.get("HOIDAP_BACKEND", "openvino-int8")
"""The same each time: no measuring which is fastest."""
_WITHIN = 5.0
"""Seconds in which each question of a burst is answered or sent away."""
_MOST_GROWN = 50
"""MB that so many questions in a row may add."""
_WARMING = 300
"""Questions before memory is first taken: models are loaded and caches with a bound fill up."""
_EVERY = 5.0
"""Seconds between two looks at the memory."""


@dataclass(slots=True)
class Asked:
    """What became of questions."""

    seconds: list[float] = field(default_factory=list)
    outcomes: Counter[str] = field(default_factory=Counter)

    def took(self, outcome: str, seconds: float) -> None:
        self.outcomes[outcome] += 1
        self.seconds.append(seconds)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.measures.load")
    parser.add_argument("--users", type=int, default=50)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--questions", type=int, default=10_000)
    parser.add_argument("--burst", type=int, default=300)
    parser.add_argument("--sync", action=argparse.BooleanOptionalAction, default=True)
    given = parser.parse_args()
    measures = measure(given.users, given.minutes, given.questions, given.burst, sync=given.sync)
    for each in measures:
        print(each)
    return 0 if all(each.is_met for each in measures) else 1


def measure(
    users: int = 50, minutes: float = 10, questions: int = 10_000, at_once: int = 300, *, sync: bool = True
) -> list[Measure]:
    """All three on one server; what is 0 is left out."""
    with TemporaryDirectory() as folder, served(Path(folder)) as server:
        return [
            *(for_so_long(server, Path(folder), users, minutes * 60, sync=sync) if users else ()),
            *(burst(server, at_once) if at_once else ()),
            *(in_a_row(server, questions) if questions else ()),
        ]


def for_so_long(server: ServerProcess, folder: Path, count: int, seconds: float, *, sync: bool) -> list[Measure]:
    """So many ask one question after the other for so long, while a sync follows a sync."""
    asked, memory, ended = Asked(), [server.megabytes()], threading.Event()
    until = time.monotonic() + seconds
    numbers = itertools.count()
    with ThreadPoolExecutor(count + 2) as threads:
        threads.submit(_watch, server, memory, ended)
        syncs = threads.submit(_syncs, folder, ended) if sync else None
        for asking in [threads.submit(_ask_until, server.address, numbers, until, asked) for _ in range(count)]:
            asking.result()
        ended.set()
    if syncs is not None:
        print(f"syncs by exit code: {dict(syncs.result())}")
    print(f"outcomes of {count} users: {dict(asked.outcomes)}")
    print("MB over time:", " ".join(f"{each:.0f}" for each in memory[:: max(1, len(memory) // 40)]))
    return [
        Measure("users: questions", len(asked.seconds)),
        Measure("users: neither answered nor sent away", _errors(asked), at_most=0),
        *(Measure(f"users: p{rank} (s)", percentile(rank / 100, asked.seconds) or 0.0) for rank in (50, 95, 99)),
        Measure("users: most memory (MB)", max(memory)),
    ]


def in_a_row(server: ServerProcess, count: int) -> list[Measure]:
    """One asks question after question; how far the memory grows once everything is loaded."""
    asked, numbers = Asked(), itertools.count(10_000_000)
    memory: list[float] = []
    with httpx.Client(base_url=server.address, timeout=120, trust_env=False) as client:
        for number, question in enumerate(itertools.islice(questions_of(numbers), _WARMING + count)):
            if number >= _WARMING and (number - _WARMING) % max(1, count // 20) == 0:
                memory.append(server.megabytes())
            _ask(client, question, asked)
    memory.append(server.megabytes())
    print("MB over questions in a row:", " ".join(f"{each:.0f}" for each in memory))
    return [
        Measure("in a row: neither answered nor sent away", _errors(asked), at_most=0),
        Measure("in a row: memory grown by (MB)", memory[-1] - memory[0], at_most=_MOST_GROWN),
    ]


def burst(server: ServerProcess, count: int) -> list[Measure]:
    """So many come at once, each with a connection of its own."""
    asked, numbers, ready = Asked(), itertools.count(20_000_000), threading.Barrier(count)

    def one(question: str) -> None:
        with httpx.Client(base_url=server.address, timeout=120, trust_env=False) as client:
            ready.wait()
            _ask(client, question, asked)

    with ThreadPoolExecutor(count) as threads:
        list(threads.map(one, itertools.islice(questions_of(numbers), count)))
    print(f"outcomes of a burst of {count}: {dict(asked.outcomes)}")
    return [
        Measure("burst: neither answered nor sent away", _errors(asked), at_most=0),
        Measure("burst: longest (s)", max(asked.seconds), at_most=_WITHIN),
    ]


def _errors(asked: Asked) -> int:
    return sum(times for outcome, times in asked.outcomes.items() if outcome not in ("200", "503"))


def _ask_until(address: str, numbers: Iterator[int], until: float, asked: Asked) -> None:
    with httpx.Client(base_url=address, timeout=120, trust_env=False) as client:
        for question in questions_of(numbers):
            if time.monotonic() > until:
                return
            _ask(client, question, asked)


def _ask(client: httpx.Client, question: str, asked: Asked) -> None:
    began = time.monotonic()
    try:
        outcome = str(client.post("/api/ask", json={"question": question}).status_code)
    except httpx.HTTPError as error:
        outcome = type(error).__name__
    asked.took(outcome, time.monotonic() - began)


def questions_of(numbers: Iterator[int]) -> Iterator[str]:
    """Those of the gold sets over the samples in turn, each with a number of its own."""
    files = [_GOLD / "samples.jsonl", _GOLD / "kinds.jsonl"]
    lines = [line for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    texts = [json.loads(line)["question"] for line in lines]
    for number in numbers:
        yield f"{texts[number % len(texts)]} (phiếu {number})"


def _watch(server: ServerProcess, memory: list[float], ended: threading.Event) -> None:
    while not ended.wait(_EVERY):
        memory.append(server.megabytes())


def _syncs(folder: Path, ended: threading.Event) -> Counter[int]:
    """Syncs a folder again and again, a report changed each time; how often each exit code came."""
    codes: Counter[int] = Counter()
    reports = folder / "reports"
    for number in itertools.count():
        if ended.is_set():
            return codes
        (reports / "thay-doi.txt").write_text(
            f"Báo cáo số {number}/BC-SNV\n\nĐã giải quyết {number} hồ sơ.\n", encoding="utf-8"
        )
        codes[_sync(folder / "data", reports).returncode] += 1
        ended.wait(1)
    return codes


@contextmanager
def served(folder: Path) -> Iterator[ServerProcess]:
    """A server of the samples, read into a library in the folder."""
    shutil.copytree(SAMPLES, folder / "reports")
    _sync(folder / "data", folder / "reports").check_returncode()
    with server_process(folder / "data", HOIDAP_BACKEND=_BACK_END) as server:
        yield server


def _sync(data: Path, reports: Path) -> "subprocess.CompletedProcess[bytes]":
    command = [sys.executable, "-m", "bot", "--data", str(data), "sync", str(reports)]
    environment = os.environ | {"HOIDAP_BACKEND": _BACK_END}
    return subprocess.run(command, cwd=_ROOT, env=environment, capture_output=True, check=False)


if __name__ == "__main__":
    raise SystemExit(main())
