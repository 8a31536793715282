"""Workers over a real PostgreSQL: what comes of a sync is what one process makes, whatever becomes of them."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from pathlib import Path

import pytest

import index.encoding
import index.workers.task_queue
from index.library import Library
from index.sync import sync
from index.workers.task_queue import TaskQueue, prepare
from index.workers.task_table import SCHEMA, TaskTable
from tests.bot.command_line import hoidap
from tests.conftest import SAMPLES
from tests.index.kept_library import opened, state_of, write_reports
from tests.index.worker_process import worker_process
from tests.postgresql import Cluster

_REPORTS = 30


@pytest.fixture
def url(postgresql: Cluster) -> str:
    return postgresql.new()


@pytest.fixture
def reports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Passages of every twenty are several batches."""
    monkeypatch.setattr(index.encoding, "_PASSAGES_AT_ONCE", 4)
    return write_reports(tmp_path / "reports", range(_REPORTS))


@pytest.fixture
def leave_to_workers(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[], bool]], None]:
    """The sync does none of their share, as long as it is so."""

    def leave(while_: Callable[[], bool]) -> None:
        take_back = TaskQueue.take_back
        monkeypatch.setattr(TaskQueue, "take_back", lambda queue, number: not while_() and take_back(queue, number))

    return leave


@pytest.fixture
def put(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Keys of the tasks that were handed out."""
    keys: list[str] = []
    put = TaskQueue.put

    def noted(queue: TaskQueue, given: Iterable[str]) -> None:
        keys.extend(given := list(given))
        put(queue, given)

    monkeypatch.setattr(TaskQueue, "put", noted)
    return keys


def vectors_of(library: Library) -> list[tuple[object, ...]]:
    return library.database.all(
        "SELECT key, passage, sentences, codes FROM vectors LEFT JOIN token_codes USING (encoder, key) ORDER BY key"
    )


def wait_until(is_so: Callable[[], bool]) -> None:
    for _ in range(600):
        if is_so():
            return
        time.sleep(0.1)
    pytest.fail("not within a minute")


def test_the_library_is_that_of_a_plain_sync(
    url: str, postgresql: Cluster, reports: Path, tmp_path: Path, leave_to_workers: Callable[..., None], put: list[str]
) -> None:
    for sample in sorted(SAMPLES.glob("2025-0*-b*.*")):
        shutil.copy(sample, reports)
    (reports / "xau.pdf").write_bytes(b"%PDF-1.4 broken")
    leave_to_workers(lambda: True)
    plain = postgresql.new()
    with opened(tmp_path / "plain", plain) as library:
        made = sync(library, [reports])
        vectors = vectors_of(library)
    assert put == []
    with worker_process(url), worker_process(url), opened(tmp_path / "spread", url) as library:
        spread = sync(library, [reports])
        assert vectors_of(library) == vectors
        assert library.database.all(f"SELECT * FROM {SCHEMA}.tasks") == []
    assert len(put) > _REPORTS
    assert spread == made
    assert len(spread.failed) == 1
    assert state_of(tmp_path / "spread", url) == state_of(tmp_path / "plain", plain)


def test_workers_that_are_killed_cost_no_report_but_the_one_that_none_can_read(
    url: str, reports: Path, tmp_path: Path, leave_to_workers: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index.workers.task_queue, "SILENT", 3.0)
    (reports / "xau.pdf").write_bytes(b"%PDF-1.4 broken")
    with ExitStack() as ended, opened(tmp_path / "library", url) as library:
        workers = [ended.enter_context(worker_process(url, "7.txt", "xau.pdf")) for _ in range(2)]
        leave_to_workers(lambda: any(each.poll() is None for each in workers))
        result = sync(library, [reports])
        assert [each.poll() for each in workers] == [-signal.SIGKILL] * 2
    assert len(result.added) == _REPORTS
    assert [Path(each.source).name for each in result.failed] == ["xau.pdf"]


def test_what_a_sync_that_was_broken_off_had_read_is_not_read_twice(
    url: str, reports: Path, tmp_path: Path, leave_to_workers: Callable[..., None], put: list[str]
) -> None:
    leave_to_workers(lambda: True)
    with worker_process(url), opened(tmp_path / "library", url) as library:
        with pytest.raises(KeyboardInterrupt):
            sync(library, [reports], on_progress=_broken_off)
        said = set(TaskTable(library.database).said(put))
        put.clear()
        sync(library, [reports])
        assert len(library.reports.all()) == _REPORTS
        assert said
        assert not said & set(put)


def _broken_off(_: object) -> None:
    raise KeyboardInterrupt


def test_it_goes_on_by_itself_where_no_worker_does_anything(
    url: str, reports: Path, tmp_path: Path, put: list[str]
) -> None:
    prepare(url)
    with opened(tmp_path / "library", url) as library:
        library.database.run(f"INSERT INTO {SCHEMA}.procrastinate_workers (last_heartbeat) VALUES (now())")
        assert len(sync(library, [reports]).added) == _REPORTS
    assert len(put) > _REPORTS


def test_the_command_works_over_a_server_that_is_started_anew(postgresql: Cluster, url: str, tmp_path: Path) -> None:
    environment = os.environ | {"HOIDAP_DATABASE_URL": url, "HOIDAP_BACKEND": "openvino"}
    command = [sys.executable, "-m", "bot", "--data", str(tmp_path / "data"), "work"]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout
            assert "works for the syncs of postgresql:///" in process.stdout.readline()
            with opened(tmp_path / "library", url) as library:
                tasks = TaskTable(library.database)
                wait_until(tasks.has_workers)
            postgresql.stop()
            postgresql.start()
            assert "does not answer: waiting" in process.stdout.readline()
            with opened(tmp_path / "library", url) as library:
                known = library.database.one(f"SELECT max(id) FROM {SCHEMA}.procrastinate_workers")
                wait_until(lambda: library.database.one(f"SELECT max(id) FROM {SCHEMA}.procrastinate_workers") != known)
        finally:
            process.terminate()
        assert process.wait(30) == 0


def test_the_command_says_what_it_needs(tmp_path: Path) -> None:
    done = hoidap("--data", str(tmp_path), "work")
    assert done.returncode == 2
    assert "needs the setting 'database_url'" in done.stderr
