"""Who is answered next: so many at a time, so many waiting, and past that an honest "later"."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from anyio import CapacityLimiter
from fastapi import HTTPException, Request

RETRY_SECONDS = 5
"""After which a client that was sent away may come back."""


class BusyError(HTTPException):
    """503: as many questions wait as may."""

    def __init__(self) -> None:
        later = {"Retry-After": str(RETRY_SECONDS)}
        super().__init__(503, "too many questions at once: ask again in a few seconds", later)


class GoneError(HTTPException):
    """499, as nginx calls it: the client left while its question waited; nobody reads this."""

    def __init__(self) -> None:
        super().__init__(499, "the client left")


class Turns:
    """Lets `at_once` requests in, keeps `waiting` more in order, and refuses the others."""

    def __init__(self, at_once: int, waiting: int) -> None:
        self._limiter = CapacityLimiter(at_once)
        self.threads = CapacityLimiter(at_once)
        """For the threads that answer: the server's own are for what is answered at once."""
        self._waiting = waiting

    def refuse_if_full(self) -> None:
        """Raises `BusyError` where as many wait as may."""
        found = self._limiter.statistics()
        if found.borrowed_tokens >= found.total_tokens and found.tasks_waiting >= self._waiting:
            raise BusyError

    @asynccontextmanager
    async def turn(self, request: Request) -> AsyncIterator[None]:
        """One place until the block ends. Raises `BusyError`, or `GoneError` where nobody waits for the answer any more."""
        self.refuse_if_full()
        async with self.place():
            if await request.is_disconnected():
                raise GoneError
            yield

    @asynccontextmanager
    async def place(self) -> AsyncIterator[None]:
        """One place until the block ends, however many wait; a stream keeps it from its first event to its last."""
        borrower = object()  # not the task: what a server closes, another task may close
        await self._limiter.acquire_on_behalf_of(borrower)
        try:
            yield
        finally:
            self._limiter.release_on_behalf_of(borrower)
