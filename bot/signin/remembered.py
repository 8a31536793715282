"""What was verified a short time ago, so that a script does not pay for a hash with every request."""

import hashlib
import secrets
from collections import OrderedDict
from collections.abc import Callable
from time import monotonic

SECONDS = 300.0
MOST = 10_000


class Remembered:
    """Pairs of a stored and a given secret, by a hash whose key is drawn when the server starts: no plain text is kept."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._key = secrets.token_bytes(32)
        self._until: OrderedDict[bytes, float] = OrderedDict()

    def has(self, stored: str, given: str) -> bool:
        """Who is remembered is so anew: a system that keeps asking is never slowed by others at its address."""
        mark = self._mark(stored, given)
        if self._until.get(mark, 0) <= self._clock():
            return False
        self._keep(mark)
        return True

    def add(self, stored: str, given: str) -> None:
        self._keep(self._mark(stored, given))
        if len(self._until) > MOST:
            self._until.popitem(last=False)

    def _keep(self, mark: bytes) -> None:
        self._until[mark] = self._clock() + SECONDS
        self._until.move_to_end(mark)

    def _mark(self, stored: str, given: str) -> bytes:
        pair = f"{len(stored)}:{stored}{given}".encode("utf-8", "surrogatepass")
        return hashlib.blake2b(pair, key=self._key, digest_size=32).digest()
