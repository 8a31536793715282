"""Text whose lines an editor broke at a fixed width, into the paragraphs it was broken from."""

import itertools
from statistics import quantiles

from corpus.document.marker import marker_of

_WRAP_SHARE = 0.25
"""A text is hard-wrapped when this share of its line pairs runs on in lower case."""
_MAX_WRAP = 140


def unwrapped(lines: list[str]) -> list[str]:
    """`lines` joined where they are one paragraph; an empty line ends one. Text that is not wrapped stays as it is."""
    return _unwrap(lines) if _is_wrapped(lines) else lines


def runs_on(left: str, right: str) -> bool:
    """Whether a line goes on in the next one in the middle of a sentence."""
    return left[-1] not in ".;:!?/" and right[0].islower() and marker_of(right) is None


def _is_wrapped(lines: list[str]) -> bool:
    pairs = [(left, right) for left, right in itertools.pairwise(lines) if left and right]
    if len(pairs) < 3 or max(map(len, lines)) > _MAX_WRAP:
        return False
    return sum(runs_on(left, right) for left, right in pairs) >= _WRAP_SHARE * len(pairs)


def _unwrap(lines: list[str]) -> list[str]:
    """Joins a line to the one before it where that one is full and no new item begins."""
    lengths = [len(line) for line in lines if line]
    full = 0.75 * quantiles(lengths, n=10)[-1]
    joined = [lines[0]]
    for previous, line in itertools.pairwise(lines):
        continues = previous and line and marker_of(line) is None and not (line.isupper() ^ previous.isupper())
        if continues and (runs_on(previous, line) or (len(previous) >= full and previous[-1] not in ".;:!?/")):
            joined[-1] = f"{joined[-1]} {line}"
        else:
            joined.append(line)
    return joined
