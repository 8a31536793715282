"""What a question asks for: its language, the years and the aspect it names."""

import re
import unicodedata

from bot.answer import Inferred
from corpus.chunk import Aspect
from corpus.document_number import NUMBER, normalise_number
from corpus.language import Language, language_of
from corpus.years import years_of

LONGEST = 2_000
"""Characters of a question that are searched; more is not a question."""
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u200b-\u200f\u202a-\u202e\ufeff]")
_PLAN = re.compile(
    r"kế hoạch|nhiệm vụ|phương hướng|mục tiêu|chỉ tiêu|dự kiến|\bsẽ\b|\bplan(?:s|ned)?\b|\btargets?\b|\bwill\b|\bto be\b",
    re.IGNORECASE,
)
_RESULT = re.compile(
    r"kết quả|\bđã\b|\bđạt\b|thực hiện được|tổng kết|\bresults?\b|\bachieved?\b|\bdid\b|\bwas\b|\bwere\b|\bactual",
    re.IGNORECASE,
)
_MEASURED = re.compile(
    r"(?:đạt|vượt|so với|hoàn thành)\s+(?:được\s+)?(?:các\s+)?(?:kế hoạch|chỉ tiêu|mục tiêu)", re.IGNORECASE
)
"""A plan as the measure of a result: "không đạt kế hoạch" asks for the result."""
_PLAN_NOUN = re.compile(r"\bplan\b|kế hoạch", re.IGNORECASE)
_DOCUMENT = r"(?:kế hoạch|báo cáo|nghị quyết|quyết định|chỉ thị|chương trình|đề án|thông báo|công văn|tờ trình|quy định|văn bản|tài liệu)"
_FRAMES = (
    re.compile(
        rf"^(?:trong |theo )?(?:các |những |bản )?{_DOCUMENT}\b.{{0,80}}?\b(?:nói|nêu|viết|đề cập|quy định|ghi|đề ra|có)\s+"
        r"(?:đến\s+)?(?:những\s+)?(?:gì|nội dung gì|điều gì|thế nào|như thế nào|ra sao)\s+(?:về|cho|đối với|liên quan đến)\s+"
        r"(?:(?:việc|vấn đề|nội dung)\s+)?(?P<topic>.+?)\s*\??$",
        re.IGNORECASE,
    ),
    re.compile(
        r"^what (?:did|does|do|is|was)?\s*(?:the |an? )?(?:[\w'’-]+ ){0,6}?(?:plans?|reports?|decisions?|documents?|resolutions?)\b"
        r".{0,60}?\b(?:say|said|state|states|mention|tell us|provide|about)\s+(?:about |on |regarding |concerning )?(?P<topic>.+?)\s*\??$",
        re.IGNORECASE,
    ),
)
_ARTICLE = re.compile(r"\b(?:the|an?) (?=[a-z])")
_ENGLISH_KINDS = {
    "plan": "kế hoạch", "report": "báo cáo", "decision": "quyết định", "resolution": "nghị quyết",
    "directive": "chỉ thị", "notice": "thông báo", "article": "bài báo",
}  # fmt: skip
_KIND = re.compile(rf"\b(?:{_DOCUMENT}|{'|'.join(_ENGLISH_KINDS)})\b", re.IGNORECASE)
_KIND_AND_DIGITS = re.compile(
    r"(?:quyết định|kế hoạch|báo cáo|nghị quyết|chỉ thị|thông báo|công văn|tờ trình|nghị định|thông tư|decision|plan|report)"
    r"\s+(?:số|no\.?)\s*(\d{1,5})(?![\d/-])",
    re.IGNORECASE,
)


def cleaned(question: str) -> str:
    """The question as it is searched: NFC, without control characters, on one line, at most `LONGEST` long."""
    text = unicodedata.normalize("NFC", _CONTROL.sub(" ", question))
    return " ".join(text.split())[:LONGEST]


def question_language(question: str) -> Language:
    """ISO 639-1: "en" for English, else "vi"."""
    return language_of(question)


def inferred_from(question: str) -> Inferred:
    """Years and aspect that the (restored) question names; an aspect only where it is plain which."""
    return Inferred(years=years_of(question), aspect=_aspect(question))


def numbers_in(question: str) -> tuple[str, ...]:
    """Document numbers that the question names, normalised; the digits alone of "Quyết định số 57"."""
    whole = [normalise_number(match[0]) for match in re.finditer(NUMBER, question)]
    return tuple(dict.fromkeys([*whole, *_KIND_AND_DIGITS.findall(question)]))


def kinds_in(question: str) -> tuple[str, ...]:
    """Kinds of document that the question names, in Vietnamese and lower case, each once."""
    found = [_ENGLISH_KINDS.get(match[0].lower(), match[0].lower()) for match in _KIND.finditer(question)]
    return tuple(dict.fromkeys(found))


def topic_of(question: str) -> str:
    """What the question is about, without the words that only name where to look.

    "Kế hoạch năm 2025 nói gì về việc hợp nhất các sở?" is about "hợp nhất các sở"; the plan and the year
    lean the ranking instead. Any other question is its own topic.
    """
    for frame in _FRAMES:
        match = frame.search(question)
        if match and len(match["topic"].split()) > 1:
            return _ARTICLE.sub("", match["topic"])
    return question


def _aspect(question: str) -> Aspect | None:
    plan, result = _PLAN.search(question), _RESULT.search(question)
    if _MEASURED.search(question) or (result and not plan):
        return "result"
    if plan and not result:
        return "plan"
    # "What did the 2025 plan say": the noun decides over the tense.
    return "plan" if plan and _PLAN_NOUN.search(question) else None
