"""What a model writes that is no answer, whatever its sources say: a question, an echo of the question, a fragment, a torn sentence."""

import re

from index.words import fold, tokens

_FEWEST_WORDS = 5
"""Syllables, or words, of a sentence that says of what it speaks: a value alone may be that of anything."""
_END = re.compile(r"[.!…][\s”\"'’)\]]*$")


def says_something(sentence: str, question: str) -> bool:
    """Whether it is no question, no fragment, and has a word that the question has not."""
    said = [fold(token) for token in tokens(sentence)]
    is_echo = set(said) <= {fold(token) for token in tokens(question)}
    return len(said) >= _FEWEST_WORDS and not is_echo and not sentence.rstrip(" ”\"'’)").endswith("?")


def is_ended(sentence: str) -> bool:
    """Whether it ends as a sentence does: a reply that is cut off does not."""
    return bool(_END.search(sentence))
