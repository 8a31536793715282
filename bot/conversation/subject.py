"""The parts of a question that a follow-up keeps or replaces: its time, its agencies and places, its subject."""

import re

from corpus.language.detect import Language, language_of
from corpus.language.number_words import count_in_any_language
from corpus.language.typed_pattern import Typed
from corpus.text.letters import CAPITAL, SMALL
from index.glossary.agency_names import FIELDS
from index.question.topic import is_broad, topic_of

_YEAR = r"(?:19[5-9]\d|20\d\d)"
_PLANNED = r"(?:kế hoạch|mục tiêu|chỉ tiêu|nhiệm vụ|phương hướng|dự toán|kết quả|thực hiện|ước thực hiện)"
_PART = (
    rf"(?:{count_in_any_language()}\s+tháng\s+(?:đầu|cuối)\s+(?:của\s+)?|nửa\s+(?:đầu|cuối)\s+|(?:đầu|cuối)\s+"
    r"|quý\s+(?:[ivx]+|\d)[\s,/]+(?:của\s+)?|tháng\s+\d{1,2}\s*[/,]?\s*)"
)
_ENGLISH_PART = r"(?:(?:the\s+)?(?:first|second|third|fourth|last)\s+(?:half|quarter|\w+\s+months)\s+of\s+)"
_TIME = (
    rf"(?:(?:(?P<noun>{_PLANNED})\s+)?(?:(?:của|cho|trong)\s+)?(?:{_PART}(?:năm\s+)?|(?:cả\s+)?năm\s+){_YEAR}(?:\s*[-–]\s*{_YEAR})?(?![\d/-]|[.,]\d)"
    r"|(?:năm\s+(?:nay|ngoái|kia|trước|tới|sau)|sang năm)\b)"
    rf"|(?<![\d/.,:-]){_YEAR}(?:\s*[-–]\s*{_YEAR})?(?![\d/-]|[.,]\d)"
)
_ENGLISH_TIME = rf"(?:{_ENGLISH_PART}{_YEAR}(?![\d/-])|\b(?:this|last|next) year\b)|(?<![\d/.,:-]){_YEAR}(?:\s*[-–]\s*{_YEAR})?(?![\d/-]|[.,]\d)"
TIME = Typed(rf"{_TIME}|{_ENGLISH_TIME}")
"""A year, a part of a year or a relative year, with the plan or result of it ("kế hoạch năm 2025")."""
_IN_RELATIVE = re.compile(r"\bin (?=(?:this|last|next) year\b)", re.IGNORECASE)
_RELATIVE: dict[Language, dict[str, str]] = {
    "vi": {"last year": "năm ngoái", "this year": "năm nay", "next year": "năm tới"},
    "en": {"năm ngoái": "last year", "năm trước": "last year", "năm nay": "this year", "năm tới": "next year"},
}
COMPARED = Typed(
    rf"(?:so với|cùng kỳ|compared (?:with|to)|than)\s+(?:\S+\s+){{0,3}}?(?:{_YEAR}|năm (?:trước|ngoái)|last year|the year before)"
)
"""A year that something is compared with."""
DOCUMENT = re.compile(
    r"(?:(?:the\s+)?(?P<kind>quyết định|kế hoạch|báo cáo|nghị quyết|chỉ thị|công văn|thông báo|tờ trình|decision|plan|report|resolution|directive)\s+)?"
    rf"(?:số\s+|no\.?\s*)?\d{{1,5}}(?:/\d{{4}})?/[{CAPITAL}{SMALL}][\w&]*(?:-[\w&]+)*",
    re.IGNORECASE,
)
"""A document by its whole number."""
_PLACE_HEAD = r"(?:huyện|thành phố|thị xã|thị trấn|phường|xã|tỉnh|quận)"
_NAME = rf"(?-i:[{CAPITAL}]\w*)(?:\s+(?-i:[{CAPITAL}]\w*))*"
_PLACE = re.compile(rf"\b{_PLACE_HEAD}\s+{_NAME}", re.IGNORECASE)
PLACE = Typed(
    rf"(?:ở |tại |của )?{_PLACE_HEAD}\s+\w+(?:\s+\w+)?(?:\s+\w+)?|(?:the\s+)?(?:city|district|commune|province|town) of\s.+"
)
"""A follow-up that is a place."""
_FIELD = "|".join(sorted(FIELDS, key=len, reverse=True))
_ENGLISH_FIELD = "|".join(sorted((name for names in FIELDS.values() for name in names), key=len, reverse=True))
AGENCY = Typed(
    rf"\b(?:sở|bộ)\s+(?:{_FIELD}|[a-z]+&[a-z]+|ttt?t|khcn|nv|tc)\b|\b(?:ubnd|hđnd|ủy ban nhân dân|hội đồng nhân dân)\s+(?:tỉnh|huyện|thành phố|thị xã|xã|phường)\b"
    rf"|\bcông an tỉnh\b|\b(?:the\s+)?(?:provincial\s+)?(?:department|dept|ministry)\s+of\s+(?:{_ENGLISH_FIELD})\b|\b(?:the\s+)?(?:provincial )?people's (?:committee|council)\b"
)
_ASKED = Typed(
    r"\b(?:(?:là|có|được|đạt|hết|khoảng|vào|từ|trong|đến|tới|do|của|đặt|ra|bị|thì)\s+)*"
    r"(?:bao nhiêu(?:\s+phần trăm)?|như thế nào|thế nào|ra sao|khi nào|bao giờ|lúc nào|ngày nào|bao lâu|ở đâu|vì sao|tại sao|đến đâu"
    r"|nói gì về|quy định gì về|những gì|điều gì|nội dung gì|cái gì|là gì|gì|là ai|ai là|của ai|do ai|\bai|mấy|nào)\b(?:\s+(?:là|về|thì)\b)?"
)
_YES_OR_NO = Typed(r"\s*,?\s*(?:có\s+)?(?:phải\s+)?(?:hay\s+)?(?:không|chưa)\s*$")
_HAVE = Typed(r"^(?:có|tỉnh có|toàn tỉnh có|hãy|cho biết|theo|trong|về)\s+")
_ENGLISH_ASKED = re.compile(
    r"^(?:(?:in|for|by|on|at|to|from)\s+)?(?:what|which|who(?:m|se)?|when|where|why|how(?:\s+(?:many|much|long|far|often))?)\b(?:\s+(?:is|are|was|were|did|does|do|has|have|had|will)\b)?(?:\s+the\b)?"
    r"|^(?:is|are|was|were|did|does|do|has|have|had|will|can)\s+(?:the\b)?|^the\b|\b(?:did|does|do)\b",
    re.IGNORECASE,
)
_LEAD = re.compile(r"^(?:Về|About)\s+(?P<subject>.+?)(?:,\s+|:\s+)(?=[^,:]*$)")


def subject_of(question: str) -> str:
    """What a stand-alone question is about, its years, agencies and document with it, without its asking words.

    "Tỷ trọng kinh tế số năm 2024 đạt bao nhiêu?" is about "tỷ trọng kinh tế số năm 2024"; what this module's callers
    wrote ("Về tỷ trọng kinh tế số năm 2024, vì sao?") about the same.
    """
    text = question.strip(" ?.!")
    if made := _LEAD.match(text):
        return made["subject"]
    if is_broad(text):
        return _with_time_of(topic_of(text), text)
    text = _time_last(_YES_OR_NO.sub("", text))
    bare = _ENGLISH_ASKED.sub("", _HAVE.sub("", _ASKED.sub(" ", text)).strip())
    return lowered(" ".join(bare.split()).strip(" ,")) or question


def _with_time_of(topic: str, question: str) -> str:
    """The topic with the time that the frame around it names: "hợp nhất các sở theo kế hoạch năm 2025"."""
    time = TIME.search(question)
    if time is None or time[0] in topic:
        return topic
    return f"{topic} {'theo ' if time['noun'] else ''}{lowered(time[0])}"


def _time_last(text: str) -> str:
    """Of "Năm 2024 tỉnh tiếp nhận …" it makes "tỉnh tiếp nhận … năm 2024"."""
    time = TIME.match(text)
    rest = text[time.end() :].lstrip(" ,") if time else ""
    return f"{_HAVE.sub('', rest)} {lowered(time[0])}" if time and rest and not time["noun"] else text


def lowered(text: str) -> str:
    """As it stands inside a sentence: "Năm 2024" becomes "năm 2024", "UBND" stays."""
    return text[:1].lower() + text[1:] if text[1:2].islower() and not _is_name(text) else text


def _is_name(text: str) -> bool:
    """Whether the second word has a capital too: "Sở Nội vụ" keeps its own."""
    words = text.split()
    return len(words) > 1 and words[1][:1].isupper()


def with_time(question: str, time: str) -> str | None:
    """The question about another time; None where it names none.

    A comparison ("so với năm 2023") stays; several years that are not one range are left alone too.
    """
    compared = COMPARED.search(question)
    found = [
        match
        for match in TIME.finditer(question)
        if not (compared and compared.start() <= match.start() < compared.end()) and not _in_number(question, match)
    ]
    years = {re.sub(r"\D+", "-", match[0]).strip("-") for match in found}
    if not found or len(years) > 1:
        return None
    said = _RELATIVE.get(language_of(question), {}).get(time.lower(), time)
    for match in reversed(found):
        question = (
            question[: match.start()] + _fitted(match, said, is_first=match.start() == 0) + question[match.end() :]
        )
    return _IN_RELATIVE.sub("", question)


def _in_number(question: str, match: re.Match[str]) -> bool:
    return any(each.start() <= match.start() < each.end() for each in DOCUMENT.finditer(question))


def _fitted(old: re.Match[str], new: str, *, is_first: bool) -> str:
    """A bare year, or "năm" with one, changes the figures only; anything else takes the whole place but for its noun."""
    year = re.fullmatch(rf"(?:năm\s+|nam\s+)?({_YEAR}(?:\s*[-–]\s*{_YEAR})?)", new, re.IGNORECASE)
    if year and re.search(_YEAR, old[0]):
        return re.sub(rf"{_YEAR}(?:\s*[-–]\s*{_YEAR})?", year[1], old[0])
    named = TIME.match(new)
    if old["noun"] and not (named and named["noun"]):
        return f"{old['noun']} {lowered(new)}"
    return new[:1].upper() + new[1:] if is_first else lowered(new)


def with_agency(question: str, agency: str) -> str | None:
    """The question about another agency; None where it names none, or several."""
    named = {match[0] for match in AGENCY.finditer(question)}
    if len(named) != 1:
        return None
    return question.replace(named.pop(), agency)


def with_document(question: str, document: str) -> str | None:
    """The question about another document; None where it names none by its number, or several."""
    named = {match[0] for match in DOCUMENT.finditer(question)}
    return question.replace(named.pop(), document) if len(named) == 1 else None


def with_place(question: str, place: str) -> str | None:
    """The question about another place; None where it names none, or several."""
    places = {match[0] for match in _PLACE.finditer(question)}
    return question.replace(places.pop(), place) if len(places) == 1 else None
