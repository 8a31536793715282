"""The text of a question: what of it is searched, and what it is about."""

import re
import unicodedata

from corpus.language.cues import Cues

LONGEST_QUESTION = 2_000
"""Characters of a question that are searched; more is not a question."""
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u200b-\u200f\u202a-\u202e\ufeff]")
_CUES = Cues(__file__)
_BROAD = _CUES.patterns("broad")
"""Ask what documents say about a topic."""
_SOURCE_FIRST = re.compile(rf"^{_CUES.expression('source_first')}(?P<topic>.+)", re.IGNORECASE)
"""Names the document before it asks for one thing in it."""
_ASKING = _CUES.whole("asking")
_ARTICLE = re.compile(r"\b(?:the|an?) (?=[a-z])")


def cleaned(question: str) -> str:
    """The question as it is searched: NFC, without control characters, on one line, at most `LONGEST_QUESTION` long."""
    text = unicodedata.normalize("NFC", _CONTROL.sub(" ", question[: 2 * LONGEST_QUESTION]))
    return " ".join(text.split())[:LONGEST_QUESTION].rstrip()


def topic_of(question: str) -> str:
    """What the question is about, without the words that only name where to look.

    "Kế hoạch năm 2025 nói gì về việc hợp nhất các sở?" is about "hợp nhất các sở", "Theo báo cáo của Sở Nội vụ, ai
    đứng đầu sở?" about "ai đứng đầu sở"; the plan, the year and the agency lean the ranking instead. Any other
    question is its own topic.
    """
    broad = _broad_topic(question)
    if broad is not None:
        return _ARTICLE.sub("", broad)
    return _topic(_SOURCE_FIRST.match(question)) or question


def without_asking(topic: str) -> list[str]:
    """The stretches of a Vietnamese topic between the words that only ask: no answer has to say "bao nhiêu"."""
    return [stretch for stretch in _ASKING.split(topic) if stretch.strip(" ?.!")]


def is_broad(question: str) -> bool:
    """Whether it asks what certain documents say about a topic, rather than for one fact."""
    return _broad_topic(question) is not None


def _broad_topic(question: str) -> str | None:
    return next((topic for frame in _BROAD if (topic := _topic(frame.match(question)))), None)


def _topic(match: re.Match[str] | None) -> str | None:
    """At least two words; one alone is no topic."""
    topic = match["topic"].strip(" ?.!") if match else ""
    return topic if len(topic.split()) > 1 else None
