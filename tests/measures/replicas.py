"""How many replicas answer how many questions: simulated with service times that were measured, and checked against real ones.

    python -m tests.measures.replicas [--seconds 20] [--questions 20000]

First a real server, on one core of its own, tells how long a question takes: the histogram of stages of `/metrics` gives the shape, the
processor's time of the process the mean. The simulation then foretells one and two such servers behind a real nginx, over copies of one
library, asked by clients who ask again at once; both are printed beside each other. Others may use the machine too: which share of its
core a server was given is measured in each run, and simulated with. Then it foretells 1 to 50 replicas, each with a whole core,
at loads up to 1,000 questions a second; what half of the questions would be sent away by is left out.
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
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx

from bot.evaluation.figures.metrics import percentile
from tests.bot.server_process import ServerProcess, server_process
from tests.bot.widget.portal import free_port
from tests.measures.chroma_kills import library_of_samples
from tests.measures.load import Asked, _ask_until
from tests.measures.simulation import Serving, Simulated, simulate

_TICKS = os.sysconf("SC_CLK_TCK")
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
    with TemporaryDirectory() as folder, behind_nginx(Path(folder)) as (servers, proxies):
        asked_by(proxies[1], 4, given.seconds)  # warms both
        took, apart = calibrated(servers[0], given.seconds)
        print(f"a question takes {1000 * took.mean:.0f} ms of a core, {1000 * apart:.0f} ms between server and client; "
              f"load of this machine {os.getloadavg()[0]:.1f}\n", flush=True)  # fmt: skip
        check(took, apart, servers, proxies, given.seconds)
    foretell(Serving(took.drawn, cores=1), apart, given.questions)


@contextmanager
def behind_nginx(folder: Path) -> Iterator[tuple[list[ServerProcess], list[str]]]:
    """Two servers, each on a core of its own, and the addresses of an nginx before the first and of one before both."""
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
                )
            )
            for core, name in enumerate(("first", "second"))
        ]
        proxies = [
            stack.enter_context(nginx(folder / f"nginx{count}", [each.address for each in servers[:count]]))
            for count in (1, 2)
        ]
        yield servers, proxies


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


def calibrated(server: ServerProcess, seconds: float) -> tuple[Took, float]:
    """How long one server takes, and the seconds between what it tells and what a client sees."""
    before, used = told(server.address), processor(server)
    alone = asked_by(server.address, 1, seconds)
    took, used = between(before, told(server.address)), processor(server) - used
    apart = max(0.0, sum(alone.seconds) / len(alone.seconds) - took.mean)
    return replace(took, mean=used / len(alone.seconds)), apart


def processor(server: ServerProcess) -> float:
    """Seconds that the process had a core so far."""
    fields = Path(f"/proc/{server.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


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


def check(took: Took, apart: float, servers: list[ServerProcess], proxies: list[str], seconds: float) -> None:
    """Simulated and measured beside each other."""
    print("| servers | clients | share of a core | questions/s simulated | measured | p50 ms simulated | measured | p95 ms simulated | measured | sent away simulated | measured |")  # fmt: skip
    print("|" + "---|" * 11)
    for count, clients in [(1, each) for each in _ONE] + [(2, each) for each in _TWO]:
        used, began = sum(map(processor, servers)), time.monotonic()
        real = asked_by(proxies[count - 1], clients, seconds)
        lasted = time.monotonic() - began
        share = (sum(map(processor, servers)) - used) / lasted / count
        said = simulate(Serving(took.drawn, cores=share), count, 4_000, clients=clients)
        rates = len(said.seconds) / said.lasted, real.outcomes["200"] / lasted
        times = [1000 * ranked(each, rank) for rank in (0.5, 0.95) for each in (said.seconds, real.seconds)]
        away = said.refused / 4_000, real.outcomes["503"] / len(real.seconds)
        cells = [
            f"{share:.0%}",
            *(f"{each:.1f}" for each in rates),
            *(f"{each:.0f}" for each in times),
            *(f"{each:.0%}" for each in away),
        ]
        print(f"| {count} | {clients} | " + " | ".join(cells) + " |", flush=True)


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
