"""A Chroma server is killed while questions are asked: what readers see, and how long until all is well again.

    python -m tests.measures.chroma_kills [--users 4] [--away 5] [--passages 20000]

Once its disk is there when it starts again, once it is lost. Then so many passages of random vectors are put into a server, and
what they cost there is told: seconds, bytes, memory, a search and a look which rows it holds.
"""

import argparse
import itertools
import shutil
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx
import numpy as np

from bot.evaluation.figures.metrics import percentile
from index.encoder.chosen import ChosenEncoder
from index.engines.chroma_server import ChromaServer
from index.engines.dense import DenseIndex
from index.engines.scope import Scope
from index.engines.served_chroma import ServedChroma
from index.library import Library
from index.sync import sync
from tests.bot.server_process import server_process
from tests.conftest import BACK_END, SAMPLES
from tests.index.engines.chroma_process import ChromaProcess, chroma_process
from tests.index.stored import stored
from tests.measures.load import questions_of
from tests.measures.measure import Measure

_QUESTION = "Kế hoạch năm 2025 nói gì về việc hợp nhất các sở?"
_HEALTHY_WITHIN = 60.0
"""Seconds from when the server was started again."""
_DIMENSION = 384


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.measures.chroma_kills")
    parser.add_argument("--users", type=int, default=4)
    parser.add_argument("--away", type=float, default=5)
    parser.add_argument("--passages", type=int, default=20_000)
    given = parser.parse_args()
    with TemporaryDirectory() as folder:
        measures = [
            *under_load(Path(folder), library_of_samples, given.users, given.away),
            *held(Path(folder), given.passages),
        ]
    for each in measures:
        print(each)
    return 0 if all(each.is_met for each in measures) else 1


def library_of_samples(folder: Path) -> None:
    with Library(folder, ChosenEncoder(back_end=BACK_END)) as library:
        sync(library, [SAMPLES])


def under_load(folder: Path, copy: Callable[[Path], object], users: int = 4, away: float = 5) -> list[Measure]:
    """`copy` puts a library of the samples, as this process reads them, into a folder."""
    copy(folder / "data")
    with (
        chroma_process(folder / "chroma") as chroma,
        server_process(folder / "data", HOIDAP_CHROMA_URL=chroma.url) as server,
    ):
        return [
            measure
            for loses in (False, True)
            for measure in _one(chroma, server.address, users, away, loses_its_disk=loses)
        ]


def _one(chroma: ChromaProcess, address: str, users: int, away: float, *, loses_its_disk: bool) -> list[Measure]:
    outcomes: Counter[str] = Counter()
    ended, numbers = threading.Event(), itertools.count()
    before = _quotes(address)
    with ThreadPoolExecutor(users) as threads:
        asking = [threads.submit(_ask_until, address, ended, numbers, outcomes) for _ in range(users)]
        time.sleep(2)
        chroma.kill()
        time.sleep(away)
        told = httpx.get(f"{address}/readyz")
        if loses_its_disk:
            shutil.rmtree(chroma.folder)
        began = time.monotonic()
        chroma.start()
        started = time.monotonic() - began
        healthy = _until_ready(address, began)
        time.sleep(1)
        ended.set()
        for each in asking:
            each.result()
    name = "killed, its disk lost" if loses_its_disk else "killed"
    print(f"{name}: outcomes {dict(outcomes)}; readiness meanwhile {told.status_code} {told.json()['wrong']}")
    return [
        Measure(
            f"{name}: neither answered nor told 503",
            sum(outcomes.values()) - outcomes["200"] - outcomes["503"],
            at_most=0,
        ),
        Measure(f"{name}: ready while it was away", float(told.status_code != 503), at_most=0),
        Measure(f"{name}: Chroma answers after (s)", started),
        Measure(f"{name}: healthy after (s)", healthy, at_most=_HEALTHY_WITHIN),
        Measure(f"{name}: answers that differ", float(_quotes(address) != before), at_most=0),
    ]


def _ask_until(address: str, ended: threading.Event, numbers: Iterator[int], outcomes: Counter[str]) -> None:
    with httpx.Client(base_url=address, timeout=60, trust_env=False) as client:
        for question in questions_of(numbers):
            if ended.is_set():
                return
            try:
                outcomes[str(client.post("/api/v1/ask", json={"question": question}).status_code)] += 1
            except httpx.HTTPError as error:
                outcomes[type(error).__name__] += 1


def _until_ready(address: str, began: float) -> float:
    while (took := time.monotonic() - began) < 2 * _HEALTHY_WITHIN:
        with suppress(httpx.TransportError):
            if httpx.get(f"{address}/readyz").status_code == 200:
                break
        time.sleep(0.1)
    return took


def _quotes(address: str) -> object:
    answer = httpx.post(f"{address}/api/v1/ask", json={"question": _QUESTION}, timeout=60).json()
    return [each["quote"] for each in answer["citations"]]


def held(folder: Path, count: int) -> list[Measure]:
    """What `count` passages cost a server."""
    noise = np.random.default_rng(0)
    with chroma_process(folder / "many") as chroma:
        dense, empty = DenseIndex(ServedChroma(ChromaServer(chroma.url), "many", "random")), chroma.memory()
        began = time.monotonic()
        for first in range(0, count, 2_000):
            rows = [stored(row, f"r{row // 20}", "", years=(2024,)) for row in range(first, min(first + 2_000, count))]
            dense.add(rows, _vectors(noise, len(rows)))
        filled = time.monotonic() - began
        began = time.monotonic()
        missing = dense.match(dict.fromkeys(range(count), "default"))
        looked = time.monotonic() - began
        seconds = [
            _timed(lambda: dense.search(_vectors(noise, 1)[0], 100, Scope(frozenset({"default"})))) for _ in range(100)
        ]
        size = sum(each.stat().st_size for each in chroma.folder.rglob("*") if each.is_file())
        dense.close()
        return [
            Measure(f"{count:,} passages: put into a server in (s)", filled),
            Measure(f"{count:,} passages: missing afterwards", len(missing), at_most=0),
            Measure(f"{count:,} passages: which rows it holds, told in (s)", looked),
            Measure(f"{count:,} passages: bytes a passage on its disk", size / count),
            Measure(f"{count:,} passages: bytes a passage of its memory", (chroma.memory() - empty) / count),
            Measure(f"{count:,} passages: a search, p50 (ms)", 1000 * (percentile(0.5, seconds) or 0.0)),
            Measure(f"{count:,} passages: a search, p95 (ms)", 1000 * (percentile(0.95, seconds) or 0.0)),
        ]


def _vectors(noise: np.random.Generator, count: int) -> "np.ndarray[tuple[int, int], np.dtype[np.float32]]":
    drawn = noise.normal(size=(count, _DIMENSION)).astype(np.float32)
    return drawn / np.linalg.norm(drawn, axis=1, keepdims=True)


def _timed(step: Callable[[], object]) -> float:
    began = time.monotonic()
    step()
    return time.monotonic() - began


if __name__ == "__main__":
    raise SystemExit(main())
