"""One of two servers, PostgreSQL, the Chroma server, a worker, and nginx are killed while readers talk and reports are synced.

What readers see, what is lost, how soon all is well:

    python -m tests.measures.server_kills [--away 5]

Each is killed in the middle of talk, is away for so many seconds, and is started again; a sync is under way each time, and is given again until it
ends well. Lost would be an answer that is in no history, a conversation that could not be gone on with, a report that a server does not find.
"""

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx

from bot.conversation.history import History
from index.database.database import Database
from index.database.place import opened
from index.errors import UnreachableRecordError
from tests.bot.served_behind import LAN, MINH
from tests.bot.several_servers import SeveralServers, several_servers
from tests.bot.talking import Talked, talking
from tests.conftest import BACK_END
from tests.index.engines.chroma_process import chroma_process
from tests.index.kept_library import write_reports
from tests.measures.chroma_kills import library_of_samples
from tests.measures.measure import Measure
from tests.measures.worker_process import WorkerProcess
from tests.postgresql import Cluster, cluster

_READERS = [LAN, MINH, LAN]
_REPORTS = 120
"""Of each sync."""
_HEALTHY_WITHIN = 120.0
"""Seconds from when it was started again; a server reads its models first."""


@dataclass(frozen=True, slots=True)
class Part:
    """What is killed."""

    name: str
    kill: Callable[[], None]
    start: Callable[[], None]


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.measures.server_kills")
    parser.add_argument("--away", type=float, default=5)
    given = parser.parse_args()
    with TemporaryDirectory(dir="/tmp") as folder, cluster() as postgresql:
        measures = killed(Path(folder), library_of_samples, postgresql, given.away)
    for each in measures:
        print(each)
    return 0 if all(each.is_met for each in measures) else 1


def killed(folder: Path, copy: Callable[[Path], object], postgresql: Cluster, away: float = 5) -> list[Measure]:
    """`copy` puts a library of the samples into a folder. Prints a row of a table for each part."""
    with (
        chroma_process(folder / "chroma") as chroma,
        several_servers(folder, copy, postgresql, HOIDAP_CHROMA_URL=chroma.url) as servers,
        closing(WorkerProcess(folder / "worker", servers.database, BACK_END)) as worker,
    ):
        worker.start()
        parts = (
            Part("a server", servers.first.kill, servers.first.start),
            Part("PostgreSQL", postgresql.kill, postgresql.start),
            Part("the Chroma server", chroma.kill, chroma.start),
            Part("a worker", worker.kill, worker.start),
            Part("nginx", servers.proxy.program.kill, servers.proxy.program.start),
        )
        print(
            "| killed | requests of readers by what they were told | lost | exit code of the sync | well again after (s) |\n|---|---|---|---|---|"
        )
        return [
            measure
            for number, part in enumerate(parts)
            for measure in _one(servers, chroma.url, part, folder, number, away)
        ]


def _one(servers: SeveralServers, chroma: str, part: Part, folder: Path, number: int, away: float) -> list[Measure]:
    first = _REPORTS * (number + 1)
    reports = write_reports(folder / f"reports{number}", range(first, first + _REPORTS))
    with closing(opened(Path(), servers.database)) as database, talking(servers.proxy, _READERS) as talked:
        with _sync(folder / "first", servers.database, chroma, reports) as syncing:
            while syncing.poll() is None and not _read(database, reports):
                time.sleep(0.1)
            part.kill()
            time.sleep(away)
        began = time.monotonic()  # a server does not start beside a command that has its folder
        part.start()
        healthy = _until_ready(servers, began)
        with _sync(folder / "first", servers.database, chroma, reports) as again:
            pass
    with closing(opened(Path(), servers.database)) as database:
        lost = [*talked.unanswered, *_lost(talked, database), *(["reports"] * (_REPORTS - _read(database, reports)))]
    told = ", ".join(f"{outcome}: {times}" for outcome, times in talked.outcomes.most_common())
    print(
        f"| {part.name} | {told} | {len(lost) or 'nothing'} | {syncing.returncode}, then {again.returncode} | {healthy:.1f} |",
        flush=True,
    )
    return [
        Measure(f"{part.name} killed: lost", len(lost), at_most=0),
        Measure(f"{part.name} killed: exit code of the sync that was given again", again.returncode, at_most=0),
        Measure(f"{part.name} killed: well again after (s)", healthy, at_most=_HEALTHY_WITHIN),
    ]


def _until_ready(servers: SeveralServers, began: float) -> float:
    """Seconds until both servers say that they are well, and readers reach one."""
    left = [httpx.Client(base_url=each.address) for each in (servers.first, servers.second)] + [servers.proxy.client()]
    while left and time.monotonic() - began < _HEALTHY_WITHIN:
        with suppress(httpx.TransportError):
            if left[0].get("/readyz").status_code == 200:
                left.pop(0).close()
                continue
        time.sleep(0.1)
    return time.monotonic() - began


def _sync(data: Path, database: str, chroma: str, reports: Path) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "bot", "--data", data, "sync", reports]
    addresses = {"HOIDAP_DATABASE_URL": database, "HOIDAP_CHROMA_URL": chroma, "HOIDAP_BACKEND": BACK_END}
    environment = os.environ | addresses
    return subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _read(database: Database, reports: Path) -> int:
    """How many reports of a folder the record has; 0 where it does not answer."""
    with suppress(UnreachableRecordError):
        files = database.all("SELECT path FROM files WHERE report_id IS NOT NULL")
        return sum(os.fsdecode(bytes(path)).startswith(f"{reports}/") for (path,) in files)
    return 0


def _lost(talked: Talked, database: Database) -> list[str]:
    """Answers that readers were given and are not in the history of their conversation."""
    history = History(database)
    kept = {each: {one.answer.asked.id for one in history.answers(each, None)} for each in talked.given}
    return [each for conversation, given in talked.given.items() for each in given if each not in kept[conversation]]


if __name__ == "__main__":
    raise SystemExit(main())
