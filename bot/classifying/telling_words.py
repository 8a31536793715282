"""Words by which a few words, without the name of a document, are seen to ask for what documents say of themselves: "ký", "hiệu lực"."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from functools import cache

from bot.classifying.example import ORDINARY, examples
from bot.classifying.left_over import rest_of, words_in
from bot.classifying.question_kind import IdentityQuestion, InForce, QuestionKind, Summarise

_LEAST_COUNT, _LEAST_SHARE, _LEAST_TIMES = 5, 0.1, 10
"""A word tells of a label where it stands in so many of its examples in a language, in this share of them, so many times that
of ordinary ones."""


def asks_for(kind: QuestionKind, question: str) -> bool:
    """Whether a word of a question, which names no document, tells that this of what documents say of themselves is asked for."""
    words = set(words_in(question))
    return any(not words.isdisjoint(_telling()[label]) for label in _labels_of(kind))


def _labels_of(kind: QuestionKind) -> tuple[str, ...]:
    match kind:
        case IdentityQuestion(facts):
            return (*("about" if fact == "subject" else fact for fact in facts), "identity")
        case InForce():
            return ("in_force", "replaces")
        case Summarise():
            return ("summary", "contents")
    return ()


@cache
def _telling() -> Mapping[str, set[str]]:
    counts, of = defaultdict[tuple[str, str], Counter[str]](Counter), Counter[tuple[str, str]]()
    for each in examples():
        if each.language != "vi" or not each.question.isascii():  # what is typed without marks has them when it is read
            counts[each.language, each.label].update(set(words_in(rest_of(each) or each.question)))
            of[each.language, each.label] += 1
    telling = defaultdict[str, set[str]](set)
    for (language, label), words in counts.items():
        for word, count in words.items():
            ordinary = (counts[language, ORDINARY][word] + 1) / max(1, of[language, ORDINARY])
            share = count / of[language, label]
            if count >= _LEAST_COUNT and share >= max(_LEAST_SHARE, _LEAST_TIMES * ordinary):
                telling[label].add(word)
    return telling
