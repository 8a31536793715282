"""A question sees one state of the library from its first search to its last citation, though reports change meanwhile."""

from collections.abc import Callable, Generator
from contextlib import AbstractContextManager, ExitStack, closing, nullcontext
from typing import TypeVar

from bot.events import Event, Stage
from index.database.database import Snapshot
from index.encoder.precedence import PRECEDENCE
from index.library import Library

Result = TypeVar("Result")
_ATTEMPTS = 5
"""Searches for one question while reports change."""
_PATIENCE = 0.5
"""Seconds that the last of them waits for a change to end."""


def in_one_state(
    library: Library, begin: Callable[[], Generator[Event, None, Result]]
) -> Generator[Event, None, Result]:
    """The steps that `begin` gives, all of them upon one state of the record, whichever threads take them.

    The search engines know of no states: where reports changed while it was searched, the search is made once more upon the new
    state; at last no report may change for as long, unless a sync that takes longer is under way. Nothing was said by then. Steps that
    are part of others see the state that these see.
    """
    database = library.database
    if database.is_seen_at_once():
        return (yield from begin())
    told: set[str] = set()
    for attempt in range(1, _ATTEMPTS):
        with database.snapshot() as snapshot, closing(_seeing(snapshot, begin())) as steps:
            while True:
                try:
                    event = next(steps)
                except StopIteration as end:
                    result: Result = end.value
                    return result
                if isinstance(event, Stage):
                    if event.stage == "found" and database.revision() != snapshot.revision:
                        break
                    if attempt > 1 and event.stage in told:
                        continue
                    told.add(event.stage)
                yield event
    with ExitStack() as kept:
        # Without a yield inside: the lock is given back by the thread that took it.
        is_still = library.writing.here.acquire(timeout=_PATIENCE)
        try:
            snapshot = kept.enter_context(database.snapshot())
            steps = kept.enter_context(closing(_seeing(snapshot, begin())))
            ahead, outcome = _until_found(steps)
        finally:
            if is_still:
                library.writing.here.release()
        yield from (event for event in ahead if not (isinstance(event, Stage) and event.stage in told))
        return (yield from steps) if outcome is None else outcome[0]


def _until_found(steps: Generator[Event, None, Result]) -> tuple[list[Event], tuple[Result] | None]:
    """What comes before and with the end of the search, and the result where there is none."""
    events: list[Event] = []
    while not (events and isinstance(events[-1], Stage) and events[-1].stage == "found"):
        try:
            events.append(next(steps))
        except StopIteration as end:
            return events, (end.value,)
    return events, None


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
