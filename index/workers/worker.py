"""`hoidap work`: reads and encodes what syncs of a record hand out, and changes nothing in it."""

import time
from collections.abc import Callable
from contextlib import suppress

from corpus.report import Report
from corpus.worker import ReadingPool
from index.database.database import Database
from index.encoder.encoded import encoded
from index.encoder.encoder import Encoder
from index.errors import UnreachableRecordError
from index.record.vectors import VectorTable
from index.workers.task_queue import prepare, take_tasks
from index.workers.task_table import TaskTable
from index.workers.tasks import (
    READING,
    FileToRead,
    encoded_to_bytes,
    encoding_of,
    report_to_bytes,
    texts_from_bytes,
)

_TRY_AGAIN = 1.0
"""Seconds."""


def work(database: Database, url: str, encoder: Encoder, tell: Callable[[str], None]) -> None:
    """Until this process is told to end (SIGTERM, SIGINT); then the task that was begun is done. For the main thread.

    `tell` hears, once, that it waits for tasks, and each time that the record does not answer, which is waited for. Raises
    UnreachableRecordError where it does not at the beginning, EncoderUnavailableError.
    """
    prepare(url)
    encoder.encode_passages([""])  # opened before the first sign of life
    with ReadingPool() as pool:
        worker = _Worker(database, encoder, pool)
        does = {READING: worker.read, encoding_of(encoder.name): worker.encode}
        tell(f"works for the syncs of {database.name}: end it with Ctrl+C or SIGTERM")
        while not take_tasks(url, does):
            tell(f"the record {database.name!r} does not answer: waiting for it")
            _wait_for(url)


def _wait_for(url: str) -> None:
    while True:
        time.sleep(_TRY_AGAIN)
        with suppress(UnreachableRecordError):
            return prepare(url)


class _Worker:
    def __init__(self, database: Database, encoder: Encoder, pool: ReadingPool) -> None:
        self._tasks = TaskTable(database)
        self._vectors = VectorTable(database, encoder.name)
        self._encoder = encoder
        self._pool = pool

    def read(self, key: str) -> None:
        """Nothing is said of what cannot be read, but that: whoever asked tries it, and knows why."""
        asked = self._tasks.open(key)
        if asked is None:
            return
        file = FileToRead.from_bytes(asked)
        [(_, outcome)] = self._pool.read_all([file.path], file.collection)
        self._tasks.say(key, report_to_bytes(outcome) if isinstance(outcome, Report) else b"")

    def encode(self, key: str) -> None:
        asked = self._tasks.open(key)
        if asked is not None:
            said = encoded(self._encoder, texts_from_bytes(asked), self._vectors.mean_token())
            self._tasks.say(key, encoded_to_bytes(said))
