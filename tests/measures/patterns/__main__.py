"""Patterns of the rooms that a text made against them slows down, as JSON lines: file, pattern, attack.

    python -m tests.measures.patterns [--quadratic] [--pattern PATTERN … | FOLDER …]

Each pattern is searched for in texts made against it, or where it begins with
what may be missing, tried at their start: so it is used, behind what was found. One that does not end with a text of 2,000 repeats within the processor's second
takes cubic time or worse: a test holds that there is none. With `--quadratic` those are told too whose time grows much faster than
the text: harmless where it is a line or a question, since a report's line has a few hundred letters. `--pattern`: these, of no file.
"""

import argparse
import json
import re
import signal
import time
from types import FrameType

from tests.measures.patterns.attack import Attack, attacks, begins_with_anything
from tests.measures.patterns.collect import patterns

FEW = 2_000
_ENDLESS = 1.0
"""Seconds of the processor; quadratic time over so few repeats is a hundredth."""
_SHORT, _LONG = 2_000, 16_000
_AT_MOST = (_LONG / _SHORT) ** 1.5
"""By how much longer the long text may take: eight times is linear, sixty-four times quadratic."""
_ROUNDS = 3
_SCANS = 300
"""Searches for a letter that is not there; shorter than these together is linear whatever it seems to grow by."""
_NOWHERE = re.compile("[\ue000]")


class _TooLongError(Exception):
    pass


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.measures.patterns")
    parser.add_argument("folders", nargs="*", default=[""])
    parser.add_argument("--quadratic", action="store_true")
    parser.add_argument("--pattern", nargs="+", default=[])
    given = parser.parse_args()
    signal.signal(signal.SIGVTALRM, _stop)
    found = {(each, 0): "" for each in given.pattern} or patterns()
    for (pattern, flags), file in sorted(found.items(), key=lambda each: (each[1], each[0])):
        if file.startswith(tuple(given.folders)):
            compiled = re.compile(pattern, flags)
            attack = worse_than_quadratic(compiled) or (quadratic(compiled) if given.quadratic else None)
            if attack is not None:
                print(json.dumps({"file": file, "pattern": pattern, "attack": attack}, ensure_ascii=False), flush=True)
    print(json.dumps({"patterns": len(found)}))


def worse_than_quadratic(pattern: re.Pattern[str]) -> Attack | None:
    """The first attack that does not end."""
    return next((attack for attack in attacks(pattern.pattern, pattern.flags) if not _ends(pattern, attack)), None)


def quadratic(pattern: re.Pattern[str]) -> Attack | None:
    """The first attack whose time grows much faster than its text, every time it is tried."""
    for attack in attacks(pattern.pattern, pattern.flags):
        text = _text(attack, _LONG)
        if not _ends(pattern, attack, _LONG):
            return attack
        if _seconds(pattern, text) > _SCANS * _seconds(_NOWHERE, text) and all(
            _seconds(pattern, text) > _AT_MOST * _seconds(pattern, _text(attack, _SHORT)) for _ in range(_ROUNDS)
        ):
            return attack
    return None


def _ends(pattern: re.Pattern[str], attack: Attack, repeats: int = FEW) -> bool:
    """Whether the pattern is done with the text in time."""
    signal.setitimer(signal.ITIMER_VIRTUAL, _ENDLESS)
    try:
        _seconds(pattern, _text(attack, repeats))
    except _TooLongError:
        return False
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return True


def _text(attack: Attack, repeats: int) -> str:
    before, pumped, end = attack
    return before + pumped * (repeats // len(pumped)) + end


def _seconds(pattern: re.Pattern[str], text: str) -> float:
    """How long finding all of the pattern takes."""
    began = time.perf_counter()
    if begins_with_anything(pattern.pattern, pattern.flags):
        pattern.match(text)
    else:
        for _ in pattern.finditer(text):
            pass
    return time.perf_counter() - began


def _stop(number: int, frame: FrameType | None) -> None:
    raise _TooLongError


if __name__ == "__main__":
    main()
