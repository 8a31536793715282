"""Kills whatever changes a library at a moment drawn by lot, goes on, and compares all of it with one that was never killed.

python -m tests.measures.kills [KILLS]
"""

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from index.correct import correct
from index.database.sqlite import RECORD
from index.engines.seal import ENGINES, SEAL
from index.safekeeping.backup import back_up
from index.safekeeping.examine import examine
from index.safekeeping.restore import restore
from index.sync import sync
from index.withdraw import withdraw
from tests.index.kept_library import TEXT, fill, opened, state_of, write_reports

_OLDER = Path(__file__).parents[1] / "index" / "database" / "record_without_version.sql"


@dataclass(frozen=True, slots=True)
class Killed:
    """One kill and what came of it."""

    action: str
    after: float
    """Seconds."""
    in_time: bool
    """Whether the action was still running."""
    wrong: str
    """What differs from a library that was never killed; empty where nothing does."""


def _sync(home: Path) -> None:
    with opened(home / "library") as library:
        sync(library, [home / "more"])


def _upload(home: Path) -> None:
    from bot.upload import Upload, add_files

    with opened(home / "library") as library:
        add_files(library, [Upload(each.name, each) for each in sorted((home / "more").iterdir())])


def _correct(home: Path) -> None:
    with opened(home / "library") as library:
        for report in sorted(library.reports.all(), key=lambda each: each.id)[:10]:
            correct(library, report.id, {"signer": "Trần Thị Bình", "place": "Lam Giang"}, "minh")


def _withdraw(home: Path) -> None:
    with opened(home / "library") as library:
        there = sorted(library.reports.recorded_ids())
        wanted = [each for each in sorted((home / "ids").read_text().split())[:8] if each in there]
        withdraw(library, wanted)


def _back_up(home: Path) -> None:
    back_up(home / "library", home / "backup.zip")


def _restore(home: Path) -> None:
    restore(home / "given.zip", home / "library", replace=True)


def _upgrade(home: Path) -> None:
    """As after an update: the first opening mends the record's schema, the sync what is indexed otherwise now."""
    with opened(home / "library") as library:
        sync(library)
        library.searcher()


def _open(home: Path) -> None:
    with opened(home / "library") as library:
        library.searcher()


ACTIONS: Mapping[str, Callable[[Path], None]] = {
    "sync": _sync, "upload": _upload, "correction": _correct, "backup": _back_up, "restore": _restore, "migration": _upgrade,
    "rebuild": _open, "withdrawal": _withdraw,
}  # fmt: skip


def prepare(action: str, home: Path) -> None:
    """What the action is tried on."""
    library = home / "library"
    write_reports(home / "more", range(100, 140))
    if action == "migration":
        library.mkdir()
        with closing(sqlite3.connect(library / RECORD)) as connection:
            connection.executescript(_OLDER.read_text(encoding="utf-8"))
        return
    fill(library, home / "sources")
    with opened(library) as filled:
        (home / "ids").write_text("\n".join(filled.reports.recorded_ids()))
    if action == "restore":
        back_up(library, home / "given.zip")
        _sync(home)
    if action == "sync":  # something new, something changed, something gone
        _sync(home)
        write_reports(home / "more", range(140, 170))
        for number in range(100, 110):
            (home / "more" / f"{number}.txt").write_text(
                TEXT.format(year=1990, pages=number, more="mới"), encoding="utf-8"
            )
        for number in range(110, 115):
            (home / "more" / f"{number}.txt").unlink()
    if action == "rebuild":
        (library / SEAL).unlink()
        for engine in ENGINES:
            shutil.rmtree(library / engine)


def kills(action: str, count: int, lot: random.Random) -> list[Killed]:
    """`count` kills of one action."""
    with tempfile.TemporaryDirectory() as folder:
        home, given = Path(folder) / "home", Path(folder) / "given"
        home.mkdir()
        prepare(action, home)
        shutil.copytree(home, given)
        seconds = _run(action, home, None)[1]
        clean = _state(action, home)
        found = []
        for _ in range(count):
            _delete(home)
            shutil.copytree(given, home)
            after = lot.uniform(0, 0.8 * seconds)
            in_time, _ = _run(action, home, after)
            found.append(Killed(action, after, in_time, _wrong(action, home, clean)))
        return found


def _delete(folder: Path) -> None:
    while folder.exists():
        with suppress(OSError):  # a reader of tantivy that is still about puts its lock file back
            shutil.rmtree(folder)


def _run(action: str, home: Path, kill_after: float | None) -> tuple[bool, float]:
    """(whether it was killed before it had ended, seconds that it ran)."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.measures.kills", "--act", action, str(home)], stdout=subprocess.PIPE, start_new_session=True
    ) as running:  # fmt: skip
        assert running.stdout is not None
        running.stdout.readline()
        began = time.monotonic()
        try:
            code = running.wait(kill_after)
        except subprocess.TimeoutExpired:
            os.killpg(running.pid, signal.SIGKILL)
            code = running.wait()
        return code == -signal.SIGKILL, time.monotonic() - began


def _wrong(action: str, home: Path, clean: Mapping[str, object]) -> str:
    if action != "restore" and (faults := examine(home / "library").record):
        return faults[0]
    try:
        ACTIONS[action](home)
        state = _state(action, home)
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return ", ".join(name for name in clean if clean[name] != state[name])


def _state(action: str, home: Path) -> dict[str, object]:
    """Of the library; of a backup that of what it holds."""
    if action == "backup":
        shutil.rmtree(home / "restored", ignore_errors=True)
        restore(home / "backup.zip", home / "restored")
        return state_of(home / "restored")
    state = state_of(home / "library")
    if action == "correction":
        state["corrections"] = sorted(state["corrections"])  # type: ignore[call-overload]
    return state


def main(arguments: list[str]) -> None:
    if arguments[:1] == ["--act"]:
        print("begun", flush=True)
        ACTIONS[arguments[1]](Path(arguments[2]))
        return
    total, lot = int(arguments[0]) if arguments else 50, random.Random(20)
    each = -(-total // len(ACTIONS))
    print(f"{'action':12} {'kills':>5} {'in time':>7} {'wrong':>5}")
    for action in ACTIONS:
        found = kills(action, each, lot)
        wrong = [one for one in found if one.wrong]
        print(f"{action:12} {len(found):5} {sum(one.in_time for one in found):7} {len(wrong):5}", flush=True)
        for one in wrong:
            print(f"    after {one.after:.2f} s: {one.wrong}")


if __name__ == "__main__":
    main(sys.argv[1:])
