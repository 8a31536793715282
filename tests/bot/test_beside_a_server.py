"""Every command works beside a running server, and says the same as without one."""

import json
import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from bot.owners_socket import NAME
from index.engines.seal import SEAL
from tests.bot.server_process import ServerProcess, server_process
from tests.conftest import BACK_END, SAMPLES

QUESTION = "Kế hoạch năm 2025 nói gì về việc hợp nhất các sở?"
NEW = "BÁO CÁO\n\nSố: 77/BC-SNV\n\nSở Nội vụ đã tuyển 417 công chức bằng xe đạp trong năm 2025.\n"


def hoidap(data: Path, *arguments: str, code: int = 0) -> str:
    """What the command writes to stdout."""
    done = subprocess.run(
        [sys.executable, "-m", "bot", "--data", str(data), *arguments],
        capture_output=True, text=True, env=os.environ | {"HOIDAP_BACKEND": BACK_END}, check=False,
    )  # fmt: skip
    assert done.returncode == code, done.stderr
    return done.stdout + done.stderr if code else done.stdout


@pytest.fixture(scope="module")
def data(copy_of_samples: Callable[[Path], Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library so deep that no socket could be named by its whole path."""
    deep = tmp_path_factory.mktemp("deep").joinpath(*["d" * 50] * 3)
    deep.mkdir(parents=True)
    return copy_of_samples(deep / "library")


@pytest.fixture(scope="module")
def server(data: Path) -> Iterator[ServerProcess]:
    with server_process(data) as running:
        yield running


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "new.txt").write_text(NEW, encoding="utf-8")
    (folder / "bad.pdf").write_bytes(b"%PDF-1.7 broken")
    return folder


def test_only_the_owner_of_the_folder_can_open_the_socket(server: ServerProcess, data: Path) -> None:
    assert stat.S_IMODE((data / NAME).stat().st_mode) == 0o600
    assert stat.S_IMODE(data.stat().st_mode) == 0o700


def test_a_sync_beside_the_server_tells_what_one_without_it_tells(
    server: ServerProcess, data: Path, reports: Path, tmp_path: Path
) -> None:
    alone = hoidap(tmp_path / "alone", "sync", str(reports), "--json", code=1)
    beside = hoidap(data, "sync", os.path.relpath(reports), "--json", code=1)
    assert json.loads(beside) == json.loads(alone)
    assert json.loads(beside)["added"] == [str(reports / "new.txt")]
    [found] = [each for each in httpx.get(f"{server.address}/api/reports").json() if each["source"].endswith("new.txt")]
    table = hoidap(data, "sync", str(reports), code=1)
    assert "1 unchanged, 1 failed" in table

    hoidap(data, "remove", str(reports / "new.txt"))
    assert httpx.get(f"{server.address}/api/reports/{found['id']}").status_code == 404
    assert json.loads(hoidap(data, "sync", str(reports), "--json", code=1))["withdrawn"] == [str(reports / "new.txt")]
    assert "no report" in hoidap(data, "remove", found["id"], code=1)
    hoidap(data, "remove", "--undo", found["id"])
    assert json.loads(hoidap(data, "sync", str(reports), "--json", code=1))["added"] == [str(reports / "new.txt")]
    assert "1 withdrawn" in hoidap(data, "remove", found["number"] or found["id"])


def test_a_question_beside_the_server_is_answered_by_it(server: ServerProcess, data: Path, tmp_path: Path) -> None:
    told = json.loads(hoidap(data, "ask", QUESTION, "--json"))
    asked = httpx.post(f"{server.address}/api/ask", json={"question": QUESTION}, timeout=60).json()
    same = ("status", "answer", "citations", "statements", "filters")
    assert [told[name] for name in same] == [asked[name] for name in same]
    follow_up = json.loads(hoidap(data, "ask", "còn năm 2024?", "--conversation", told["conversation"], "--json"))
    assert follow_up["conversation"] == told["conversation"]
    shown = " ".join(hoidap(data, "ask", QUESTION, "--year", "2025").split())
    assert " ".join(told["citations"][0]["quote"].split())[:40] in shown


def test_what_readers_thought_is_read_beside_the_server(server: ServerProcess, data: Path) -> None:
    asked = httpx.post(f"{server.address}/api/ask", json={"question": QUESTION}, timeout=60).json()
    told = json.loads(hoidap(data, "ask", QUESTION, "--json"))
    judged = httpx.Client(transport=httpx.HTTPTransport(uds=_short(data)))
    for answer_id in (asked["id"], told["id"]):
        sent = {"answer_id": answer_id, "verdict": "down", "comment": "thiếu"}
        httpx.post(f"{server.address}/api/feedback", json=sent)
        judged.post("http://localhost/api/feedback", json=sent)
    judged.close()
    cases = [json.loads(line) for line in hoidap(data, "feedback", "--json").splitlines()]
    assert {told["id"]} <= {case["id"] for case in cases}
    drafted = hoidap(data, "draft", "--count", "3")
    assert int(drafted.split()[0]) > 3


def test_an_evaluation_has_a_library_of_its_own(server: ServerProcess, data: Path, tmp_path: Path) -> None:
    dataset = tmp_path / "dataset"
    dataset.mkdir()
    (dataset / "new.txt").write_text(NEW, encoding="utf-8")
    case = {
        "id": "1",
        "question": "Sở Nội vụ tuyển bao nhiêu công chức?",
        "gold": [{"report": "new.txt", "quote": "417 công chức"}],
    }
    (dataset / "cases.jsonl").write_text(json.dumps(case, ensure_ascii=False) + "\n", encoding="utf-8")
    assert "1 questions" in hoidap(data, "evaluate", str(dataset))


def test_a_server_that_was_killed_is_not_waited_for(copy_of_samples: Callable[[Path], Path], tmp_path: Path) -> None:
    data = copy_of_samples(tmp_path / "library")
    with server_process(data) as running:
        os.kill(running.pid, signal.SIGKILL)
    assert (data / NAME).is_socket()
    assert "Nothing new to read" in hoidap(data, "sync", str(SAMPLES))
    with server_process(data) as running:
        assert "Nothing new to read" in hoidap(data, "sync", str(SAMPLES))
    assert "Nothing new to read" in hoidap(data, "sync")


def test_folders_are_synced_by_themselves_until_the_server_stops(
    copy_of_samples: Callable[[Path], Path], tmp_path: Path, reports: Path
) -> None:
    data = copy_of_samples(tmp_path / "library")
    hoidap(data, "sync", str(reports), code=1)
    with server_process(data, HOIDAP_SYNC_EVERY="1 s") as running:
        (reports / "later.txt").write_text(NEW.replace("417", "418"), encoding="utf-8")
        deadline = time.monotonic() + 120
        while not any(
            each["source"].endswith("later.txt")
            for each in httpx.get(f"{running.address}/api/reports", timeout=60).json()
        ):
            assert time.monotonic() < deadline
            time.sleep(0.2)
        os.kill(running.pid, signal.SIGINT)
        while Path(f"/proc/{running.pid}/cmdline").read_text():
            time.sleep(0.1)
        log = running.log.read_text()
    assert log.count("bad.pdf") == 1
    assert "Traceback" not in log
    assert not (data / NAME).exists()


def test_who_stops_the_server_by_sigterm_finds_the_library_closed(
    copy_of_samples: Callable[[Path], Path], tmp_path: Path
) -> None:
    data = copy_of_samples(tmp_path / "library")
    with server_process(data) as running:
        assert httpx.post(f"{running.address}/api/ask", json={"question": QUESTION}, timeout=60).status_code == 200
        os.kill(running.pid, signal.SIGTERM)
        while Path(f"/proc/{running.pid}/cmdline").read_text():
            time.sleep(0.1)
    assert not (data / NAME).exists()
    sealed = json.loads((data / SEAL).read_text())
    assert sealed.pop("revision")
    assert all(isinstance(of_engine, dict) for of_engine in sealed.values())


def _short(data: Path) -> str:
    """A name of the socket that fits an address."""
    link = Path(os.environ.get("TMPDIR", "/tmp")) / f"hoidap-test-{os.getpid()}"
    link.unlink(missing_ok=True)
    link.symlink_to(data)
    return str(link / NAME)
