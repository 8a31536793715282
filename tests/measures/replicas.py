"""How many replicas answer how many questions: simulated with service times that were measured, and checked against real ones.

    python -m tests.measures.replicas [--seconds 20] [--questions 20000]

First a real server, on one core of its own, tells how long a question takes (the histogram of stages of `/metrics`), and how many at
a time it computes as fast as one. With nothing else the simulation foretells one and two such servers behind a real nginx, over copies
of one library, asked by clients who ask again at once; both are printed beside each other. Then it foretells 1 to 50 replicas, each
with such a core, at loads up to 1,000 questions a second; what half of the questions would be sent away by is left out.
"""

import argparse
import itertools
import os
import random
import re
import shutil
import subprocess
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx

from bot.evaluation.figures.metrics import percentile
from tests.bot.server_process import server_process
from tests.bot.widget.portal import free_port
from tests.measures.chroma_kills import library_of_samples
from tests.measures.load import Asked, _ask_until
from tests.measures.simulation import Serving, Simulated, simulate

_CALIBRATED_WITH = 8
"""Clients by whom it is found how many questions at a time are computed as fast as one: all lanes are taken."""
_ONE, _TWO = (1, 4, 8, 12), (2, 4, 8, 16, 24)
"""Clients of one server and of two."""
_REPLICAS = (1, 2, 3, 5, 10, 20, 30, 40, 50)
_LOADS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000)
_NGINX = """daemon off; {user} pid {folder}/nginx.pid; error_log {folder}/error.log; worker_processes 1;
events {{ }}
http {{
    access_log off;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
    upstream replicas {{ least_conn; keepalive 32; {servers} }}
    server {{
        listen 127.0.0.1:{port};
        location / {{ proxy_http_version 1.1; proxy_set_header Connection ""; proxy_set_header Host $host; proxy_pass http://replicas; proxy_read_timeout 120s; }}
    }}
}}
"""


@dataclass(frozen=True, slots=True)
class Took:
    """Seconds by which questions were answered, as buckets of a histogram have them."""

    buckets: tuple[tuple[float, float], ...]
    """Its upper bound, and the share of questions up to it."""
    mean: float

    def drawn(self, lot: random.Random) -> float:
        """Evenly within a bucket, all moved so that the mean is what was measured."""
        return self._within(lot.random()) * self.mean / self._mean()

    def _within(self, share: float) -> float:
        below, reached = 0.0, 0.0
        for bound, upto in self.buckets:
            if share <= upto and upto > reached:
                return below + (bound - below) * (share - reached) / (upto - reached)
            below, reached = bound, upto
        return below

    def _mean(self) -> float:
        edges = [(0.0, 0.0), *self.buckets]
        return sum((low + high) / 2 * (upto - from_) for (low, from_), (high, upto) in itertools.pairwise(edges))


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.measures.replicas")
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--questions", type=int, default=20_000)
    given = parser.parse_args()
    with TemporaryDirectory() as folder, behind_nginx(Path(folder)) as (alone, one, two):
        asked_by(one, 2, given.seconds / 2)
        asked_by(two, 4, given.seconds / 2)  # warms the second
        serving, apart = calibrated(alone, given.seconds)
        print(f"one question alone {1000 * serving_mean(serving):.0f} ms, {serving.cores:.2f} at a time as fast as one, "
              f"{1000 * apart:.0f} ms between server and client; load of this machine {os.getloadavg()[0]:.1f}")  # fmt: skip
        check(serving, apart, one, two, given.seconds)
    foretell(serving, apart, given.questions)


@contextmanager
def behind_nginx(folder: Path) -> Iterator[tuple[str, str, str]]:
    """The address of a server itself, of an nginx before it alone, and of one before two, each on a core of its own."""
    library_of_samples(folder / "first")
    shutil.copytree(folder / "first", folder / "second")
    with ExitStack() as stack:
        servers = [
            stack.enter_context(
                server_process(
                    folder / name,
                    limits=f"taskset -cp {core} $$ > /dev/null",
                    HOIDAP_QUESTIONS_PER_MINUTE="0",
                    HOIDAP_BACKEND="openvino-int8",
                ),
            ).address
            for core, name in enumerate(("first", "second"))
        ]
        proxies = [stack.enter_context(nginx(folder / f"nginx{count}", servers[:count])) for count in (1, 2)]
        yield servers[0], *proxies


@contextmanager
def nginx(folder: Path, servers: list[str]) -> Iterator[str]:
    folder.mkdir()
    port = free_port()
    names = " ".join(f"server {address.removeprefix('http://')};" for address in servers)
    user = "user root;" if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(_NGINX.format(folder=folder, user=user, servers=names, port=port))
    with subprocess.Popen(["nginx", "-p", folder, "-c", folder / "nginx.conf"]) as process:
        try:
            time.sleep(0.5)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()


def asked_by(address: str, clients: int, seconds: float) -> Asked:
    """They ask without a pause for so long."""
    asked, numbers = Asked(), itertools.count(random.Random(clients).randrange(10**9))
    with ThreadPoolExecutor(clients) as threads:
        until = time.monotonic() + seconds
        for each in [threads.submit(_ask_until, address, numbers, until, asked) for _ in range(clients)]:
            each.result()
    if wrong := asked.outcomes.keys() - {"200", "503"}:
        raise AssertionError(f"{address} answered {sorted(wrong)}")
    return asked


def calibrated(address: str, seconds: float) -> tuple[Serving, float]:
    """How one server serves, and the seconds between what it tells and what a client sees."""
    before = told(address)
    alone = asked_by(address, 1, seconds)
    took = between(before, told(address))
    apart = max(0.0, sum(alone.seconds) / len(alone.seconds) - took.mean)
    many = asked_by(address, _CALIBRATED_WITH, seconds)
    cores = min(float(_CALIBRATED_WITH), many.outcomes["200"] / seconds * took.mean)
    return Serving(took.drawn, cores), apart


def told(address: str) -> Mapping[str, float]:
    """Of the stage `whole`: by upper bound how many, with `sum` and `count`."""
    text = httpx.get(f"{address}/metrics").text
    lines = re.findall(
        r'^hoidap_stage_seconds_(bucket|sum|count)\{(?:le="([^"]+)",)?stage="whole"\} (\S+)$', text, re.MULTILINE
    )
    return {bound or kind: float(value) for kind, bound, value in lines}


def between(before: Mapping[str, float], after: Mapping[str, float]) -> Took:
    more = {name: after[name] - before.get(name, 0.0) for name in after}
    bounds = [name for name in more if name not in ("sum", "count", "+Inf")]
    buckets = [(float(name), more[name] / more["count"]) for name in bounds]
    return Took((*buckets, (2 * buckets[-1][0], 1.0)), more["sum"] / more["count"])


def serving_mean(serving: Serving) -> float:
    lot = random.Random(0)
    return sum(serving.demand(lot) for _ in range(10_000)) / 10_000


def check(serving: Serving, apart: float, one: str, two: str, seconds: float) -> None:
    """Simulated and measured beside each other."""
    print(
        "\n| servers | clients | questions/s simulated | measured | p50 ms simulated | measured | p95 ms simulated | measured | sent away simulated | measured |"
    )
    print("|---|---|---|---|---|---|---|---|---|---|")
    for count, address, by in ((1, one, _ONE), (2, two, _TWO)):
        for clients in by:
            found = asked_by(address, clients, seconds)
            said = simulate(serving, count, 4_000, clients=clients)
            cells = [
                len(said.seconds) / said.lasted, found.outcomes["200"] / seconds,
                *(1000 * each for rank in (0.5, 0.95) for each in (ranked(said.seconds, rank) + apart, ranked(found.seconds, rank))),
                said.refused / 4_000, found.outcomes["503"] / len(found.seconds),
            ]  # fmt: skip
            print(f"| {count} | {clients} | {cells[0]:.1f} | {cells[1]:.1f} | " + " | ".join(f"{each:.0f}" for each in cells[2:6])
                  + f" | {cells[6]:.0%} | {cells[7]:.0%} |", flush=True)  # fmt: skip


def foretell(serving: Serving, apart: float, questions: int) -> None:
    print("\n| questions/s | replicas | p50 ms | p95 ms | p99 ms | utilisation | sent away |")
    print("|---|---|---|---|---|---|---|")
    for load in _LOADS:
        for replicas in _REPLICAS:
            found = simulate(serving, replicas, questions, load=load)
            if found.refused < questions / 2:
                print(f"| {load:,} | {replicas} | {row(found, replicas, serving.cores, apart)} |", flush=True)
            if found.refused == 0 and found.busy / found.lasted / replicas / serving.cores < 0.3:
                break


def row(found: Simulated, replicas: int, cores: float, apart: float) -> str:
    times = " | ".join(f"{1000 * (ranked(found.seconds, rank) + apart):.0f}" for rank in (0.5, 0.95, 0.99))
    asked = len(found.seconds) + found.refused
    return f"{times} | {found.busy / found.lasted / replicas / cores:.0%} | {found.refused / asked:.0%}"


def ranked(seconds: list[float], rank: float) -> float:
    return percentile(rank, seconds) or 0.0


if __name__ == "__main__":
    main()
