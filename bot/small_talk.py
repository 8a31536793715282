"""Greetings, thanks, goodbyes and questions about the bot itself, in Vietnamese, typed with marks or not, and English.

What is left of a question without its courtesies is what is searched; where nothing is left, it was small talk.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from bot.answer import Asked, SmallTalk
from bot.wording.wording import wording
from corpus.language.cues import Cues
from corpus.language.detect import Language
from corpus.text.letters import fold
from index.question.topic import cleaned

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


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody typed, and what of it is a question."""

    typed: str
    text: str
    """As `cleaned`."""
    question: str
    """Without greeting, thanks and "may I ask" around it; all of it where nothing is left."""


def heard(question: str | Said) -> Said:
    """Any text as what somebody said; what was heard already is not worked out again."""
    if isinstance(question, Said):
        return question
    text = cleaned(question)
    return Said(question, text, _without_courtesy(text))


def small_talk_in(said: Said) -> tuple[Talk, Language] | None:
    """What kind of small talk it is, and in which language; None for anything else.

    Of "Xin chào, bạn là ai?" the last counts.
    """
    return _kind(said.text) or _kind(said.question)


def _without_courtesy(text: str) -> str:
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


def small_talk_reply(asked: Asked, talk: Talk, reports: int, examples: Sequence[str]) -> SmallTalk:
    """The reply; nothing was searched. `reports` counts those at hand, `examples` are offered to who greets or asks."""
    words = wording(asked.language)
    said = {"greeting": words.greeting, "thanks": words.thanks, "goodbye": words.goodbye, "about": words.about}[talk]
    offered = tuple(examples) if talk in ("greeting", "about") else ()
    reply = said.format(reports=reports)
    return SmallTalk(replace(asked, searched_as=""), f"{reply} {words.try_asking}" if offered else reply, offered)
