"""How many questions a minute are answered for each who asks."""

import time
from collections.abc import Callable

_MINUTE = 60.0
_KEPT = 10_000
"""Names after which those who may ask again anyway are forgotten."""


class Rate:
    """So many a minute for each name, all of them at once where none was asked before (the generic cell rate algorithm, ITU-T I.371)."""

    def __init__(self, per_minute: int, now: Callable[[], float] = time.monotonic) -> None:
        """0: as many as one likes."""
        self._per_minute = per_minute
        self._now = now
        self._full_at: dict[str, float] = {}
        """When each may again ask as many as ever, in seconds."""

    def wait(self, name: str, per_minute: int | None = None) -> float:
        """Seconds until this one may be asked; 0: it is counted. `per_minute` is one's own rate."""
        rate = self._per_minute if per_minute is None else per_minute
        if rate <= 0:
            return 0.0
        now, each = self._now(), _MINUTE / rate
        full_at = max(self._full_at.get(name, now), now) + each
        if full_at - now > _MINUTE + each / 1_000:
            return full_at - now - _MINUTE
        if len(self._full_at) >= _KEPT:
            self._full_at = {name: at for name, at in self._full_at.items() if at > now}
        self._full_at[name] = full_at
        return 0.0
