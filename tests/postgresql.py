"""A real PostgreSQL server of the tests' own, reached by a socket in a folder, with a database for each who asks."""

import itertools
import os
import shutil
import signal
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
    """A server that can be stopped and started again."""

    def __init__(self, programs: Path, folder: Path, account: str | None) -> None:
        self.folder = folder
        self._programs = programs
        self._account = account
        self._numbers = itertools.count(1)

    def start(self) -> None:
        """Returns once it answers."""
        options = [f"-c{name}={value}" for name, value in (_OPTIONS | {"unix_socket_directories": self.folder}).items()]
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                [self._programs / "postgres", "-D", self.folder / "data", *options],
                stdout=log, stderr=log, user=self._account, cwd=self.folder,
            )  # fmt: skip
        for _ in range(300):
            try:
                self.tell("SELECT 1")
            except psycopg.OperationalError:
                time.sleep(0.1)
            else:
                return
        pytest.fail((self.folder / "log").read_text())

    def stop(self) -> None:
        """Ends what is connected."""
        self._process.send_signal(signal.SIGINT)
        self._process.wait(30)

    def kill(self) -> None:
        """As if its machine had lost its power, but for what the machine still writes."""
        self._process.send_signal(signal.SIGQUIT)
        self._process.wait(30)

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
        account, folder = _account(), Path(parent)
        if account:
            shutil.chown(folder, account)
        made = ["-D", folder / "data", "-U", "hoidap", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-k", "-N"]
        subprocess.run([programs / "initdb", *made], check=True, stdout=subprocess.DEVNULL, user=account, cwd=folder)
        running = Cluster(programs, folder, account)
        running.start()
        try:
            yield running
        finally:
            running.stop()


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
