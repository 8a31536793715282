"""A real PostgreSQL server of the tests' own, reached by a socket in a folder, with a database for each who asks."""

import itertools
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

_ACCOUNTS = ("postgres", "nobody")
"""Who it runs as where the tests run as root, which it refuses."""
_OPTIONS = {"listen_addresses": "", "fsync": "off", "max_connections": "200", "shared_buffers": "32MB"}


class Cluster:
    """A server that runs."""

    def __init__(self, folder: Path, process: "subprocess.Popen[bytes]") -> None:
        self.folder = folder
        self.process = process
        self._numbers = itertools.count(1)

    def address(self, database: str) -> str:
        return f"postgresql:///{database}?host={self.folder}&user=hoidap"

    def new(self) -> str:
        """The address of a database with nothing in it."""
        name = f"library{next(self._numbers)}"
        self.tell(f"CREATE DATABASE {name}")
        return self.address(name)

    def tell(self, sql: str, database: str = "postgres") -> list[tuple[object, ...]]:
        with psycopg.connect(self.address(database), autocommit=True) as connection:
            cursor = connection.execute(sql)
            return cursor.fetchall() if cursor.description else []


@contextmanager
def cluster() -> Iterator[Cluster]:
    """Made in a folder of its own, ended with the block; the test is skipped, in CI failed, where there is no PostgreSQL."""
    programs = _programs()
    with tempfile.TemporaryDirectory(prefix="hoidap-pg-", dir="/tmp", ignore_cleanup_errors=True) as parent:
        account = _account()
        folder = Path(parent)
        if account:
            shutil.chown(folder, account)
        made = [
            programs / "initdb",
            "-D",
            folder / "data",
            "-U",
            "hoidap",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C.UTF-8",
            "-k",
            "-N",
        ]
        subprocess.run(made, check=True, stdout=subprocess.DEVNULL, user=account, cwd=folder)
        with started(programs, folder, account) as running:
            yield running


@contextmanager
def started(programs: Path, folder: Path, account: str | None) -> Iterator[Cluster]:
    options = [f"-c{name}={value}" for name, value in (_OPTIONS | {"unix_socket_directories": folder}).items()]
    with (
        (folder / "log").open("ab") as log,
        subprocess.Popen(
            [programs / "postgres", "-D", folder / "data", *options], stdout=log, stderr=log, user=account, cwd=folder
        ) as process,
    ):
        try:
            running = Cluster(folder, process)
            _wait_for(running)
            yield running
        finally:
            process.send_signal(2)  # ends what is connected
            process.wait(30)


def _wait_for(running: Cluster) -> None:
    for _ in range(300):
        try:
            running.tell("SELECT 1")
        except psycopg.OperationalError:
            time.sleep(0.1)
        else:
            return
    pytest.fail((running.folder / "log").read_text())


def _programs() -> Path:
    """The folder of initdb and postgres, the newest of those that Debian has beside one another."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda each: int(each.parts[-3]))
    on_path = shutil.which("initdb")
    if not found and not on_path:
        told = "PostgreSQL is not installed: `make system` installs it"
        if os.environ.get("CI") == "true":
            pytest.fail(told)
        pytest.skip(told)
    return (found[-1] if found else Path(str(on_path)).resolve()).parent


def _account() -> str | None:
    """Who owns its files; None: who runs the tests."""
    if os.getuid():
        return None
    import pwd

    known = {each.pw_name for each in pwd.getpwall()}
    return next(each for each in _ACCOUNTS if each in known)
