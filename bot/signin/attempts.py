"""Wrong attempts to come in: each makes its sender wait longer for the next one."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address, ip_network
from time import monotonic

FREE = 3
"""Wrong attempts of one name from one address that cost nothing: people mistype."""
FREE_OF_MANY = 20
"""Wrong attempts from one address, behind which a whole office may be, or of one name from everywhere."""
LONGEST = 60.0
"""Seconds."""
FORGOTTEN = 900.0
"""Seconds after the last wrong attempt."""
MOST = 20_000
"""Names and addresses that are kept, the latest."""
_Of = tuple[str | None, str | None]
"""A name and an address; None: all."""


@dataclass(slots=True)
class _Wrong:
    times: int = 0
    last: float = 0.0
    until: float = 0.0
    """When the next attempt is looked at."""


class Attempts:
    """Counts by name and address together, by address, and by name.

    Who waits is an address (for one name, after many for all): a right password from elsewhere always comes in, however often
    others try the name. Of a name that is tried from many places each new address waits after its first wrong attempt.
    """

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._wrong: OrderedDict[_Of, _Wrong] = OrderedDict()

    def wait(self, name: str, address: str) -> float:
        """Seconds until the next attempt is looked at; 0: now."""
        network = _network(address)
        ends = [self._wrong[of].until for of in ((name, network), (None, network)) if of in self._wrong]
        return max(0.0, max(ends, default=0.0) - self._clock())

    def wrong(self, name: str, address: str) -> float:
        """One more; how many seconds the next has to wait."""
        network = _network(address)
        pair, sender = self._counted((name, network)), self._counted((None, network))
        tried = self._counted((name, None)).times if name else 0
        many = sender.times - FREE_OF_MANY
        now = self._clock()
        sender.until = now + _seconds(many)
        pair.until = now + _seconds(max(pair.times - FREE, many, tried - FREE_OF_MANY))
        return max(pair.until, sender.until) - now

    def right(self, name: str, address: str) -> None:
        """Forgets what this name did from here; what the address did with other names stays."""
        if name:
            self._wrong.pop((name, _network(address)), None)

    def _counted(self, of: _Of) -> _Wrong:
        now = self._clock()
        found = self._wrong.get(of)
        if found is None or now - found.last > FORGOTTEN:
            found = self._wrong[of] = _Wrong()
        found.times += 1
        found.last = now
        self._wrong.move_to_end(of)
        if len(self._wrong) > MOST:
            self._wrong.popitem(last=False)
        return found


def _seconds(beyond: int) -> float:
    """1, 2, 4 … for each attempt beyond those that are free."""
    return min(LONGEST, 2.0 ** min(beyond - 1, 10)) if beyond > 0 else 0.0


def _network(address: str) -> str:
    """Of IPv6 the first half: the rest its owner chooses."""
    try:
        found = ip_address(address)
    except ValueError:
        return address[:100]
    return str(ip_network((found, 64), strict=False)) if isinstance(found, IPv6Address) else str(found)
