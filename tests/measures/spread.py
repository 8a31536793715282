"""A sync of many reports by one process, and by it with 1, 2 and 4 workers beside it; then with two, of which one is killed.

    python -m tests.measures.spread [REPORTS]

Each is a library of its own in one PostgreSQL, with the bundled encoder, of reports of two thousand characters. Workers are up before.
"""

import random
import sys
import threading
import time
from contextlib import ExitStack, closing
from pathlib import Path
from tempfile import TemporaryDirectory

from index.encoder.chosen import BackEndSetting, ChosenEncoder
from index.folders.result import SyncProgress
from index.library import Library
from index.sync import sync
from tests.measures.asking_during_sync import write_reports
from tests.measures.measure import Measure
from tests.measures.worker_process import WorkerProcess
from tests.postgresql import Cluster, cluster

REPORTS = 200
_PARAGRAPHS = 10
_WORKERS = (0, 1, 2, 4)
_BACK_END: BackEndSetting = "openvino-int8"


def main() -> int:
    measures = measure(*map(int, sys.argv[1:]))
    for each in measures:
        print(each)
    return 0 if all(each.is_met for each in measures) else 1


def measure(reports: int = REPORTS) -> list[Measure]:
    """Prints a row of a table for each."""
    encoder = ChosenEncoder(back_end=_BACK_END)
    encoder.encode_passages(["a text that loads the model"])
    print("| workers | seconds | times one process | memory of a worker, MB, at most | lost |\n|---|---|---|---|---|")
    with TemporaryDirectory(dir="/tmp") as folder, cluster() as postgresql:
        made = Path(folder) / "reports"
        write_reports(made, reports, random.Random(0), _PARAGRAPHS)
        alone, lost = 0.0, 0
        for number, (workers, kills) in enumerate([*((each, False) for each in _WORKERS), (2, True)]):
            seconds, memory, missing = _synced(
                Path(folder) / str(number), made, postgresql, encoder, workers, kills=kills
            )
            alone, lost = alone or seconds, lost + missing
            name = f"{workers}, one killed" if kills else f"{workers}"
            times = f"{alone / seconds:.2f}"
            print(f"| {name} | {seconds:.1f} | {times} | {memory:.0f} | {missing or 'nothing'} |", flush=True)
    return [Measure("reports lost", lost, at_most=0)]


def _synced(
    folder: Path, reports: Path, postgresql: Cluster, encoder: ChosenEncoder, workers: int, *, kills: bool
) -> tuple[float, float, int]:
    """Seconds, megabytes, and how many reports are missing."""
    url = postgresql.new()
    with ExitStack() as ended:
        running = [WorkerProcess(folder, url, _BACK_END) for _ in range(workers)]
        for each in running:
            ended.enter_context(closing(each)).start()
        library = ended.enter_context(Library(folder, encoder, database_url=url))
        began, killed = time.monotonic(), threading.Event()

        def kill(progress: SyncProgress) -> None:
            if kills and not killed.is_set() and progress.files_done:
                killed.set()
                running[0].kill()

        sync(library, [reports], on_progress=kill)
        seconds = time.monotonic() - began
        memory = max((each.memory() for each in running[kills:]), default=0.0)
        return seconds, memory, len(list(reports.iterdir())) - len(library.reports.all())


if __name__ == "__main__":
    raise SystemExit(main())
