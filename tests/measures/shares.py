"""Shares as offices have them, live: does a synced folder keep its reports while its server changes, goes away and comes back?

    python -m tests.measures.shares

A WebDAV server (`rclone serve webdav`) and an SMB server (`smbd`), both on loopback, are mounted with `rclone mount` and synced.
Needs root, /dev/fuse, and Debian's packages rclone, fuse3 and samba; prints what each step did, and ends with 1 where one is wrong.
"""

import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from index.encoder.encoder import HashEncoder
from index.folders.result import SyncResult
from index.library import Library
from index.sync import sync

TEXT = "BÁO CÁO\nKết quả năm 2024\n\nI. KẾT QUẢ\nSở đã số hóa {} trang tài liệu trong năm 2024.\n"
_PASSWORD = "loopback"
_SMB = """[global]
interfaces = lo
bind interfaces only = yes
server role = standalone server
disable netbios = yes
smb ports = {port}
private dir = {state}
lock directory = {state}
state directory = {state}
cache directory = {state}
pid directory = {state}
ncalrpc dir = {state}/ncalrpc
log file = {state}/log
[reports]
path = {files}
read only = yes
"""
Server = tuple[Sequence[str], str]
"""The command that serves, and the share as rclone names it."""


def _webdav(files: Path, state: Path, port: int) -> Server:
    serve = [
        "rclone",
        "serve",
        "webdav",
        str(files),
        "--addr",
        f"127.0.0.1:{port}",
        "--read-only",
        "--dir-cache-time",
        "1s",
    ]
    return serve, f":webdav,url='http://127.0.0.1:{port}',vendor=other:"


def _smb(files: Path, state: Path, port: int) -> Server:
    settings = state / "smb.conf"
    settings.write_text(_SMB.format(port=port, state=state, files=files))
    account = ["pdbedit", "-s", str(settings), "-a", "-t", "-u", "root"]
    subprocess.run(account, input=f"{_PASSWORD}\n{_PASSWORD}\n", text=True, check=True, capture_output=True)
    hidden = subprocess.run(["rclone", "obscure", _PASSWORD], text=True, check=True, capture_output=True).stdout.strip()
    serve = ["smbd", "-F", "--no-process-group", "-s", str(settings)]
    return serve, f":smb,host=127.0.0.1,port={port},user=root,pass={hidden}:reports"


SHARES: dict[str, Callable[[Path, Path, int], Server]] = {"WebDAV": _webdav, "SMB": _smb}


@contextmanager
def _running(command: Sequence[str], is_up: Callable[[], bool]) -> Iterator[None]:
    # smbd ends the whole group of processes that it is in
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, process_group=0)
    try:
        for _ in range(300):
            if is_up():
                break
            time.sleep(0.1)
        else:
            raise TimeoutError(f"{command[0]} does not answer")
        yield
    finally:
        process.terminate()
        process.wait(20)


def _answers(port: int) -> bool:
    with socket.socket() as tried:
        return tried.connect_ex(("127.0.0.1", port)) == 0


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _mounted(share: str, point: Path) -> list[str]:
    patience = ["--timeout", "3s", "--contimeout", "3s", "--retries", "1", "--low-level-retries", "1"]
    return [
        "rclone",
        "mount",
        share,
        str(point),
        "--read-only",
        "--dir-cache-time",
        "1s",
        "--attr-timeout",
        "0",
        *patience,
    ]


def _try(name: str, folder: Path) -> bool:
    """Whether every step did what it should."""
    files, state, point = (folder / each for each in ("files", "state", "mounted"))
    for each in (files, state, point):
        each.mkdir(parents=True)
    for number in range(5):
        (files / f"{number}.txt").write_text(TEXT.format(number), encoding="utf-8")
    port = _free_port()
    serve, share = SHARES[name](files, state, port)
    are_right: list[bool] = []

    def step(what: str, is_right: Callable[[SyncResult], bool]) -> None:
        began = time.monotonic()
        result = sync(library, [point])
        are_right.append(is_right(result) and not result.removed)
        counts = f"added {len(result.added)}, changed {len(result.changed)}, unchanged {result.unchanged}"
        told = "; ".join(f"{Path(each.source).name} {each.reason}" for each in result.failed)
        print(
            f"{name}, {what}: {'as it should' if are_right[-1] else 'WRONG'} ({time.monotonic() - began:.1f} s): {counts}, "
            f"removed {len(result.removed)}, {len(library.reports.all())} reports{f'; told: {told}' if told else ''}",
            flush=True,
        )

    def is_lost(result: SyncResult) -> bool:
        told = [each.reason for each in result.failed]
        return len(told) == 1 and "nothing is removed" in told[0] and len(library.reports.all()) == 6

    with Library(folder / "library", HashEncoder()) as library, ExitStack() as ends:
        with _running(serve, lambda: _answers(port)):
            mount = subprocess.Popen(_mounted(share, point), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            ends.callback(mount.terminate)
            while not point.is_mount():
                time.sleep(0.1)
            step("first read", lambda result: len(result.added) == 5)
            (files / "5.txt").write_text(TEXT.format(5), encoding="utf-8")
            time.sleep(2)
            step("a file more", lambda result: (len(result.added), result.unchanged) == (1, 5))
        time.sleep(2)
        step("its server gone", is_lost)
        with _running(serve, lambda: _answers(port)):
            time.sleep(2)
            step("its server back", lambda result: (result.failed, result.unchanged) == ([], 6))
            subprocess.run(["fusermount3", "-u", str(point)], check=True)
            mount.wait(20)
            step("not mounted", is_lost)
    return all(are_right)


def _main() -> int:
    if missing := [each for each in ("rclone", "fusermount3", "smbd", "pdbedit") if not shutil.which(each)]:
        print(f"not installed: {', '.join(missing)}")
        return 1
    with tempfile.TemporaryDirectory() as folder:
        are_right = [_try(name, Path(folder) / name) for name in SHARES]
    return 0 if all(are_right) else 1


if __name__ == "__main__":
    sys.exit(_main())
