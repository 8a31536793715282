"""Which years a text reports on, and whether as result, estimate, plan or direction.

The reporting year is not the date of issue: dates, numbers of documents, names of laws and comparisons with
another year are not years a text reports on.
"""

import re
from functools import lru_cache

from corpus.chunk import Aspect
from corpus.document.number import NUMBER
from corpus.language.calendar_date import MONTH_NAME
from corpus.language.cues import Cues
from corpus.language.vocabulary import words
from corpus.text.letters import CAPITAL, SMALL

_YEAR = r"(?:19[5-9]\d|20\d\d)"
_DASH = r"\s*(?:[-–—]|đến(?:\s+năm)?|to)\s*"
_MASKED = re.compile(
    rf"{NUMBER}(?:\s+năm\s+{_YEAR})?"
    rf"|\d{{1,2}}\s*[/.-]\s*\d{{1,2}}\s*[/.-]\s*{_YEAR}"
    rf"|ngày\s*\d{{1,2}}\s*tháng\s*\d{{1,2}}\s*năm\s*{_YEAR}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{MONTH_NAME},?\s+{_YEAR}|{MONTH_NAME}\s+\d{{1,2}},?\s+{_YEAR}"
    rf"|(?<!pháp )(?<!kỷ )(?<!quy )\b(?:bộ luật|luật|hiến pháp|pháp lệnh)\s[^.,;:\n]{{0,90}}?\bnăm\s+{_YEAR}"
    rf"|(?-i:\bLuật [{CAPITAL}][{SMALL}]+(?: [{CAPITAL}{SMALL}]+){{0,6}}) {_YEAR}\b"
    rf"|(?:so với|so cùng kỳ|cùng kỳ)\s[^.,;:\n]{{0,30}}?\b(?:năm\s+)?{_YEAR}"
    rf"|bằng\s+[\d.,]+\s?%\s+(?:thực hiện\s+)?năm\s+{_YEAR}"
    rf"|(?:compared (?:with|to)|than in)\s+{_YEAR}"
    rf"|(?:nhiệm kỳ|khóa|khoá)\s[^.;:\n]{{0,20}}?{_YEAR}{_DASH}{_YEAR}"
    rf"|(?:sinh|born in)\s+(?:năm\s+)?{_YEAR}",
    re.IGNORECASE,
)
_RANGE = re.compile(rf"\b({_YEAR}){_DASH}({_YEAR})\b")
_SPOKEN = re.compile(
    rf"\b(?:năm(?:\s+học)?|nhiệm vụ|kế hoạch|dự toán|kết quả|thực hiện|phương hướng|mục tiêu|chỉ tiêu|years?|in|for|fy|during|quý\s+[IV\d]+[/,]?|tháng\s+\d{{1,2}}\s*/|q[1-4]|của)\s*({_YEAR})\b((?:\s*(?:,|và|and)\s*(?:năm\s+)?{_YEAR}\b)*)",
    re.IGNORECASE,
)
_BARE = re.compile(rf"(?<![\d.,/:-]){_YEAR}(?![\d/-]|[.,]\d)")
_LONGEST_SPAN = 15

_CUES = Cues(__file__)
_AspectCues = tuple[tuple[Aspect, re.Pattern[str]], ...]
_HEADING_CUES: _AspectCues = (
    ("result", _CUES.pattern("heading_result")), ("plan", _CUES.pattern("heading_plan")),
    ("direction", _CUES.pattern("heading_direction")),
)  # fmt: skip
_SENTENCE_CUES: _AspectCues = (
    ("estimate", _CUES.pattern("sentence_estimate")), ("plan", _CUES.pattern("sentence_plan")),
    ("direction", _CUES.pattern("sentence_direction")), ("result", _CUES.pattern("sentence_result")),
)  # fmt: skip
_ESTIMATE = _CUES.pattern("heading_estimate")
_NOT_DIRECTION = _CUES.pattern("not_direction")
_CLAUSE = re.compile(rf"[,;]|{_CUES.expression('clause')}")


@lru_cache(maxsize=4_000)
def years_of(text: str, *, ranges: bool = True) -> tuple[int, ...]:
    """Years that `text` reports on, ascending: "năm 2024", "giai đoạn 2021-2025", "quý I/2025", "in 2024".

    A short text such as a question or a column head also counts a year that stands alone. Without `ranges`,
    the years of a period ("giai đoạn 2021-2025") do not count.
    """
    masked = _MASKED.sub(lambda found: " " * len(found.group()), text)
    years: set[int] = set()
    if not ranges:
        masked = _RANGE.sub(lambda found: " " * len(found.group()), masked)
    for found in _RANGE.finditer(masked):
        first, last = int(found.group(1)), int(found.group(2))
        if 0 <= last - first <= _LONGEST_SPAN:
            years.update(range(first, last + 1))
    for found in _SPOKEN.finditer(masked):
        years.add(int(found.group(1)))
        years.update(int(year) for year in re.findall(_YEAR, found.group(2)))
    if not years and len(text) <= 200:
        years.update(int(found.group()) for found in _BARE.finditer(masked))
    return tuple(sorted(years))


def aspect_of_heading(heading: str) -> Aspect | None:
    """What a heading announces; where several words compete, the first decides."""
    if _ESTIMATE.search(heading):
        return "estimate"
    return _first_cue(_NOT_DIRECTION.sub("", heading), _HEADING_CUES)


def aspect_of_sentence(sentence: str) -> Aspect | None:
    """What a sentence of the body speaks of, by its first cue."""
    return _first_cue(sentence, _SENTENCE_CUES)


def aspect_of_kind(kind: str | None) -> Aspect | None:
    """What a document of this kind speaks of where neither heading nor sentence tells."""
    aspects: tuple[Aspect, ...] = ("plan", "direction")
    return next((aspect for aspect in aspects if kind in words("vi", f"kinds.{aspect}")), None)


def _first_cue(text: str, cues: _AspectCues) -> Aspect | None:
    found = [(match.start(), rank, aspect) for rank, (aspect, pattern) in enumerate(cues)
             if (match := pattern.search(text))]  # fmt: skip
    return min(found)[2] if found else None


def years_by_aspect(title: str) -> dict[Aspect, tuple[int, ...]]:
    """What each half of a title announces: "tổng kết năm 2024, nhiệm vụ năm 2025" → result 2024, plan 2025."""
    announced: dict[Aspect, tuple[int, ...]] = {}
    for clause in _CLAUSE.split(title):
        aspect, years = aspect_of_heading(clause), years_of(clause)
        if aspect and years:
            announced[aspect] = tuple(sorted({*announced.get(aspect, ()), *years}))
    return announced
