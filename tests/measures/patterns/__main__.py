"""Patterns of the rooms whose time grows faster than the text, as JSON lines: file, pattern, attack, growth.

    python -m tests.measures.patterns [MODULE …]

Each pattern is searched for in texts made against it, of 4,000 and 16,000 repeats: where that takes longer than a few scans of the
text, the longer may take at most eight times the shorter (four times is linear, sixteen quadratic). Each time is
the least of three, which a busy machine lengthens alike.
"""

import json
import re
import signal
import sys
import time
from types import FrameType

from tests.measures.patterns.attack import Attack, attacks
from tests.measures.patterns.collect import patterns

SHORT, MIDDLE, LONG = 2_000, 8_000, 16_000
AT_MOST = (LONG / SHORT) ** 1.5
_ENDLESS = 3.0
"""Seconds of the processor, of the short text, after which a pattern is given up: no scan of it takes a hundredth of that."""
_ROUNDS = 3
_SCANS = 300
"""Searches for a letter that is not there; shorter than these together is linear whatever it seems to grow by."""


class _TooLongError(Exception):
    pass


def main() -> None:
    signal.signal(signal.SIGVTALRM, _stop)
    for (pattern, flags), file in sorted(patterns().items(), key=lambda each: (each[1], each[0])):
        if not sys.argv[1:] or any(name in file for name in sys.argv[1:]):
            found = slow(re.compile(pattern, flags))
            if found is not None:
                attack, growth = found
                print(
                    json.dumps(
                        {"file": file, "pattern": pattern, "attack": attack, "growth": growth}, ensure_ascii=False
                    ),
                    flush=True,
                )
    print(json.dumps({"patterns": len(patterns())}))


def slow(pattern: re.Pattern[str]) -> tuple[Attack, float] | None:
    """The first attack that succeeds, and how much longer the longer text took."""
    for attack in attacks(pattern.pattern, pattern.flags):
        text = _text(attack, MIDDLE)
        try:
            if _seconds(pattern, text) < _SCANS * _seconds(_NOWHERE, text):
                continue
            growth = min(
                _seconds(pattern, _text(attack, LONG)) / _seconds(pattern, _text(attack, SHORT)) for _ in range(_ROUNDS)
            )
        except _TooLongError:
            growth = float("inf")
        if growth > AT_MOST:
            return attack, round(growth, 1)
    return None


def _text(attack: Attack, length: int) -> str:
    before, pumped, end = attack
    return before + pumped * (length // len(pumped)) + end


_NOWHERE = re.compile("[\ue000]")


def _seconds(pattern: re.Pattern[str], text: str) -> float:
    """How long finding all of the pattern takes."""
    signal.setitimer(signal.ITIMER_VIRTUAL, _ENDLESS)
    try:
        began = time.perf_counter()
        for _ in pattern.finditer(text):
            pass
        return time.perf_counter() - began
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)


def _stop(number: int, frame: FrameType | None) -> None:
    raise _TooLongError


if __name__ == "__main__":
    main()
