"""A real Chroma server, killed and started again as a test likes."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import httpx


class ChromaProcess:
    """`chroma run` over a folder, always on the same port of this machine."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        self.url = f"http://127.0.0.1:{self.port}"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self, *, wait: bool = True) -> None:
        program = Path(sys.executable).with_name("chroma")
        with (self.folder.with_name(f"{self.folder.name}.log")).open("a") as log:
            self._process = subprocess.Popen(
                [program, "run", "--path", self.folder, "--host", "127.0.0.1", "--port", str(self.port)],
                stdout=log, stderr=log, env=os.environ | {"ANONYMIZED_TELEMETRY": "False"},
            )  # fmt: skip
        until = time.monotonic() + 60
        while wait and not self._answers():
            assert self._process.poll() is None
            assert time.monotonic() < until
            time.sleep(0.05)

    def kill(self) -> None:
        """As a power cut does."""
        if self._process:
            self._process.send_signal(signal.SIGKILL)
            self._process.wait(30)
            self._process = None

    def memory(self) -> int:
        """Bytes that it holds."""
        assert self._process
        status = Path(f"/proc/{self._process.pid}/status").read_text(encoding="ascii")
        return int(status.partition("VmRSS:")[2].split()[0]) * 1024

    def _answers(self) -> bool:
        with suppress(httpx.TransportError):
            return httpx.get(f"{self.url}/api/v2/heartbeat").status_code == 200
        return False


@contextmanager
def chroma_process(folder: Path) -> Iterator[ChromaProcess]:
    """One that answers; it has ended when the block has."""
    server = ChromaProcess(folder)
    try:
        server.start()
        yield server
    finally:
        server.kill()
