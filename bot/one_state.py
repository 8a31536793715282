"""A question sees one state of the library from its first search to its last citation, though reports change meanwhile."""

from collections.abc import Callable, Generator
from contextlib import AbstractContextManager, closing, nullcontext
from typing import TypeVar

from bot.events import Event, Stage
from index.encoder.precedence import PRECEDENCE
from index.record.database import Database, Snapshot

Result = TypeVar("Result")
_ATTEMPTS = 5
"""Searches for one question while reports change."""


def in_one_state(
    database: Database, begin: Callable[[], Generator[Event, None, Result]]
) -> Generator[Event, None, Result]:
    """The steps that `begin` gives, all of them upon one state of the record, whichever threads take them.

    The search engines know of no states: where reports changed while it was searched, the search is made once more upon the new
    state. Nothing was said by then. Steps that are part of others see the state that these see.
    """
    if database.is_seen_at_once():
        return (yield from begin())
    told: set[str] = set()
    for attempt in range(1, _ATTEMPTS + 1):
        with database.snapshot() as snapshot, closing(_seeing(snapshot, begin())) as steps:
            while True:
                try:
                    event = next(steps)
                except StopIteration as end:
                    result: Result = end.value
                    return result
                if isinstance(event, Stage):
                    if event.stage == "found" and attempt < _ATTEMPTS and database.revision() != snapshot.revision:
                        break
                    if attempt > 1 and event.stage in told:
                        continue
                    told.add(event.stage)
                yield event
    raise AssertionError("the last attempt ends with an answer")


def _seeing(snapshot: Snapshot, steps: Generator[Event, None, Result]) -> Generator[Event, None, Result]:
    precedence: AbstractContextManager[None] = PRECEDENCE.question()
    with closing(steps):
        while True:
            with snapshot.seen(), precedence:
                try:
                    event = next(steps)
                except StopIteration as end:
                    result: Result = end.value
                    return result
            # A language model takes minutes, and cores of its own.
            is_writing = isinstance(event, Stage) and event.stage == "writing"
            precedence = nullcontext() if is_writing else PRECEDENCE.question()
            yield event
