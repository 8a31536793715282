"""The text of a question: what of it is searched, and what it is about."""

import re
import unicodedata

from index.glossary.kind_names import ENGLISH, VIETNAMESE

LONGEST_QUESTION = 2_000
"""Characters of a question that are searched; more is not a question."""
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u200b-\u200f\u202a-\u202e\ufeff]")
_DOCUMENT = rf"(?:{'|'.join((*VIETNAMESE, 'văn bản', 'tài liệu', 'quy định'))})"
_ENGLISH_DOCUMENT = rf"(?:{'|'.join((*ENGLISH, 'document'))})s?"
_ABOUT = r"(?:(?:về|cho|đối với|liên quan đến)\s+)?(?:(?:việc|vấn đề|nội dung)\s+)?"
_SAYS = r"(?:nói|nêu|viết|đề cập|quy định|ghi|đề ra|xác định|có)"
_WHAT = r"(?:những\s+)?(?:gì|nội dung gì|điều gì|thế nào|như thế nào|ra sao)"
_BROAD = (
    # Kế hoạch năm 2025 nói gì về việc hợp nhất các sở?
    re.compile(
        rf"^(?:trong |theo )?(?:các |những |bản )?{_DOCUMENT}\b.{{0,80}}?\b{_SAYS}\s+(?:đến\s+)?{_WHAT}\s+"
        r"(?:về|cho|đối với|liên quan đến)\s+(?:(?:việc|vấn đề|nội dung)\s+)?(?P<topic>.+)",
        re.IGNORECASE,
    ),
    # Kế hoạch năm 2025 đề cập việc hợp nhất các sở như thế nào?
    re.compile(
        rf"^(?:trong |theo )?(?:các |những |bản )?{_DOCUMENT}\b.{{0,80}}?\b(?:nói|đề cập)\s+(?:đến\s+|tới\s+)?{_ABOUT}"
        r"(?P<topic>.+?)\s+(?:như thế nào|thế nào|ra sao)[\s?.!]*$",
        re.IGNORECASE,
    ),
    # What did the 2025 plan say about merging the departments?
    re.compile(
        rf"^what (?:did|does|do|is|was)?\s*(?:the |an? )?(?:[\w'’-]+ ){{0,6}}?{_ENGLISH_DOCUMENT}\b.{{0,60}}?"
        r"\b(?:say|said|state|states|mention|tell us|provide|about)\s+(?:about |on |regarding |concerning )?(?P<topic>.+)",
        re.IGNORECASE,
    ),
)
"""Ask what documents say about a topic."""
_SOURCE_FIRST = re.compile(
    # Theo báo cáo của Sở Nội vụ, …   Trong Quyết định 57, …   According to the 2024 report, …
    rf"^(?:(?:theo|trong|tại|căn cứ)\s+(?:các |những |bản )?{_DOCUMENT}\b[^,?]{{0,100}}?(?:,\s*(?:thì\s+)?|\s+thì\s+)"
    rf"|(?:according to|in|under|per)\s+(?:the |an? )?(?:[\w'’-]+ ){{0,4}}?{_ENGLISH_DOCUMENT}\b[^,?]{{0,100}}?,\s*)"
    r"(?P<topic>.+)",
    re.IGNORECASE,
)
"""Names the document before it asks for one thing in it."""
_ASKING = re.compile(
    r"\b(?:là bao nhiêu|bao nhiêu|bao lâu|bao giờ|khi nào|lúc nào|như thế nào|thế nào|ra sao|là gì|nói gì|những gì|cái gì|điều gì"
    r"|vì sao|tại sao|ở đâu|là ai|ai là|hay không|có phải|phải không)\b",
    re.IGNORECASE,
)
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
