"""What a question says beside what was read of it for its kind: a limit that nobody reads changes what is asked for."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from functools import cache

from bot.classifying.example import ORDINARY, Example, examples
from bot.classifying.possible_kinds import possible_kind
from bot.classifying.question_kind import IdentityQuestion, InForce, QuestionKind, Summarise
from corpus.text.letters import fold
from index.question.query import Query

_LIMITED = ("list", "count", "heading", "article")
"""Labels of which every word counts."""
_ANY_KIND = 2
"""Kinds in whose examples a word stands that only asks, whatever is asked."""
_TELLS_COUNT, _TELLS_SHARE, _TELLS_TIMES = 5, 0.1, 10
"""A word tells of a label where it stands in so many of its examples in a language, in this share of them, so many times that
of ordinary ones."""
_WORD = re.compile(r"[^\W\d_]+")
_OPENING = re.compile(r"(?:^|[.?!:]\s)\W*\w")


def leaves_unread(rest: str) -> bool:
    """Whether the rest of a question has a word with which nobody asks for what has limits, or a name."""
    return not _asking().issuperset(_words(rest))


def tells(kind: QuestionKind, question: str) -> bool:
    """Whether a word of a question, which names no document, tells that this of what documents say of themselves is asked for."""
    words = set(_words(question))
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


def _words(text: str) -> Iterator[str]:
    """In small letters but for the capital of a name."""
    for word in _WORD.findall(_OPENING.sub(lambda match: match[0].lower(), text)):
        yield word if word.istitle() and len(word) > 1 else word.lower()


@cache
def _asking() -> frozenset[str]:
    """The words of examples without what is read of them: of those that have limits, and those of several kinds, as they are typed."""
    labels: dict[str, set[str]] = defaultdict(set)
    for each in examples():
        if each.label != ORDINARY and (found := possible_kind(each.label, _query(each))):
            for word in _words(found.rest or each.question):
                labels[word].add(each.label)
    asking = {word for word, of in labels.items() if len(of) >= _ANY_KIND or of.intersection(_LIMITED)}
    return frozenset(form for word in asking if word.islower() for form in (word, fold(word)))


@cache
def _telling() -> Mapping[str, set[str]]:
    counts, of = defaultdict[tuple[str, str], Counter[str]](Counter), Counter[tuple[str, str]]()
    for each in examples():
        if each.language != "vi" or not each.question.isascii():  # what is typed without marks has them when it is read
            counts[each.language, each.label].update(set(_words(_rest(each))))
            of[each.language, each.label] += 1
    telling = defaultdict[str, set[str]](set)
    for (language, label), words in counts.items():
        for word, count in words.items():
            ordinary = (counts[language, ORDINARY][word] + 1) / of[language, ORDINARY]
            share = count / of[language, label]
            if count >= _TELLS_COUNT and share >= max(_TELLS_SHARE, _TELLS_TIMES * ordinary):
                telling[label].add(word)
    return telling


def _rest(each: Example) -> str:
    """The question without what is read of it for its label."""
    found = None if each.label == ORDINARY else possible_kind(each.label, _query(each))
    return found.rest if found and found.rest else each.question


def _query(each: Example) -> Query:
    return Query(each.question, each.question, language=each.language)
