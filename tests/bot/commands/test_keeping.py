"""The commands that keep a library: what they print, and how they end."""

from pathlib import Path

import pytest

from bot.upload import FOLDER
from index.database.sqlite import RECORD
from index.safekeeping.repair import UPLOADS
from index.sync import sync
from tests.bot.command_line import hoidap
from tests.index.kept_library import opened, state_of, write_reports


@pytest.fixture(autouse=True)
def fast_encoder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.assemble.open_library", opened)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    with opened(tmp_path / "data") as library:
        sync(library, [write_reports(tmp_path / "reports", range(3))])
    return tmp_path / "data"


def test_backup_restore_repair(data: Path, tmp_path: Path) -> None:
    before, file = state_of(data), tmp_path / "backup.zip"
    done = hoidap("--data", str(data), "backup", str(file))
    assert (done.returncode, "3 originals" in done.stdout) == (0, True)
    done = hoidap("--data", str(data), "restore", str(file))
    assert (done.returncode, "--replace" in done.stderr) == (1, True)
    done = hoidap("--data", str(data), "backup", "")
    assert (done.returncode, len(done.stderr.splitlines())) == (1, 1)
    (data / RECORD).unlink()
    done = hoidap("--data", str(data), "backup", str(tmp_path / "another.zip"))
    assert (done.returncode, "is lost" in done.stderr) == (1, True)
    done = hoidap("--data", str(data), "check")
    assert (done.returncode, "is lost" in " ".join(done.stdout.split())) == (1, True)
    done = hoidap("--data", str(data), "restore", str(file), "--replace")
    assert (done.returncode, "replaced-" in done.stdout.replace("\n", "")) == (0, True)
    assert state_of(data) == before
    done = hoidap("--data", str(data), "repair")
    assert (done.returncode, done.stdout.strip()) == (0, "nothing is amiss")


def test_backup_ends_with_1_where_something_is_left_out_or_nothing_is_written(data: Path, tmp_path: Path) -> None:
    done = hoidap("--data", str(data), "backup", str(data / RECORD))
    assert (done.returncode, len(done.stderr.splitlines()), "outside" in done.stderr) == (1, 1, True)
    (data / "hoidap.toml").symlink_to(tmp_path / "nothing")
    done = hoidap("--data", str(data), "backup", str(tmp_path / "backup.zip"))
    assert (done.returncode, "left out: hoidap.toml leads to no file" in done.stdout) == (1, True)


def test_repair_ends_with_1_where_something_is_lost(data: Path, tmp_path: Path) -> None:
    original = min((data / "originals").iterdir())
    original.write_bytes(b"noise")
    done = hoidap("--data", str(data), "check")
    assert original.name in done.stdout.replace("\n", "").replace(" ", "")
    (tmp_path / "reports").rename(tmp_path / "away")
    done = hoidap("--data", str(data), "repair")
    assert (done.returncode, done.stdout.startswith("lost: the original of")) == (1, True)


def test_uploads_are_where_repair_looks_for_them() -> None:
    assert FOLDER == UPLOADS
