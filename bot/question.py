"""What a question asks for: its language, the years and the aspect it names."""

import re
import unicodedata

from bot.answer import Inferred
from corpus.chunk import Aspect
from corpus.language import language_of
from corpus.years import years_of

LONGEST = 2_000
"""Characters of a question that are searched; more is not a question."""
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u200b-\u200f\u202a-\u202e\ufeff]")
_PLAN = re.compile(r"kế hoạch|nhiệm vụ|phương hướng|mục tiêu|chỉ tiêu|dự kiến|sẽ|\bplan(?:s|ned)?\b|\btargets?\b|\bwill\b", re.I)
_RESULT = re.compile(
    r"kết quả|đã |đạt|thực hiện được|tổng kết|\bresults?\b|\bachieved?\b|\bdid\b|\bwas\b|\bwere\b|\bactual", re.I
)


def cleaned(question: str) -> str:
    """The question as it is searched: NFC, without control characters, on one line, at most `LONGEST` long."""
    text = unicodedata.normalize("NFC", _CONTROL.sub(" ", question))
    return " ".join(text.split())[:LONGEST]


def question_language(question: str) -> str:
    """ISO 639-1: "en" for English, else "vi"."""
    return language_of(question)


def inferred_from(question: str) -> Inferred:
    """Years and aspect that the (restored) question names; an aspect only where it is plain which."""
    return Inferred(years=years_of(question), aspect=_aspect(question))


def _aspect(question: str) -> Aspect | None:
    plan, result = _PLAN.search(question), _RESULT.search(question)
    if plan and not result:
        return "plan"
    if result and not plan:
        return "result"
    # "What did the 2025 plan say": the noun decides over the tense.
    return "plan" if plan and re.search(r"\bplan\b|kế hoạch", question, re.I) else None
