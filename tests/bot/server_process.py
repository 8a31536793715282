"""A real server process over a library, with what a machine denies it."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from tests.conftest import BACK_END

_FAULTS = {-fault for fault in (signal.SIGABRT, signal.SIGBUS, signal.SIGFPE, signal.SIGILL, signal.SIGSEGV)}
"""What no test sends: the program's own end."""


@dataclass(frozen=True, slots=True)
class ServerProcess:
    """One that answers."""

    address: str
    pid: int
    log: Path
    """What it writes to stdout and stderr."""

    def handles(self) -> int:
        return sum(1 for _ in Path(f"/proc/{self.pid}/fd").iterdir())

    def megabytes(self) -> float:
        """Memory that it holds."""
        status = Path(f"/proc/{self.pid}/status").read_text(encoding="ascii")
        return int(status.partition("VmRSS:")[2].split()[0]) / 1024


@contextmanager
def server_process(
    data: Path, *, limits: str = "true", wait: bool = True, port: int = 0, **environment: str
) -> Iterator[ServerProcess]:
    """`hoidap serve` under the limits that a line of shell sets; it has ended when the block has.

    Without `wait` it may not answer yet. A `port` of 0 is any that is free.
    """
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind(("127.0.0.1", port))
        port = probe.getsockname()[1]
    command = f'{limits} && exec "$0" -m bot --data "$1" serve --port {port}'
    log = data.with_name(f"{data.name}.log")
    with (
        log.open("w") as written,
        subprocess.Popen(
            ["bash", "-c", command, sys.executable, str(data)],
            stdout=written, stderr=written, env=os.environ | {"HOIDAP_BACKEND": BACK_END, "PYTHONFAULTHANDLER": "1"} | environment,
        ) as process,
    ):  # fmt: skip
        try:
            address = f"http://127.0.0.1:{port}"
            if wait:
                _wait_for(address, process, log)
            yield ServerProcess(address, process.pid, log)
        finally:
            ended_with = process.poll()
            process.terminate()
            process.wait(60)
            if ended_with in _FAULTS:
                pytest.fail(f"the server ended by {signal.Signals(-ended_with).name}: {log.read_text()}")


def _wait_for(address: str, process: "subprocess.Popen[bytes]", log: Path) -> None:
    with httpx.Client(base_url=address) as client:  # one: each reads the machine's certificates
        while process.poll() is None:
            with suppress(httpx.TransportError):
                client.get("/healthz")
                return
            time.sleep(0.1)
    pytest.fail(f"the server ended: {log.read_text()}")
