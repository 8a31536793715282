"""The box that shows an electronic signature: who signed, by which certificate and when. It is no text of the document.

Signing software draws it in its own words: lines of a label and what it states, and the verdict of who checked it.
"""

import re
from collections.abc import Sequence

from corpus.language.cues import Cues

_CUES = Cues(__file__)
_VERDICT = _CUES.pattern("verdict", behind=r"\W*$")
_SIGNED_BY = _CUES.exactly("signed_by", behind=r"(?:\s*:|\s+(?=[^\W\d_])|$)")
_LABEL = _CUES.pattern("label", behind=r"\s*:")
_MOMENT = re.compile(
    r"\d{1,4}[-./]\d{1,2}[-./]\d{1,4}.{0,12}?\d{1,2}:\d\d|\d{1,2}:\d\d.{0,12}?\d{1,4}[-./]\d{1,2}[-./]\d{1,4}"
)
"""A day with the time of day."""


def is_signature_line(line: str) -> bool:
    """Whether `line` can be one of a signature's box; a document may have such labels of its own."""
    return bool(_VERDICT.match(line) or _SIGNED_BY.match(line) or _LABEL.match(line))


def is_signature_box(lines: Sequence[str]) -> bool:
    """Whether `lines`, which stand together, state an electronic signature: its verdict, or labels with the time of day."""
    if any(map(_VERDICT.match, lines)):
        return True
    told = sum(map(is_signature_line, lines))
    return told >= 2 and any(map(_MOMENT.search, lines))
