"""A real worker with the fast encoder, which dies like by SIGKILL in the middle of a file that a test names.

python -m tests.index.worker_process ADDRESS [NAME …]
"""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from corpus.worker import ReadingPool
from index.database.place import opened
from index.encoder.encoder import HashEncoder
from index.workers.worker import work


@contextmanager
def worker_process(url: str, *dies_of: str) -> Iterator["subprocess.Popen[str]"]:
    """It waits for tasks; ended with the block."""
    command = [sys.executable, "-m", "tests.index.worker_process", url, *dies_of]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout
            assert process.stdout.readline().startswith("works for")
            yield process
        finally:
            process.terminate()
            process.wait(30)


def main(url: str, *dies_of: str) -> None:
    read_all = ReadingPool.read_all

    def mortal(self: ReadingPool, paths: list[Path], collection: str = "default") -> object:
        if paths[0].name in dies_of:
            os.kill(os.getpid(), signal.SIGKILL)
        return read_all(self, paths, collection)

    ReadingPool.read_all = mortal  # type: ignore[method-assign,assignment]
    with opened(Path(), url) as database:
        work(database, url, HashEncoder(), lambda line: print(line, flush=True))


if __name__ == "__main__":
    main(*sys.argv[1:])
