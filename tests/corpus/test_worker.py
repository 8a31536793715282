import os
import sys
from pathlib import Path

import pytest

from corpus.errors import MissingPathError, UnreadableFileError
from corpus.report import Report
from corpus.worker import ReadingPool, read_all
from tests.corpus.small_reports import BAO_CAO


@pytest.fixture
def reports(tmp_path: Path) -> list[Path]:
    """Two good files with a bad one between them."""
    paths = [tmp_path / name for name in ("1.txt", "2.pdf", "3.txt")]
    paths[0].write_text(BAO_CAO, encoding="utf-8")
    paths[1].write_bytes(b"%PDF-1.4 broken")
    paths[2].write_text(BAO_CAO + "\n", encoding="utf-8")
    return paths


@pytest.mark.parametrize("workers", [1, 2])
def test_a_bad_file_costs_one_line_and_the_others_are_read(reports: list[Path], workers: int) -> None:
    outcomes = list(read_all(reports, workers=workers))
    assert [path for path, _ in outcomes] == reports
    assert isinstance(outcomes[0][1], Report)
    assert isinstance(outcomes[1][1], UnreadableFileError)
    assert isinstance(outcomes[2][1], Report)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    ((_, outcome),) = read_all([tmp_path / "khong-co.txt"])
    assert isinstance(outcome, MissingPathError)


@pytest.fixture
def sabotaged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A `corpus.read` in front of the real one, whose `read` hangs, dies or eats memory as the file's name says."""
    package = tmp_path / "path" / "corpus"
    package.mkdir(parents=True)
    real = Path(sys.modules["corpus"].__file__ or "").parent
    for source in real.iterdir():
        (package / source.name).symlink_to(source)
    (package / "read.py").unlink()
    (package / "read.py").write_text(
        "import os, subprocess, sys, threading, time\nfrom corpus.errors import UnreadableFileError\n"
        "def read(path, *, collection, on_page):\n"
        "    if 'treo' in path: threading.Event().wait()\n"
        "    while 'quay' in path: pass\n"
        "    little = 'import time\\nfor _ in range(30): sum(range(300_000)); time.sleep(0.1)'\n"
        "    if 'it' in path: exec(little)\n"
        "    if 'con' in path: subprocess.run([sys.executable, '-c', little])\n"
        "    if 'chet' in path: os._exit(9)\n"
        "    if 'day' in path: bytearray(8 * 1024**3)\n"
        "    if 'la' in path: raise ZeroDivisionError('x')\n"
        "    if 'oom' in path: raise ValueError(open('/proc/self/oom_score_adj').read())\n"
        "    if 'in' in path: print('noise on stdout')\n"
        "    if 'cham' in path:\n"
        "        for page in range(6): time.sleep(0.4); on_page(page, 6)\n"
        "    raise UnreadableFileError('is_archive')\n"
    )
    monkeypatch.setattr(sys, "path", [str(package.parent), *sys.path])


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("treo.pdf", "took longer than 1.5 seconds"),
        ("quay.pdf", "took longer than 1.5 seconds"),
        ("it.pdf", "is a zip archive"),  # has the processor for little of the time, as behind others
        ("con.pdf", "is a zip archive"),  # a child of it has
        ("chet.pdf", "ended the reader"),
        ("day.pdf", "needs more memory"),
        ("la.pdf", "ZeroDivisionError"),
        ("oom.pdf", "ValueError: 1000"),  # the first to be ended where memory runs out
        ("in.pdf", "is a zip archive"),
        ("cham.pdf", "is a zip archive"),
    ],
)
@pytest.mark.usefixtures("sabotaged")
def test_whatever_happens_the_next_file_is_read(name: str, words: str) -> None:
    with ReadingPool(seconds=1.5) as pool:
        outcomes = list(pool.read_all([Path(name), Path("x.pdf")]))
    assert words in str(outcomes[0][1])
    assert "\n" not in str(outcomes[0][1])
    assert str(outcomes[1][1]).startswith("is a zip archive")


def test_closing_ends_the_processes(reports: list[Path]) -> None:
    pool = ReadingPool()
    next(iter(pool.read_all(reports)))
    (worker,) = pool._all
    assert worker._process is not None
    pid = worker._process.pid
    pool.close()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
