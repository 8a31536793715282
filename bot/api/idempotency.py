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
"""Keys of all who ask, past which who has most of them loses the oldest: nobody pushes out another's."""


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
        self._asked: dict[str, dict[str, _Asked]] = {}
        """By who asked and key, the oldest first."""

    def answered(self, who: str, key: str, body: str) -> str:
        """The id of the answer that was given; empty where it is yet to be asked.

        Raises HTTPException: 422 where the key was sent with another body, 409 while its question is under way.
        """
        asked = self._asked.get(who, {}).get(key)
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
        self._forget(who, key)
        asked = self._asked.setdefault(who, {})[key] = _Asked(body, self._now() + _KEPT)
        self._make_room()

        def tell(answer_id: str) -> None:
            asked.answer_id = answer_id

        try:
            yield tell
        finally:
            if not asked.answer_id and self._asked.get(who, {}).get(key) is asked:
                self._forget(who, key)

    def _make_room(self) -> None:
        if sum(map(len, self._asked.values())) <= _MOST:
            return
        now = self._now()
        kept = {
            who: {key: each for key, each in theirs.items() if each.until >= now} for who, theirs in self._asked.items()
        }
        self._asked = {who: theirs for who, theirs in kept.items() if theirs}
        if sum(map(len, kept.values())) > _MOST:
            busiest = max(kept, key=lambda who: len(kept[who]))
            self._forget(busiest, next(iter(kept[busiest])))

    def _forget(self, who: str, key: str) -> None:
        theirs = self._asked.get(who, {})
        theirs.pop(key, None)
        if not theirs:
            self._asked.pop(who, None)
