"""What a model writes that is no answer, whatever its sources say: a question, an echo of the question, a fragment, a torn sentence."""

import re

from bot.claims.form import is_statement
from bot.claims.signals import content
from bot.claims.verbatim import is_torn
from index.words import fold, tokens

_FEWEST_WORDS = 5
"""Syllables, or words, of a sentence that says of what it speaks: a value alone may be that of anything."""
_FEWEST_SHARED = 2
"""Of them that the question has too, as far as it has so many: a sentence beside it speaks of something else, or does not say of what."""
_SHARE_SHARED = 1 / 3
"""Of the question's words, from which what was torn out of the middle of a sentence still says of what it speaks."""
_END = re.compile(r"[.!…][\s”\"'’)\]]*$")


def says_something(sentence: str, question: str) -> bool:
    """Whether it is no question, not a few words only, and has a word that the question has not."""
    said = [fold(token) for token in tokens(sentence)]
    is_echo = set(said) <= {fold(token) for token in tokens(question)}
    return len(said) >= _FEWEST_WORDS and not is_echo and is_statement(sentence)


def answers_alone(sentence: str, question: str, quote: str) -> bool:
    """Whether it says something that is understood with the question alone, and to its end: a reply that is cut off does not."""
    if not (says_something(sentence, question) and _END.search(sentence)):
        return False
    asked = {word for word in content(question) if word.isalpha()}
    shared = asked & set(content(sentence))
    is_enough = len(shared) >= min(_FEWEST_SHARED, len(asked))
    return is_enough and (len(shared) >= _SHARE_SHARED * len(asked) or not is_torn(sentence, quote))
