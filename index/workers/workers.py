"""What a sync has read and encoded by `hoidap work` on any machine. Whoever syncs stays the only one that changes reports.

Workers only say what they read or encoded. The sync does its share as well: what no worker has begun, what one died of, and what
one could not do. So a failure is told as in one process, a lost worker costs that one task, and without any the sync goes on.
"""

import time
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path

from corpus.worker import ReadingPool, ReadOutcome
from index.database.database import Database
from index.encoder.encoded import Encoded, Texts, encoded
from index.encoder.encoder import Encoder, Vectors
from index.encoder.precedence import PRECEDENCE
from index.workers.task_queue import TaskQueue
from index.workers.task_table import TaskTable
from index.workers.tasks import (
    READING,
    FileToRead,
    encoded_from_bytes,
    encoding_of,
    key_of,
    report_from_bytes,
    texts_to_bytes,
)

_FILES_AT_ONCE = 200
"""Handed out before the last of them is taken in."""
_FIRST = 1
"""Priority of what the sync waits for before it takes in more."""
_LOOK_EVERY = 0.1
"""Seconds."""
_SILENT_EVERY = 2.0
"""Seconds between two looks for workers that died."""


class Workers:
    """Of a library whose record is in PostgreSQL. Methods raise UnreachableRecordError."""

    def __init__(self, database: Database, url: str, encoder: Encoder) -> None:
        self._tasks = TaskTable(database)
        self._url = url
        self._encoder = encoder

    def are_there(self) -> bool:
        return self._tasks.has_workers()

    def clear(self) -> None:
        """Keep nothing of what was asked and said."""
        self._tasks.clear()

    def read_all(
        self, files: Mapping[Path, str], collection: str, processes: int
    ) -> Generator[ReadOutcome, None, None]:
        """What became of each file, in their order, as `corpus.worker.read_all` gives it; each is given with the SHA-256 of its content."""
        paths = list(files)
        with ReadingPool(processes) as pool:
            for first in range(0, len(paths), _FILES_AT_ONCE):
                some = paths[first : first + _FILES_AT_ONCE]
                if self.are_there():
                    yield from self._read([FileToRead(each, collection, files[each]) for each in some], pool)
                else:
                    yield from pool.read_all(some, collection)

    def _read(self, files: Sequence[FileToRead], pool: ReadingPool) -> Iterator[ReadOutcome]:
        asked = {key_of(READING, file.to_bytes()): file for file in files}
        outcomes = self._outcomes(READING, {key: file.to_bytes() for key, file in asked.items()})
        done: dict[str, ReadOutcome] = {}
        with closing(outcomes):
            for key in asked:
                while key not in done:
                    answered, said = next(outcomes)
                    file = asked[answered]
                    report = report_from_bytes(said) if said else None
                    if report and report.sha256 == file.sha256:
                        done[answered] = file.path, report
                    else:
                        [done[answered]] = pool.read_all([file.path], file.collection)
                yield done.pop(key)

    def encoded(
        self, batches: Sequence[Mapping[str, Texts]], mean: Vectors | None
    ) -> Iterator[tuple[Mapping[str, Texts], list[Encoded]]]:
        """Each batch, as soon as it is encoded, with what `index.encoder.encoded` gives of it."""
        queue = encoding_of(self._encoder.name)
        asked = [texts_to_bytes(list(batch.values())) for batch in batches]
        by_key = {key_of(queue, each): batch for each, batch in zip(asked, batches, strict=True)}
        with closing(self._outcomes(queue, dict(zip(by_key, asked, strict=True)), _FIRST)) as outcomes:
            for key, said in outcomes:
                batch = by_key[key]
                if said:
                    yield batch, encoded_from_bytes(said)
                else:
                    PRECEDENCE.give_way()
                    yield batch, encoded(self._encoder, list(batch.values()), mean)

    def _outcomes(
        self, queue: str, asked: Mapping[str, bytes], priority: int = 0
    ) -> Generator[tuple[str, bytes | None], None, None]:
        """What workers say to each task, in any order, by its key; None or nothing where it is to be done here."""
        with TaskQueue(self._url, queue, priority) as tasks:
            self._tasks.ask(asked)
            said = self._tasks.said(asked.keys())
            tasks.put(key for key in asked if key not in said)
            waiting = set(asked)
            try:
                while waiting:
                    for key, what in self._next(tasks, waiting):
                        waiting.discard(key)
                        yield key, what
            finally:
                if waiting:  # whoever syncs was stopped
                    self._withdraw(tasks, waiting)

    def _next(self, tasks: TaskQueue, waiting: set[str]) -> Sequence[tuple[str, bytes | None]]:
        """What was said; where nothing was, one that no worker will do."""
        looked = time.monotonic()
        while not (said := self._tasks.said(waiting)):
            left = tasks.left()
            if said := self._tasks.said(waiting):  # a task is left until what was said to it is there
                break
            if lost := [key for key in waiting if key not in left]:
                return [(key, None) for key in lost]
            for key, number in reversed(left.items()):
                if key in waiting and number is not None and tasks.take_back(number):
                    return [(key, None)]
            time.sleep(_LOOK_EVERY)
            if time.monotonic() - looked > _SILENT_EVERY:
                tasks.take_from_the_silent()
                looked = time.monotonic()
        return list(said.items())

    def _withdraw(self, tasks: TaskQueue, waiting: set[str]) -> None:
        for key, number in tasks.left().items():
            if key in waiting and number is not None:
                tasks.take_back(number)
