"""Questions about the answer before, rather than for another: more about one of its points, the same in another language."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from bot.conversation.exchange import only_tells_a_time
from bot.conversation.turn import Span, Turn
from corpus.language.detect import Language, language_of
from corpus.language.number_words import count, number_in, ordinal
from corpus.language.typed_pattern import Typed

Problem = Literal["nothing before", "no such point"]
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


@dataclass(frozen=True, slots=True)
class AboutAnswer:
    """What is wanted of the answer before."""

    language: Language
    """Of the answer."""
    stand_alone: str = ""
    """What was searched for it."""
    point: int | None = None
    """The point that is to be told more about."""
    span: Span | None = None
    """The passage that is to be told, if the answer before has it."""
    problem: Problem | None = None
    """Why nothing can be told."""


def about_answer(turns: Sequence[Turn], asked: str) -> AboutAnswer | None:
    """What a question, free of courtesies, wants of the answer before it; None for any other question."""
    point, language = point_in(asked), language_in(asked)
    if not turns and (point or language or only_tells_a_time(asked)):
        return AboutAnswer(language_of(asked), problem="nothing before")
    if not turns or (point is None and language is None):
        return None
    last = turns[-1]
    if language:
        return AboutAnswer(language, last.stand_alone, span=last.elaborated)
    spans = {each.number: each.span for each in last.points}
    problem: Problem | None = None if point in spans else "no such point"
    return AboutAnswer(spoken(asked, last), last.stand_alone, point, spans.get(point or 0), problem)


def spoken(asked: str, last: Turn) -> Language:
    """The language of what is asked after this turn: of the turn, where no letter tells."""
    return language_of(asked) if any(map(str.isalpha, asked)) else last.language


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
