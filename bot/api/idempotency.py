"""Questions that are answered once, however often they are sent: a client that got no answer sends its question again.

After the header `Idempotency-Key` (draft-ietf-httpapi-idempotency-key-header). What was answered is known by the record, to every
server that shares it; here is what is under way.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from fastapi import HTTPException

from bot.conversation.sending import Sending


class UnderWay:
    """For the event loop alone."""

    def __init__(self) -> None:
        self._sent: dict[str, Sending] = {}
        """By their marks."""

    @contextmanager
    def asking(self, sending: Sending) -> Iterator[None]:
        """While it is asked. Raises HTTPException: 409 where it is asked already, 422 where something else was sent with its key."""
        if before := self._sent.get(sending.mark):
            require_same(before.body, sending)
            raise HTTPException(409, "the question with this Idempotency-Key is under way: send it again later")
        self._sent[sending.mark] = sending
        try:
            yield
        finally:
            del self._sent[sending.mark]


def require_same(body: str, sending: Sending) -> None:
    """Raises HTTPException 422 for a key that was sent with another body."""
    if body != sending.body:
        raise HTTPException(422, "this Idempotency-Key was sent with another question: take a new one")
