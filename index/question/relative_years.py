"""Years that a question counts from today: "năm ngoái", "3 năm qua", "two years ago"."""

import re
from dataclasses import dataclass

from corpus.language.number_words import count_in_any_language, number_in

_OUTRIGHT = (
    (re.compile(r"\bnăm nay\b|\b(?:this|the current) year\b"), 0),
    (re.compile(r"\bnăm kia\b|\bthe year before last\b"), -2),
    (re.compile(r"\bnăm ngoái\b|\blast year\b"), -1),
    (re.compile(r"\b(?:sang năm|(?<!những )(?<!các )năm tới)\b(?!\s*\d)|\b(?:next|the coming) year\b"), 1),
)
"""What names one year, and how far it is from this one; a longer phrase before the shorter one in it."""
_ONE = r"(?<!những )(?<!các )(?<!nhiều )(?<!mấy )(?<!hằng )(?<!hàng )(?<!mỗi )(?<!\d )\bnăm "
_NEIGHBOURS = (
    (re.compile(rf"{_ONE}(?:vừa )?(?:qua|rồi)\b(?! mạng| đường| hình thức| kênh)|\bthe past year\b"), -1),
    (re.compile(rf"{_ONE}(?:liền )?trước\b(?! ngày| khi| tháng| đó)|\bthe (?:previous year|year before)\b"), -1),
    (re.compile(rf"{_ONE}sau\b(?! khi| ngày| đó| hợp nhất| sáp nhập)|\bthe following year\b"), 1),
)
_COUNT = rf"(?!(?:một|one)\s+(?:năm|years?)\b)({count_in_any_language()})"
"""What people count years with: "một năm qua" is the year past."""
_LAST = re.compile(rf"\b{_COUNT} năm (?:vừa )?(?:qua|gần đây|gần nhất|trở lại đây)\b|\b(?:last|past) {_COUNT} years\b")
_NEXT = re.compile(rf"\b{_COUNT} năm (?:tới|tiếp theo)\b|\b(?:next|coming) {_COUNT} years\b")
_AGO = re.compile(rf"\b{_COUNT} (?:năm trước(?! khi| ngày)|years ago)\b|\bcách đây {_COUNT} năm\b")


@dataclass(frozen=True, slots=True)
class RelativeYears:
    """Years by how plainly they are named."""

    outright: frozenset[int]
    """"năm ngoái": one certain year."""
    vague: frozenset[int]
    """"3 năm qua", "two years ago"."""
    neighbours: frozenset[int]
    """"năm trước", "năm sau": of the year that the question names, else of this one."""


def relative_years(text: str, this_year: int, anchor: int) -> RelativeYears:
    """Years in a question in lower case; `anchor` is the year beside which "năm trước" lies."""
    vague: set[int] = set()
    for match in _LAST.finditer(text):
        vague.update(range(this_year - _count(match), this_year + 1))
    for match in _NEXT.finditer(text):
        vague.update(range(this_year + 1, this_year + _count(match) + 1))
    vague.update(this_year - _count(match) for match in _AGO.finditer(text))
    for pattern in (_LAST, _NEXT, _AGO):
        text = pattern.sub(" ", text)
    outright: set[int] = set()
    for pattern, step in _OUTRIGHT:
        text, times = pattern.subn(" ", text)
        if times:
            outright.add(this_year + step)
    neighbours = {anchor + step for pattern, step in _NEIGHBOURS if pattern.search(text)}
    return RelativeYears(frozenset(outright), frozenset(vague), frozenset(neighbours))


def _count(match: re.Match[str]) -> int:
    word = next(group for group in match.groups() if group)
    return number_in(word) or 0
