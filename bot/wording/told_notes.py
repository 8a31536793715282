"""Notes of an answer that tell what is shown, rather than warn: the page warns in amber, and only where there is something to warn of.

They are known again by their form, so that those of answers in the history are, too.
"""

import re
from functools import cache

from bot.answer import Answered
from bot.wording.wording import Wording, wording
from corpus.language.detect import Language

_FIELD = re.compile(r"\\\{\w+\\\}")


def is_told(note: str, language: Language) -> bool:
    """Whether a note in this language says what was found or shown."""
    words = wording(language)
    forms = (
        words.list_of,
        words.due_found,
        words.summary_of,
        words.summary_shown,
        words.or_alone,
        words.or_continued,
        words.model_condensed,
    )
    return any(_pattern(form).match(note) for form in forms)


def is_failure(note: str, language: Language) -> bool:
    """Whether a note in this language says that the model failed."""
    words = wording(language)
    return any(_pattern(form).match(note) for form in (words.model_unused, words.model_stopped))


def is_list(answer: Answered) -> bool:
    """Whether an answer is a list of documents."""
    words: Wording = wording(answer.asked.language)
    return any(_pattern(words.list_of).match(note) for note in answer.notes)


@cache
def _pattern(form: str) -> re.Pattern[str]:
    return re.compile(_FIELD.sub(".*", re.escape(form)), re.DOTALL)
