"""Greetings, thanks, goodbyes and questions about the bot itself, in Vietnamese, typed with marks or not, and English.

What is left of a question without its courtesies is what is searched; where nothing is left, it was small talk.
"""

import re
import uuid
from collections.abc import Sequence
from typing import Literal

from bot.answer import Asked, Searched, SmallTalk
from bot.wording.wording import wording
from corpus.language.cues import Cues
from corpus.language.detect import Language
from corpus.text.letters import fold
from index.question.filters import Filters
from index.question.topic import cleaned
from index.question.wishes import Wanted

Talk = Literal["greeting", "thanks", "goodbye", "about"]

_CUES = Cues(__file__, folded=True)
_TALKS: tuple[Talk, ...] = ("greeting", "thanks", "goodbye", "about")
_KINDS = [(talk, language, _CUES.pattern(talk, language=language)) for language in _CUES.languages() for talk in _TALKS]
_END = r"(?=[\s,.!:;–—-]|$)[\s,.!:;–—-]*"
_FIRM = r"\s*(?:[,.!:;–—]|-\s|\n|$)[\s,.!:;–—-]*"
_COURTESY = [
    *_CUES.patterns("greeted", behind=_END),
    *(
        _CUES.pattern("greeting", "thanks", language=language, behind=_FIRM)
        for language in sorted(_CUES.languages(), reverse=True)
    ),
    *_CUES.patterns("addressed", behind=_END),
    _CUES.pattern("answered", behind=_FIRM),
    *_CUES.patterns("may_i_ask", behind=_END),
    *_CUES.patterns("may_you_tell"),
]
_AFTER = re.compile(rf"(?:[\s,.!?;–—-]+{_CUES.expression('after')})+[\s.!]*$")
_WORDS = re.compile(r"[^\W_]+")


def small_talk_in(question: str) -> tuple[Talk, Language] | None:
    """What kind of small talk the question is, and in which language; None for anything else.

    Of "Xin chào, bạn là ai?" the last counts.
    """
    return _kind(cleaned(question)) or _kind(without_courtesy(question))


def without_courtesy(question: str) -> str:
    """The question, as `cleaned`, without greeting, thanks and "may I ask" around it; all of it where nothing is left."""
    text = cleaned(question)
    folded, start = fold(text), 0
    while match := _courtesy(folded, start):
        start = match.end()
    after = _AFTER.search(folded, start)
    rest = text[start : after.start() if after else None].strip()
    if not _WORDS.search(rest):
        return text
    tail = "?" if after and "?" in after[0] else ""
    return (rest[:1].upper() + rest[1:] if start else rest) + tail


def _courtesy(folded: str, start: int) -> re.Match[str] | None:
    found = (each.match(folded, start) for each in _COURTESY)
    return next((match for match in found if match and match[0]), None)


def _kind(text: str) -> tuple[Talk, Language] | None:
    """Small talk of which one or several pieces, divided by stops or not, make the whole text."""
    words = " ".join(_WORDS.findall(fold(text)))
    found: tuple[Talk, Language] | None = None
    while words:
        piece = max(
            ((match.end(), talk, language) for talk, language, each in _KINDS if (match := _whole(each, words))),
            default=None,
        )
        if piece is None:
            return None
        found = (piece[1], piece[2])
        words = words[piece[0] :].strip()
    return found


def _whole(pattern: re.Pattern[str], words: str) -> re.Match[str] | None:
    """A match at the start that ends with a word."""
    match = pattern.match(words)
    return match if match and match.end() and words[match.end() : match.end() + 1] in ("", " ") else None


def small_talk_reply(
    question: str, talk: Talk, language: Language, filters: Filters, reports: int, examples: Sequence[str]
) -> SmallTalk:
    """The reply; nothing was searched. `reports` counts those at hand, `examples` are offered to who greets or asks."""
    words = wording(language)
    said = {"greeting": words.greeting, "thanks": words.thanks, "goodbye": words.goodbye, "about": words.about}[talk]
    offered = tuple(examples) if talk in ("greeting", "about") else ()
    reply = said.format(reports=reports)
    asked = Asked(
        id=uuid.uuid4().hex,
        question=question,
        searched_as="",
        language=language,
        explicit=filters,
        inferred=Wanted(),
        expansions=(),
        searched=Searched(0, 0),
        confidence=0.0,
    )
    return SmallTalk(asked, f"{reply} {words.try_asking}" if offered else reply, offered)
