"""Footnotes: smaller type at the foot of a page or column, after a mark; the text above runs on overleaf, not into them."""

import re
from collections.abc import Sequence
from statistics import median

from corpus.printed.line import Line

_MARK = re.compile(r"[(\[]?(?:\d{1,3}|[*†‡§]{1,3}|[a-z](?=[)\]]))[)\].]?\s*(?=\S)")
_SMALLER = 0.93
"""Of the size of the text above."""


def parted(lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """(text, footnotes) of one column in reading order."""
    body = [line.size for line in lines if not line.row]
    if not body:
        return list(lines), []
    usual = median(body)
    first = len(lines)
    while first > 0 and not lines[first - 1].row and lines[first - 1].size < _SMALLER * usual:
        first -= 1
    while first < len(lines) and not _MARK.match(lines[first].text):
        first += 1
    return list(lines[:first]), list(lines[first:])
