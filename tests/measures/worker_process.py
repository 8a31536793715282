"""A real worker, killed and started again as a measure likes."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from index.encoder.chosen import BackEndSetting


class WorkerProcess:
    """`hoidap work` in a folder of its own, for the syncs of one record in PostgreSQL."""

    def __init__(self, folder: Path, database: str, back_end: BackEndSetting) -> None:
        self._command = [sys.executable, "-m", "bot", "--data", str(folder), "work"]
        self._environment = os.environ | {"HOIDAP_DATABASE_URL": database, "HOIDAP_BACKEND": back_end}
        self._process: subprocess.Popen[str] | None = None

    def start(self) -> None:
        """Returns once it is ready to work."""
        self._process = subprocess.Popen(self._command, env=self._environment, stdout=subprocess.PIPE, text=True)
        assert self._process.stdout
        self._process.stdout.readline()

    def kill(self) -> None:
        """As a power cut does."""
        self._end(signal.SIGKILL)

    def close(self) -> None:
        """As a service manager does; it ends its task first."""
        self._end(signal.SIGTERM)

    def memory(self) -> float:
        """Megabytes that were resident at most; without the process that reads files."""
        assert self._process
        status = Path(f"/proc/{self._process.pid}/status").read_text(encoding="ascii")
        return int(next(line for line in status.splitlines() if line.startswith("VmHWM")).split()[1]) / 1024

    def _end(self, how: signal.Signals) -> None:
        if self._process:
            with self._process as process:
                process.send_signal(how)
                process.wait(60)
            self._process = None
