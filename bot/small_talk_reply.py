"""What the bot says to a greeting, to thanks and about itself: a word and questions to try, never a citation."""

import uuid
from collections.abc import Sequence

from bot.answer import Asked, Searched, SmallTalk
from bot.small_talk import Talk
from bot.wording import wording
from corpus.language import Language
from index.filters import Filters
from index.wanted import Wanted


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
