"""Who is answered next: so many a minute for each, so many at a time, so many waiting, and past that an honest "later"."""

import copy
import math
import time
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Generator
from contextlib import asynccontextmanager
from typing import Self, TypeVar

from anyio import CancelScope, CapacityLimiter, move_on_after, sleep, to_thread
from fastapi import HTTPException

from bot.rate import Rate
from bot.user import User
from bot.watch import DOOR, Door, NotAnswered, PassagesFound, QuestionNotAnswered, TurnCame, Watch

RETRY_SECONDS = 5
"""After which a client that was sent away may come back."""
PATIENCE = 3.0
"""Seconds that a request waits for its turn; a stream, which a person watches, waits as long as it takes."""
_T = TypeVar("_T")
Gone = Callable[[], Awaitable[bool]]
"""Whether nobody waits for the answer any more."""


class LaterError(HTTPException):
    """Not now: `retry_after` says in how many seconds."""

    def __init__(self, status: int, detail: str, retry_after: int) -> None:
        super().__init__(status, detail, {"Retry-After": str(retry_after)})
        self.retry_after = retry_after


class BusyError(LaterError):
    """503: as many questions wait as may."""

    def __init__(self) -> None:
        super().__init__(503, "too many questions at once: ask again in a few seconds", RETRY_SECONDS)


class TooManyError(LaterError):
    """429: as many questions were asked by one as may be in a minute."""

    def __init__(self, seconds: float) -> None:
        wait = math.ceil(seconds)
        super().__init__(429, f"too many questions in a minute: ask again in {wait} s", wait)


class GoneError(HTTPException):
    """499, as nginx calls it: the client left while its question waited; nobody reads this."""

    def __init__(self) -> None:
        super().__init__(499, "the client left")


class Turns:
    """Lets `at_once` requests in, keeps `waiting` more in order, and refuses the others. For the event loop alone."""

    def __init__(self, at_once: int, waiting: int, per_minute: int = 0, watch: Watch | None = None) -> None:
        """`per_minute` questions of each who asks; 0: as many as they like."""
        self._limiter = CapacityLimiter(at_once)
        self._threads = CapacityLimiter(at_once)
        """For the threads that answer: the server's own are for what is answered at once."""
        self._waiting = waiting
        self._rate = Rate(per_minute)
        self._watch = watch or Watch()
        self._door: Door = "api"

    def at(self, door: Door) -> Self:
        """The same turns, for what comes in by this door."""
        found = copy.copy(self)
        found._door = door  # noqa: SLF001 - of a copy of this
        return found

    @property
    def running(self) -> int:
        """Questions that are being answered."""
        return self._limiter.borrowed_tokens

    @property
    def queued(self) -> int:
        """Questions that wait."""
        return self._limiter.statistics().tasks_waiting

    def admit(self, user: User, address: str = "") -> None:
        """Raises `BusyError` where as many wait as may, `TooManyError` where this user, or who has no name at this address, asks too often."""
        found = self._limiter.statistics()
        if found.borrowed_tokens >= found.total_tokens and found.tasks_waiting >= self._waiting:
            self._tell_not_answered("busy")
            raise BusyError
        # A browser's mark is a cookie: whoever sends another one would be another.
        asks = address if user.name.startswith("browser:") else user.name or address
        if not user.is_anybody and (seconds := self._rate.wait(asks, user.per_minute)):
            self._tell_not_answered("too_many")
            raise TooManyError(seconds)

    async def each(self, events: Generator[_T, None, object], is_gone: Gone | None = None) -> AsyncGenerator[_T, None]:
        """What comes of a generator, made in a thread, in one place of the queue from the first to the last.

        Raises `GoneError` where nobody waits for it any more, and with `is_gone`, that is where nothing was sent yet, `BusyError` where
        its turn does not come. Leaving it closes the generator.
        """
        async with self._place(PATIENCE if is_gone else math.inf):
            try:
                while not (is_gone and await is_gone()):
                    event = await self._made(lambda: next(events, None))
                    if event is None:
                        return
                    yield event
                raise GoneError
            finally:
                await _close(events)

    async def one(self, made: Callable[[], _T], is_gone: Gone) -> _T:
        """What a function gives, in one place of the queue. Raises `GoneError`, `BusyError`."""
        async with self._place(PATIENCE):
            if await is_gone():
                raise GoneError
            found = await self._made(made)
            self._watch.tell(PassagesFound(self._door))
            return found

    async def _made(self, made: Callable[[], _T]) -> _T:
        def at_door() -> _T:
            DOOR.set(self._door)
            return made()

        try:
            return await to_thread.run_sync(at_door, limiter=self._threads)
        except Exception:
            self._tell_not_answered("error")
            raise

    @asynccontextmanager
    async def _place(self, patience: float) -> AsyncIterator[None]:
        borrower = object()  # not the task: what a server closes, another task may close
        began = time.monotonic()
        with move_on_after(patience) as waiting:
            await self._limiter.acquire_on_behalf_of(borrower)
        if waiting.cancelled_caught:
            self._tell_not_answered("busy")
            raise BusyError
        self._watch.tell(TurnCame(time.monotonic() - began))
        try:
            yield
        except GoneError:
            self._tell_not_answered("left")
            raise
        finally:
            self._limiter.release_on_behalf_of(borrower)

    def _tell_not_answered(self, why: NotAnswered) -> None:
        self._watch.tell(QuestionNotAnswered(self._door, why))


async def _close(events: Generator[object, None, object]) -> None:
    """Once the thread that is still at it has come to its next event."""
    with CancelScope(shield=True):
        while True:
            try:
                events.close()
            except ValueError:  # "generator already executing"
                await sleep(0.05)
            else:
                return
