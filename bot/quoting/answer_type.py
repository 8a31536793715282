"""What kind of thing a question asks for (a number, a date, a person …), and whether a sentence holds one.

The answer type of classical question answering (Li and Roth, "Learning Question Classifiers", 2002), by the question
words of Vietnamese and English. What the question itself says answers nothing: a number, a year or a name of it
does not count.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from corpus.document.marker import marker_of
from corpus.document.number import NUMBER
from corpus.identity.signer import begins_with_surname
from corpus.language.calendar_date import MONTH_NAME
from corpus.language.cues import Cues
from corpus.language.number_words import numeral
from corpus.language.vocabulary import languages
from corpus.text.letters import CAPITAL, fold
from corpus.text.syllable import is_bare_syllable
from index.glossary.bilingual import translate

AnswerType = Literal[
    "money", "share", "duration", "number", "date", "year", "person", "agency", "place", "document", "reason", "name"
]

_CUES = Cues(__file__)
_ASKED: tuple[tuple[AnswerType, re.Pattern[str]], ...] = tuple(
    (name, _CUES.pattern(name))
    for name in (
        "money", "share", "duration", "number", "year", "date", "document", "agency", "person", "place", "reason", "name",
    )
)  # fmt: skip
"""The first that a question has is what it asks for."""
_ONLY_ASKED = tuple(
    _CUES.pattern(name) for name in ("duration", "year", "date", "what_agency", "person", "place", "number")
)
"""What says by itself nothing of what is asked about."""

_FIGURE = r"\d+(?:[.,]\d+)*(?![^\W_])"
_IN_WORDS = "|".join(map(numeral, languages()))
_AGENCY = (
    r"(?:Sở|Bộ|Ban|Phòng|Trung tâm|Ủy ban|UBND|HĐND|Hội đồng|Văn phòng|Công ty|Tập đoàn|Ngân hàng|Cục|Chi cục|Tổng cục|Viện|"
    r"Trường|Đại học|Học viện|Bệnh viện|Quỹ|Hội|Liên hiệp|Đoàn|Tòa án|Thanh tra|Công an|Khoa|Đội|Tổ|Department|Ministry|"
    r"Committee|Office|University|Company)"
)
_TITLE = r"(?:Phó|Chủ|Giám|Trưởng|Bí|Thủ|Tổng|Nguyên)"
_HONORIFIC = r"(?:ông|bà|đồng chí|cô|anh|Ông|Bà|Đồng chí|Mr|Mrs|Ms|Dr)"
_HONOURED = re.compile(rf"{_HONORIFIC}\b")
_WORD = rf"\b[{CAPITAL}][\w'’.-]*"
_NAME = rf"(?<![.!?…:]\s)(?<!^){_WORD}(?:\s+(?:of\s+|de\s+|và\s+)?{_WORD})*"
_FOUND: dict[AnswerType, re.Pattern[str]] = {
    name: re.compile(pattern, flags)  # type: ignore[misc]
    for name, pattern, flags in (
        ("money", rf"{_FIGURE}\s*(?:nghìn |triệu |tỷ |tỉ )?(?:tỷ|tỉ|triệu|nghìn|đồng|VNĐ|VND|USD|đô la|euro|billion|million|dollars?)\b|[$€£]\s*{_FIGURE}", re.IGNORECASE),
        ("share", rf"{_FIGURE}\s*(?:%|phần trăm|điểm phần trăm|percent|per cent)|\b(?:một nửa|một phần|hai phần|half|third)\b", re.IGNORECASE),
        ("duration", rf"(?:{_FIGURE}|{_IN_WORDS})\s*(?:ngày|tháng|năm|tuần|giờ|phút|quý|thập kỷ|thế kỷ|days?|months?|years?|weeks?|hours?|minutes?)\b(?!\s*\d)", re.IGNORECASE),
        ("number", rf"{_FIGURE}|\b(?:{_IN_WORDS}|trăm|nghìn|triệu|tỷ|hundred|thousand|million)\b(?!\s+số)", re.IGNORECASE),
        ("year", r"\b(?:1\d|20)\d\d\b|thế kỷ", re.IGNORECASE),
        ("date", rf"(?:ngày\s+)?\d{{1,2}}\s+tháng\s+\d{{1,2}}(?:\s+năm\s+\d{{4}})?|\d{{1,2}}\s*[/.-]\s*\d{{1,2}}(?:\s*[/.-]\s*\d{{4}})?|tháng\s+\d+(?:\s+năm\s+\d{{4}})?|quý\s+[IVX\d]|\bnăm\s+\d{{3,4}}|\b(?:1\d|20)\d\d\b|{MONTH_NAME}|thế kỷ|mùa (?:xuân|hè|thu|đông)", re.IGNORECASE),
        ("document", rf"{NUMBER}|\bLuật {_WORD}(?: \w+){{0,3}}", 0),
        ("agency", rf"\b{_AGENCY}\b(?:\s+[\w&-]+){{1,3}}", 0),
        ("person", rf"{_HONORIFIC}\.?(?:\s+{_WORD})+|(?!{_AGENCY}\b|{_TITLE}\b){_WORD}(?:\s+{_WORD})+", 0),
        ("place", rf"\b(?:tại|ở|từ|đến|gần|phía|thuộc|in|at|near)\s+(?:\w+\s+){{0,3}}{_WORD}|\b(?:số\s+\d+\s+)?(?:đường|phố|phường|xã|huyện|quận|thị xã|thị trấn|thành phố|tỉnh|khu)\s+{_WORD}|{_NAME}", 0),
        ("reason", r"\b(?:vì|do|bởi|nguyên nhân|nhờ|để|nhằm|khiến|dẫn đến|lý do|because|due to|since|as a result|in order to)\b", re.IGNORECASE),
        ("name", _NAME, 0),
    )
}  # fmt: skip
_TELLING = frozenset(("money", "share", "duration", "number", "date", "year", "person", "agency", "document"))
FIGURES = frozenset(("money", "share", "duration", "number"))
"""Of several figures in a sentence nobody knows which is meant: the reader is not pointed at a wrong one."""
_MOST_MARKS = 3
_COUNTED = frozenset(("money", "share", "number"))
_DATED = re.compile(
    rf"{NUMBER}|ngày\s+\d+(?:\s*[/.-]\s*\d+)*|tháng\s+\d+|năm\s+\d{{4}}|\d{{1,2}}/\d{{1,2}}(?:/\d{{4}})?|\b20\d\d\b(?=[,:;.\s])",
    re.IGNORECASE,
)
"""Dates, years and numbers of documents count nothing."""
_UNIT = re.compile(rf"{_CUES.expression('how_many')}\s+([^\W\d_]+)(?:\s+([^\W\d_]+))?", re.IGNORECASE)
_KIND_OF_AGENCY = _CUES.pattern("which_agency")
_PEOPLE = tuple(map(fold, _CUES.words("people")))
"""Who is asked for as people is counted by what they are."""
_ANOTHER = re.compile(r"[\d.;:%]")
"""What stands behind one of these is not counted by the number before."""
_NEAR_UNIT = 30
"""Characters behind a number within which its unit stands."""


@dataclass(frozen=True, slots=True)
class AskedFor:
    """What one question asks for."""

    type: AnswerType
    question: str
    """Folded."""
    unit: str
    """What is counted ("bao nhiêu trạm"), or the kind of agency ("công ty nào"), folded; empty where that is not told."""

    def answered_by(self, sentence: str) -> float:
        """1 where the sentence holds such a thing (of the unit asked for), .5 where of another unit, 0 where none."""
        held = 0.0
        for start, end in self._fresh(sentence):
            if not self.unit or self._is_counted(sentence, start, end):
                return 1.0
            held = 0.5
        return held

    @property
    def is_counted(self) -> bool:
        """Whether it is a figure or a day."""
        return self.type in (*FIGURES, "date", "year")

    def may_be_answered_by(self, sentence: str) -> bool:
        """Whether the sentence holds such a thing; where a figure or a day is asked for, any number, whose unit the head of a table may tell."""
        if not self.is_counted:
            return self.answered_by(sentence) > 0
        any_ = (replace(self, type=type_, unit="", question="") for type_ in (self.type, "number"))
        return any(each.answered_by(sentence) for each in any_)

    def marks(self, sentence: str) -> tuple[tuple[int, int], ...]:
        """Where that is which the question asks for; nowhere if it could be more than a few things."""
        found = [
            span for span in self._fresh(sentence) if self.type != "person" or _may_be_person(sentence[slice(*span)])
        ]
        counted = [span for span in found if self._is_counted(sentence, *span)]
        shown = counted or found
        most = 1 if self.type in FIGURES else _MOST_MARKS
        return tuple(shown) if self.type in _TELLING and len(shown) <= most else ()

    def values(self, sentence: str) -> frozenset[str]:
        """What it holds of the type asked for, folded; where it counts what is asked for, only those numbers."""
        found = list(self._fresh(sentence))
        counted = [span for span in found if self._is_counted(sentence, *span)]
        return frozenset(" ".join(fold(sentence[start:end]).split()) for start, end in counted or found)

    def _is_counted(self, sentence: str, start: int, end: int) -> bool:
        """Whether it is of the unit asked for: that stands behind a number, and begins the name of an agency."""
        if self.type == "agency":
            return fold(sentence[start:end]).startswith(self.unit)
        behind = fold(_ANOTHER.split(sentence[end : end + _NEAR_UNIT])[0])
        return bool(self.unit) and any(unit in behind for unit in _units_of(self.unit))

    def _fresh(self, sentence: str) -> Iterator[tuple[int, int]]:
        """Spans of what the question does not say itself."""
        for span, words in _held(self.type, sentence):
            if f" {words} " not in self.question:
                yield span


@lru_cache(maxsize=4_000)
def _held(name: AnswerType, sentence: str) -> tuple[tuple[tuple[int, int], str], ...]:
    """Spans of what the sentence holds of the type, with their words, folded; sentences come again from question to question."""
    marker = marker_of(sentence)
    text = (
        " " * len(marker.text) + sentence[len(marker.text) :]
        if marker and sentence.startswith(marker.text)
        else sentence
    )
    if name in _COUNTED:
        text = _DATED.sub(lambda match: " " * len(match[0]), text)
    return tuple((match.span(), " ".join(fold(match[0]).split())) for match in _FOUND[name].finditer(text))


def _may_be_person(words: str) -> bool:
    """Whether words begin as the name of a person does: with a title, a Vietnamese surname, or what is no Vietnamese syllable."""
    first = words.split(maxsplit=1)[0]
    return bool(_HONOURED.match(words)) or begins_with_surname(words) or not is_bare_syllable(first)


def asked_for(question: str) -> AskedFor | None:
    """None where the question asks for nothing of a certain kind ("what does the plan say …")."""
    for name, pattern in _ASKED:
        if pattern.search(question):
            padded = re.sub(r"[^\w/.,%-]+", " ", fold(question))
            return AskedFor(name, f" {padded.strip(' .,-')} ", _unit(name, question))
    return None


def without_asking(question: str) -> str:
    """The question without the words that only ask for a thing of a certain kind: "ai", "ngày nào", "cơ quan nào"."""
    for pattern in _ONLY_ASKED:
        question = pattern.sub(" ", question)
    return question


def asks(clause: str) -> bool:
    """Whether it asks for a thing of a certain kind."""
    return any(pattern.search(clause) for _, pattern in _ASKED)


@lru_cache(maxsize=256)
def _units_of(unit: str) -> tuple[str, ...]:
    """The unit and its translations; people go by whatever they are."""
    translated = tuple(map(fold, translate(unit).terms))
    units = translated or (unit.split(" ", maxsplit=1)[0],)
    return _PEOPLE if set(units) & set(_PEOPLE) else units


def _unit(name: AnswerType, question: str) -> str:
    if name == "number" and (counted := _UNIT.search(question)):
        return fold(" ".join(filter(None, counted.groups())))
    if name == "agency" and (kind := _KIND_OF_AGENCY.search(question)):
        return fold(kind[1])
    return ""
