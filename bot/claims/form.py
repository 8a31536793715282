"""Whether a text states anything: no question, and not broken off."""

import re

from bot.claims.signals import STOP_WORDS
from corpus.language.cues import Cues
from corpus.text.letters import fold
from index.words import tokens

_CUES = Cues(__file__)
_ASKS = _CUES.pattern("asks")
_OPENS = frozenset(map(fold, _CUES.words("opens")))
_END = re.compile(r"[.!…;:)\]\"”']\W*$")


def is_statement(text: str) -> bool:
    """False for a question, and for a text without a full stop whose last word only opens what should follow."""
    if re.search(r"\?\W*$", text) or _ASKS.search(text):
        return False
    words = tokens(text)
    last = fold(words[-1]) if words else ""
    return bool(_END.search(text)) or not (last in STOP_WORDS and last in _OPENS)
