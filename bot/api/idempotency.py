"""Questions that are answered once, however often they are sent: a client that got no answer sends its question again.

After the header `Idempotency-Key` (draft-ietf-httpapi-idempotency-key-header).
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from fastapi import HTTPException

_KEPT = 24 * 3600.0
"""Seconds, and no longer than the server runs."""
_MOST = 10_000
"""Keys, past which the oldest are forgotten."""


@dataclass(slots=True)
class _Asked:
    body: str
    until: float
    answer_id: str = ""
    """Empty while it is under way."""


class IdempotencyKeys:
    """What was asked with which key, by who asked; of an answer its id alone, since what it says may be withdrawn.

    For the event loop alone.
    """

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._asked: dict[tuple[str, str], _Asked] = {}
        """The oldest first."""

    def answered(self, who: str, key: str, body: str) -> str:
        """The id of the answer that was given; empty where it is yet to be asked.

        Raises HTTPException: 422 where the key was sent with another body, 409 while its question is under way.
        """
        asked = self._asked.get((who, key))
        if asked is None or asked.until < self._now():
            return ""
        if asked.body != body:
            raise HTTPException(422, f"the Idempotency-Key {key!r} was sent with another question: take a new one")
        if not asked.answer_id:
            raise HTTPException(409, f"the question with the Idempotency-Key {key!r} is under way: send it again later")
        return asked.answer_id

    @contextmanager
    def under_way(self, who: str, key: str, body: str) -> Iterator[Callable[[str], None]]:
        """While it is asked; what is given tells the id of the answer. Without one it may be asked again."""
        now = self._now()
        self._asked.pop((who, key), None)
        asked = self._asked[who, key] = _Asked(body, now + _KEPT)
        oldest = next(iter(self._asked))
        if len(self._asked) > _MOST or self._asked[oldest].until < now:
            del self._asked[oldest]

        def tell(answer_id: str) -> None:
            asked.answer_id = answer_id

        try:
            yield tell
        finally:
            if not asked.answer_id and self._asked.get((who, key)) is asked:
                del self._asked[who, key]
