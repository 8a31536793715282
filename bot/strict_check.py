"""A check of a written sentence by its letters alone: every figure stands in a quote, and most of its words do."""

import re
from collections.abc import Mapping, Sequence

from bot.answer import Citation
from bot.verdict import Fault, Verdict
from corpus.fold import fold
from index.words import tokens

_FIGURE = re.compile(r"\d+(?:[.,/:-]\d+)*(?:[/-][^\W\d_]+)*")
_DATE = re.compile(r"\d{1,2}[/-]\d{1,2}(?:[/-]\d{4})?")
_COVERED = 0.6
"""Share of a sentence's words that its quotes must hold."""


def strict_check(text: str, markers: Sequence[int], citations: Mapping[int, Citation]) -> Verdict:
    """What of the sentence does not stand, letter for letter, in the quotes that it cites."""
    quotes = " \n ".join(citations[marker].quote for marker in markers if marker in citations)
    known = set(_FIGURE.findall(quotes))
    support = _covered(text, quotes)
    faults = [Fault("marker", f"[{marker}]") for marker in markers if marker not in citations]
    faults += [] if markers else [Fault("marker", "")]
    faults += [Fault(_kind(figure), figure) for figure in _FIGURE.findall(text) if figure not in known]
    faults += [Fault("meaning", "")] if support < _COVERED else []
    return Verdict(support, tuple(faults))


def _kind(figure: str) -> str:
    if _DATE.fullmatch(figure):
        return "date"
    return "number" if figure.strip("0123456789.,:-/") == "" else "document"


def _covered(text: str, quotes: str) -> float:
    wanted = [fold(token) for token in tokens(text)]
    present = {fold(token) for token in tokens(quotes)}
    return sum(word in present for word in wanted) / len(wanted) if wanted else 0.0
