"""How a question leans on the one before it: its form alone, before anything is looked up."""

import re
from collections.abc import Iterable

from bot.conversation.subject import AGENCY, TIME
from corpus.language.cues import Cues
from corpus.language.detect import Language, language_of
from corpus.language.number_words import count, number_in, ordinal
from corpus.language.typed_pattern import Typed
from corpus.text.letters import fold

_CUES = Cues(__file__)


def _syllables(phrases: Iterable[str]) -> frozenset[str]:
    return frozenset(word for phrase in phrases for word in fold(phrase).split())


# "Năm 2024 thì sao?", "thế còn Sở Nội vụ?", "what about 2024?", "and in 2023?"
_LEAD = Typed(
    r"^(?:(?:thế|vậy|rồi|và|à|ừ|dạ|vâng)[\s,]+)*(?:còn|thế|vậy|và)\s+(?:về\s+|với\s+|ở\s+|của\s+|cho\s+|đối với\s+)?(?P<what>.+)"
    r"|^(?:(?:and|so|ok|okay|then)[\s,]+)*(?:what about|how about|and(?: what)?(?: for| about| of)?|what of|same for)\s+(?P<which>.+)"
)
_WEAK_LEAD = Typed(r"^(?:thế|vậy)\s+(?!còn\b)")
_TAIL = Typed(
    r"\s*,?\s*(?:thì\s+(?:sao|thế nào|như thế nào|ra sao|là bao nhiêu|bao nhiêu)|như thế nào|thế nào|ra sao|là bao nhiêu|bao nhiêu|sao|nhỉ|ạ|nhé|vậy|hả|then|instead)\s*$"
)
_PREPOSITION = Typed(
    r"^(?:(?:đến|tới|vào|trong|của|ở|tại|về|với|cho|đối với|tính đến|in|for|of|by|at|to|from|with|during|about|on|the)\s+)+(?=\S)|^(?:của|ở|in|for|of|thì|là|the|and|và)$"
)
_ASKING = Typed(
    r"\b(?:hay|bao nhiêu|mấy|ai|gì|nào|khi nào|bao giờ|đâu|vì sao|tại sao|thế nào|ra sao|không|chưa|bao lâu|who|what|when|where|why|how|which|whose|does|did|is|are|was|were)\b"
)
_TELL_MORE = r"(?:(?:hãy|xin|nhờ|bạn|cho|giúp)\s+)*(?:(?:nói|giải thích|trình bày|nêu|phân tích|viết|kể)(?:\s+(?:rõ|thêm|kỹ|chi tiết|cụ thể|sâu))*(?:\s+hơn)?|làm rõ(?:\s+(?:thêm|hơn))?|(?:chi tiết|cụ thể)(?:\s+hơn)?)"
_NUMBERED = rf"(?:ý|điểm|mục|đoạn|phần|trích dẫn|nguồn|số|câu)\s+(?:thứ\s+|số\s+)?(?P<number>\d{{1,2}}|{ordinal('vi')})"
_POLITE = r"(?:\s+(?:đi|ạ|nhé|được không|giúp (?:tôi|mình|em)|cho (?:tôi|mình|em)|trên|ở trên|nữa|hơn|với|là gì|nói gì|là sao))*"
_POINT = Typed(
    rf"^(?:{_TELL_MORE}(?:\s+(?:về|cho|ở))?\s+)?(?:{_NUMBERED}|\[(?P<marker>\d{{1,2}})\]){_POLITE}$"
    r"|^(?:(?:can|could) you\s+|please\s+)?(?:(?:tell|give) me |say |explain |elaborate |expand |more |details? |go )*(?:more |further |details? |deeper |into )*(?:about |on |of |into )?"
    rf"(?:the )?(?:(?:point|item|number|passage|source|citation|no\.?)\s+(?P<english>\d{{1,2}}|{count('en')})|(?P<ordinal>{ordinal('en')}) (?:point|one|item|passage))(?: in (?:more )?detail| please| further)*$"
)
_MORE = Typed(
    rf"^(?:{_TELL_MORE}\s*){_POLITE}$|^(?:(?:can|could) you\s+|please\s+)?(?:(?:tell me )?more|more details?|elaborate|in (?:more )?detail|explain(?: more| further)?|go on)(?: please)?$"
)
_SHORTEST_MORE = Typed(r"\b(?:rõ|thêm|kỹ|chi tiết|cụ thể|hơn|more|detail|details|elaborate|explain|go on)\b")
_IN_ENGLISH = Typed(
    r"^(?:(?:hãy|xin|bạn)\s+)*(?:(?:trả lời|viết|nói|dịch|chuyển)(?:\s+(?:lại|nó|câu trả lời))*\s+)?(?:bằng|sang|qua|ra)?\s*tiếng anh(?:\s+(?:đi|ạ|nhé|được không|thì sao))*$"
    r"|^(?:(?:please|say|answer|repeat|write|translate|can you|the same|it|that|now|and)\s+)*(?:in|into|to)?\s*english(?:,? please)?$"
)
_IN_VIETNAMESE = Typed(
    r"^(?:(?:hãy|xin|bạn)\s+)*(?:(?:trả lời|viết|nói|dịch|chuyển)(?:\s+(?:lại|nó|câu trả lời))*\s+)?(?:bằng|sang|qua|ra)?\s*tiếng việt(?:\s+(?:đi|ạ|nhé|được không|thì sao))*$"
    r"|^(?:(?:please|say|answer|repeat|write|translate|can you|the same|it|that|now|and)\s+)*(?:in|into|to)?\s*vietnamese(?:,? please)?$"
)
_THAT = r"(?:đó|này|ấy|kia|nêu trên|nói trên|trên(?=\s*(?:$|[?,.]|có|là|được|thì|đã|bị|gồm|nói|quy định)))"
_NOT_NAME = r"(?!\s+(?:ubnd|hđnd|ủy ban|sở|bộ|chính phủ|tỉnh|các|ai\b))"
_DOCUMENT_NOUN = r"(?P<document>văn bản|tài liệu|quyết định|kế hoạch|báo cáo|nghị quyết|quy định|bài báo|đề án)"
_AGENCY_NOUN = r"(?P<agency>cơ quan|sở|đơn vị|ban|phòng|trung tâm|ngành)"
_TIME_NOUN = r"(?P<time>năm|giai đoạn|thời gian|kỳ)"
_OTHER_NOUN = (
    r"(?:việc|vấn đề|nội dung|dự án|chương trình|tỷ lệ|chỉ tiêu|con số|mục tiêu|nhiệm vụ|chỉ số|kết quả|người|ông|bà|đồng chí|huyện|xã|thành phố|tỉnh|"
    r"thời hạn|cuộc|kỳ|đợt|hoạt động|công trình|hệ thống|số tiền|khoản|điều|cái|mức|doanh nghiệp|sản phẩm)"
)
_ANAPHOR = Typed(
    rf"\b(?:các\s+|những\s+)?(?:{_DOCUMENT_NOUN}|{_AGENCY_NOUN}|{_TIME_NOUN}|{_OTHER_NOUN})\s+{_THAT}\b{_NOT_NAME}|(?P<pronoun>\b(?:nó|họ|chúng)\b(?!\s+(?:và|tên|của|hàng|ta|tôi|mình|em)\b))|\bở đó\b"
)
_ENGLISH_ANAPHOR = re.compile(
    r"\b(?:this|that|these|those|the same)\s+(?:(?P<document>plans?|decisions?|reports?|documents?|resolutions?)|(?P<agency>departments?|agency|agencies|office|body)|(?P<time>year|period)"
    r"|targets?|figures?|tasks?|projects?|rate|numbers?|district|merger|issue|system|event|attack|programme|program|deadline|amount|cost|person|one|ones)\b"
    r"|(?P<pronoun>\b(?:it(?!\s+(?:take|takes|common|true|possible|necessary|important|likely|called|said)\b)|its|they|their|them|he|she|his|her)\b)|\b(?:about|of|for|after|before|with|is|was|did|does) (?:this|that)\s*$",
    re.IGNORECASE,
)
_RELATIONAL = {language: _syllables(_CUES.of("relational", language)) for language in _CUES.languages()}
"""What may be asked of any subject, folded, a syllable each."""
_ACT = r"(?:thay thế|bãi bỏ|huỷ bỏ|hủy bỏ|sửa đổi(?:,? bổ sung)?|bổ sung|đính chính|thực hiện|căn cứ)"
_ACTING = Typed(
    rf"^(?:có |đã |sẽ )?{_ACT}\s+(?:những |các )?{_DOCUMENT_NOUN.replace('?P<document>', '?:')}\s+(?:nào|gì)$"
)
_ACTED_ON = Typed(rf"^{_DOCUMENT_NOUN.replace('?P<document>', '?:')}\s+nào\s+(?:đã |sẽ )?{_ACT}$")
_SUBJECT_ASKED = Typed(r"\b(?:những gì|nội dung gì|gì|nào)\b|\bwhat\b|\bwhich\b")
_WORD = re.compile(r"[^\W_]+(?:&[^\W_]+)?")
_LONGEST_BARE = 9
"""Syllables of a question that has no subject of its own."""
_CONTENT_BEFORE = 2
"""Content words before "kế hoạch đó" from which on it means something in the same question; before a pronoun, one."""


def fragment(question: str) -> str | None:
    """What a follow-up puts in the place of something: "2024" of "what about 2024?"; None where it does not lead so.

    "Thế …?" and "vậy …?" alone lead questions of any kind, so what follows must be found to be a time or an agency.
    """
    text = question.strip(" ?.!,")
    lead = _LEAD.match(text)
    if lead is None:
        return None
    what = lead["what"] or lead["which"]
    rest = _without_tail(what)
    if not (TIME.search(rest) or AGENCY.search(rest)) and _WEAK_LEAD.match(text):
        return None
    # "Còn bao nhiêu thôn …?" asks how much is left.
    if _ASKING.search(rest) or not rest or len(rest.split()) > _LONGEST_BARE:
        return None
    return rest


def bare_fragment(question: str) -> str:
    """The same without a leading word: "năm 2024 thì sao?" is "năm 2024"."""
    return _without_tail(question.strip(" ?.!,"))


def _without_tail(text: str) -> str:
    return _TAIL.sub("", text).strip(" ,")


def without_preposition(what: str) -> str:
    """In "in 2023" that is "2023", in "đến năm 2025" "năm 2025"."""
    return _PREPOSITION.sub("", what).strip(" ,")


def is_relational(fragment: str) -> bool:
    """Whether it names no subject: "kết quả", "the plan"."""
    return not _content(fragment, language_of(fragment))


def point_in(question: str) -> int | None:
    """The number of the point that is to be told more about, 1 where none is named; None for any other question."""
    text = question.strip(" ?.!")
    match = _POINT.match(text)
    if match:
        named = next(value for value in match.groupdict().values() if value)
        return number_in(named)
    return 1 if _MORE.match(text) and _SHORTEST_MORE.search(text) else None


def language_in(question: str) -> Language | None:
    """The language that the same answer is wanted in; None for any other question."""
    text = question.strip(" ?.!,")
    if _IN_ENGLISH.match(text):
        return "en"
    return "vi" if _IN_VIETNAMESE.match(text) else None


def anaphor_in(question: str) -> re.Match[str] | None:
    """The word that means something said before; its groups `document`, `agency` and `time` tell what it must be.

    Not where enough stands before it in the question itself for it to mean that.
    """
    language = language_of(question)
    match = _ENGLISH_ANAPHOR.search(question) if language == "en" else _ANAPHOR.search(question)
    if match is None:
        return None
    before = _content(question[: match.start()], language)
    most = 1 if match["pronoun"] else _CONTENT_BEFORE
    return match if len(before) < most and not any(_is_name(word) for word in before) else None


def with_missing_document(question: str, document: str) -> str | None:
    """The question with the document that it leaves out: "thay thế văn bản nào?", "văn bản nào thay thế?".

    None for any other question.
    """
    text = question.strip(" ?.!")
    if _ACTING.search(text):
        return f"{document} {text}?"
    return f"{text} {document}?" if _ACTED_ON.search(text) else None


def is_bare(question: str) -> bool:
    """Whether it asks without saying of what: "ai chủ trì?", "khi nào hoàn thành?", "why?"."""
    text = question.strip(" ?.!")
    language = language_of(text)
    words = _WORD.findall(text)
    return bool(words) and len(words) <= _LONGEST_BARE and bool(_ASKING.search(text)) and not _content(text, language)


def asks_for_things(question: str) -> bool:
    """Whether it asks for things of a kind ("những mục tiêu gì?") rather than for one fact about a subject."""
    return _SUBJECT_ASKED.search(question) is not None


def _is_name(word: str) -> bool:
    """Whether the content word is a figure or has a capital."""
    return any(char.isdigit() or char.isupper() for char in word)


def _content(text: str, language: Language) -> list[str]:
    """The words that are not about any subject whatsoever; figures, names and abbreviations always are content."""
    known = _RELATIONAL.get(language, frozenset())
    return [
        word
        for position, word in enumerate(_WORD.findall(text))
        if fold(word) not in known or any(char.isdigit() for char in word) or (position and word[:1].isupper())
    ]
