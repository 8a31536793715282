"""Reading in worker processes, so that a bad file costs one line and never the run.

A worker is `python -m corpus.worker`: it reads many files, one after the other, under a limit of memory. It is
killed and replaced when it stays silent for longer than the time limit (each page read counts as a sign of life,
so a long scan is not a hung one; nor is it one that others on the machine leave no processor to), and replaced when it dies. Frames on the pipes are pickled, each with its
length before it. Not `multiprocessing`: its children import the parent's main module, and with it all of the app.
"""

import os
import pickle
import resource
import select
import struct
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

from corpus.errors import CorpusError, UnreadableFileError
from corpus.processor_time import seconds_of, seconds_of_session
from corpus.report import Report

READING_SECONDS = 120.0
"""Time limit: a worker that gives no sign of life is killed once it has had the processor for so long, or waits for something else."""
_AT_WORK = 0.01
"""Share of the processor that tells a worker which waits for its turn, behind whoever asks, from one that waits for nothing."""
MEMORY = 4 * 1024**3
"""Bytes of address space that a worker may take."""
_NICENESS = 10
"""Whoever waits for an answer comes before what is read for later."""
_HEAD = struct.Struct("<I")
_AHEAD = 40
"""Files read, or being read, before the first of them is taken: what waits in memory is bounded."""

ReadOutcome = tuple[Path, Report | CorpusError]


class ReadingPool:
    """Worker processes that read files; use it as a context manager, or `close` it."""

    def __init__(self, workers: int = 1, *, seconds: float = READING_SECONDS, memory: int = MEMORY) -> None:
        self._limits = (seconds, memory)
        self._threads = ThreadPoolExecutor(max_workers=max(workers, 1), thread_name_prefix="reading")
        self._local = threading.local()
        self._all: list[_Worker] = []
        self._lock = threading.Lock()

    def read_all(self, paths: Sequence[Path], collection: str = "default") -> Iterator[ReadOutcome]:
        """What became of each file, in the order of `paths`: its report, or the error that names what is wrong."""
        waiting = iter(paths)
        ahead = deque((path, self._submit(path, collection)) for path in islice(waiting, _AHEAD))
        try:
            while ahead:
                path, future = ahead.popleft()
                yield Path(path), future.result()
                ahead.extend((path, self._submit(path, collection)) for path in islice(waiting, 1))
        finally:
            for _, future in ahead:
                future.cancel()

    def _submit(self, path: Path, collection: str) -> "Future[Report | CorpusError]":
        return self._threads.submit(self._read, Path(path), collection)

    def _read(self, path: Path, collection: str) -> Report | CorpusError:
        worker: _Worker | None = getattr(self._local, "worker", None)
        if worker is None:
            worker = self._local.worker = _Worker(*self._limits)
            with self._lock:
                self._all.append(worker)
        return worker.read(path, collection)

    def close(self) -> None:
        """Ends the workers; a file that is being read is abandoned."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        with self._lock:
            for worker in self._all:
                worker.stop()
        self._threads.shutdown(wait=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def read_all(
    paths: Sequence[Path], collection: str = "default", workers: int = 1
) -> Generator[ReadOutcome, None, None]:
    """What became of each file, in the order of `paths`, read by `workers` processes that end with the iterator."""
    with ReadingPool(workers) as pool:
        yield from pool.read_all(paths, collection)


class _Worker:
    """One process, started when first needed and started anew after it was lost."""

    def __init__(self, seconds: float, memory: int) -> None:
        self._seconds = seconds
        self._memory = memory
        self._process: subprocess.Popen[bytes] | None = None
        self._stopped = False

    def read(self, path: Path, collection: str) -> Report | CorpusError:
        process = self._running()
        if process is None or process.stdin is None or process.stdout is None:
            return UnreadableFileError("stopped")
        try:
            _send(process.stdin, (str(path), collection))
            first = latest = seconds_of(process.pid)
            while True:
                if select.select([process.stdout], [], [], self._seconds)[0]:
                    kind, value = _receive(process.stdout)
                    if kind == "done" and isinstance(value, Report | CorpusError):
                        return value
                    first = latest = seconds_of(process.pid)
                    continue
                before, latest = latest, seconds_of_session(process.pid)
                if latest - first >= self._seconds or latest - before < _AT_WORK * self._seconds:
                    return self._lose("too_slow", seconds=self._seconds)
        except (EOFError, BrokenPipeError):
            return self._lose("ended_the_reader")

    def _running(self) -> "subprocess.Popen[bytes] | None":
        if self._process is None and not self._stopped:
            # -P: what lies in the folder the user stands in must not be imported.
            command = [sys.executable, "-P", "-m", "corpus.worker", str(self._memory)]
            path = os.pathsep.join([*filter(None, sys.path), str(Path(__file__).parents[1])])
            environment = {**os.environ, "PYTHONPATH": path}
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env=environment,
                bufsize=0,
                start_new_session=True,  # what it starts is counted with it
            )
        return self._process

    def _lose(self, code: str, **values: float) -> UnreadableFileError:
        self._end()
        return UnreadableFileError(code, **values)

    def stop(self) -> None:
        self._stopped = True
        self._end()

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    pipe.close()


def _send(pipe: IO[bytes], value: object) -> None:
    payload = pickle.dumps(value)
    rest = memoryview(_HEAD.pack(len(payload)) + payload)
    while rest:
        rest = rest[pipe.write(rest) :]
    pipe.flush()


def _receive(pipe: IO[bytes]) -> Any:
    """The next frame; raises `EOFError` where the other side is gone.

    The pipe is read without a buffer, so that `select` sees every frame that has not been taken yet.
    """
    return pickle.loads(_exactly(pipe, _HEAD.unpack(_exactly(pipe, _HEAD.size))[0]))  # noqa: S301  this module at both ends


def _exactly(pipe: IO[bytes], size: int) -> bytes:
    content = bytearray()
    while len(content) < size:
        piece = pipe.read(size - len(content))
        if not piece:
            raise EOFError
        content += piece
    return bytes(content)


def _read(path: str, collection: str, replies: IO[bytes]) -> Report | CorpusError:
    from corpus.read import read

    try:
        return read(path, collection=collection, on_page=lambda done, of: _send(replies, ("alive", (done, of))))
    except CorpusError as error:
        return error
    except MemoryError:
        return UnreadableFileError("out_of_memory")
    except Exception as error:  # noqa: BLE001  whatever a parser raises on a bad file becomes that file's line
        detail = f"{type(error).__name__}: {str(error)[:120]}".replace("\n", " ")
        return UnreadableFileError("failed", detail=detail)


def _serve(memory: int) -> None:
    """The worker's loop: a path comes in, signs of life and then the outcome go out."""
    os.nice(_NICENESS)
    with suppress(OSError):
        # Where memory runs out the reader ends, with what it started, and not the server, which is larger.
        Path("/proc/self/oom_score_adj").write_text("1000", encoding="ascii")
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    requests, replies = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not get between the frames
    while True:
        try:
            path, collection = _receive(requests)
        except EOFError:
            return
        _send(replies, ("done", _read(path, str(collection), replies)))


if __name__ == "__main__":
    _serve(int(sys.argv[1]))
