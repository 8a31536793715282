"""Reporting years that a question asks for, also against today: "giai đoạn 2021-2025", "năm ngoái".

Not `corpus.identity.years.years_of`, which reads what a report says of itself: a question may name a year as a bound, a
comparison or an event, and these differ in how far they limit the search.
"""

import re

from corpus.language.calendar_date import MONTH_NAME
from corpus.language.number_words import NO_YEAR_BEFORE
from index.question.relative_years import relative_years

_YEAR = r"(?:19[5-9]\d|20\d\d)(?!\d)"
_TO = r"\s*(?:[-–—]|đến|tới|to|through|until)\s*(?:hết\s+)?(?:năm\s+)?"
_SPAN = rf"{_YEAR}(?:{_TO}{_YEAR})?"
_LIST = rf"{_SPAN}(?:\s*(?:,|và|and|&|hoặc|hay|or|với|with|vs\.?)\s*(?:năm\s+)?{_SPAN})*"
_RANGE = re.compile(rf"({_YEAR}){_TO}({_YEAR})")
_EACH = re.compile(_YEAR)
_BETWEEN = re.compile(rf"\bbetween\s+({_YEAR})\s+and\s+({_YEAR})")
_LONGEST_RANGE = 15
_PLAN = r"(?:kế hoạch|chỉ tiêu|mục tiêu|dự toán|nghị quyết|plan|target)"
# What is counted stands behind its number: "2000 hộ" is no year.
_NOT_COUNTING = rf"(?![/-]?\d|[.,]\d|\s*%|\s*{NO_YEAR_BEFORE})"

_NO_YEAR = re.compile(
    # Laws go by their year, people by the year of their birth.
    r"(?<!pháp )(?<!kỷ )(?<!quy )\b(?:bộ luật|luật|hiến pháp|pháp lệnh)\s+"
    rf"(?:(?!(?:trong|từ|đến|vào|giai|kế|kết|được|có|đã|bao|ở)\b)[^\W\d_]+,?\s+){{0,10}}?{_YEAR}"
    rf"|\blaw\s+(?:(?!(?:in|for|during|since)\b)[a-z]+\s+){{0,6}}{_YEAR}|{_YEAR}\s+(?:[a-z]+\s+){{0,3}}law\b"
    rf"|\b(?:sinh|born in)\s+(?:năm\s+)?{_YEAR}"
    rf"|\b(?:hơn|trên|gần|khoảng|dưới|ít nhất|tối thiểu|over|about|nearly|at least)\s+{_YEAR}(?!\s*[-–])"
)
_EVENT = re.compile(
    # 26/4/2024, ngày 26 tháng 4 năm 2024, 26 April 2024, tháng 4/2024, 4/2024, April 2024, Quyết định 57 năm 2024.
    rf"(?:ngày\s*)?\d{{1,2}}\s*[/.-]\s*\d{{1,2}}\s*[/.-]\s*{_YEAR}"
    rf"|ngày\s*\d{{1,2}}\s*[/-]\s*\d{{1,2}}\s*(?:năm|,)\s*{_YEAR}"
    rf"|(?<!báo cáo )(?<!kết quả )(?<!kế hoạch )(?<!công tác )(?<!nhiệm vụ )(?:\btháng\s*\d{{1,2}}\s*(?:năm|[/.,-])?|\bt\d{{1,2}}[/.-])\s*{_YEAR}"
    rf"|(?<![\w/.,-])(?<!tháng )(?<!quý )(?<!quarter )(?:0?[1-9]|1[0-2])/{_YEAR}(?![/-])"
    rf"|\b{MONTH_NAME}(?:\s+\d{{1,2}}(?:st|nd|rd|th)?,?|,?(?:\s+of)?)\s+{_YEAR}"
    rf"|(?:№\s*[,(]?|\b(?:ban hành|(?<!đăng )ký|issued|signed)(?:\s+(?:trong|vào))?)\s*(?:năm|in|of)?\s*{_YEAR}"
)
_COMPARED = re.compile(
    r"\b(?:so với|cùng kỳ|compared (?:with|to)|than|versus|relative to)\s+"
    rf"(?:(?!{_PLAN})[^\W\d_]+\s+){{0,4}}?(?:{_YEAR}|năm\s+(?:trước|ngoái|nay)|(?:last|this|previous) year)"
)
_TERM = re.compile(
    rf"\b(?:nhiệm kỳ|khóa|khoá|term)\s[^.;:?]{{0,20}}?{_YEAR}{_TO}{_YEAR}|{_YEAR}{_TO}{_YEAR}\s+(?:term|tenure)\b"
)
_SINCE = re.compile(
    rf"\b(?:từ|since|from)\s+(?:đầu\s+)?(?:năm\s+)?(?P<first>{_YEAR})\s*(?:(?:[-–]|đến|tới|to)\s*(?:nay|hiện nay|now|date|the present)\b|(?<=since \d{{4}}))"
)
_BOUND = re.compile(
    r"\b(?:đến|tới|trước|sau|từ|until|till|by|before|after|from|up to)\s+(?:the end of\s+|hết\s+|cuối\s+|đầu\s+|trước\s+)*(?:năm\s+)?"
    rf"{_YEAR}(?!{_TO}{_YEAR})"
)
_SPANNED = re.compile(rf"(?<![\d.,/:-]){_YEAR}{_TO}{_YEAR}{_NOT_COUNTING}")
_STATED = re.compile(
    r"\b(?:(?:các\s+)?năm(?:\s+(?:học|tài chính|ngân sách|kế hoạch))?|giai đoạn|thời kỳ|years?|fy|quý\s+(?:[ivx]+|\d)\s*[/,.-]?|[qh][1-4]\s*[/-]?|"
    rf"quarter\s+\d|tháng\s*\d{{1,2}}\s*[/.-])\s*{_LIST}"
    rf"|\b(?:nhiệm vụ|kế hoạch|dự toán|kết quả|báo cáo|phương hướng|mục tiêu|chỉ tiêu|tổng kết|quyết toán|ngân sách|công tác|trong|của|in|for|of|"
    rf"during|plan|report|budget|results?|targets?)\s+(?:the\s+)?{_LIST}{_NOT_COUNTING}"
    # Alone, but where only a year can stand: at an end, or before what has a year.
    rf"|(?<![\d.,/:-])\b{_LIST}(?=\s*(?:$|[?!)\"”’;:]|[.,](?!\d)|(?:là|có|của|đạt|được|đã|về|tại|ở|ra sao|thế nào|như|bao nhiêu|nói|nêu|đề|không|sẽ|"
    r"plans?|reports?|results?|targets?|budgets?|work|annual|action|tasks?|objectives?|figures?|say|said|about)\b|['’]s\b))"
)
_ALONE = re.compile(rf"(?<![\d.,/:-])\b{_LIST}{_NOT_COUNTING}(?![\w/])")


def years_in(text: str, this_year: int) -> tuple[tuple[int, ...], bool]:
    """Years asked for, ascending, and whether they are stated outright.

    `text` is the question with "№" for document numbers. They are not outright where another year is compared with,
    or where only a bound ("đến năm 2030"), a date or a vague word ("3 năm qua") tells them. A date counts only
    where nothing else names a year.
    """
    rest = _BETWEEN.sub(r"year \1-\2", _NO_YEAR.sub(" ", text.lower()))
    rest, events = _take(_EVENT, rest)
    compares = [match[0] for match in _COMPARED.finditer(rest)]
    rest = _COMPARED.sub(" ", rest)
    rest, leaning = _take(_TERM, rest)
    leaning |= {year for match in _SINCE.finditer(rest) for year in range(int(match["first"]), this_year + 1)}
    rest, spanned = _take(_SPANNED, _SINCE.sub(" ", rest))
    rest, bounds = _take(_BOUND, rest)
    rest, stated = _take(_STATED, rest)
    stated |= spanned
    rest, alone = _take(_ALONE, rest)
    leaning |= bounds | alone
    anchor = max(stated, default=this_year)
    relative = relative_years(rest, this_year, anchor)
    stated |= relative.outright
    leaning |= relative.vague
    compared = {year for each in compares for year in _compared(each, anchor, this_year)}
    if compared and not stated:
        compared.add(max(compared) + 1 if max(compared) < this_year else this_year)
    years = stated | leaning | relative.neighbours | compared or events
    plausible = tuple(sorted(year for year in years if year <= this_year + 50))
    return plausible, bool(stated and plausible and not relative.neighbours and not compared)


def _take(pattern: re.Pattern[str], text: str) -> tuple[str, set[int]]:
    """The text without what the pattern finds, and the years in that."""
    years = {year for match in pattern.finditer(text) for year in _expanded(match[0])}
    return pattern.sub(" ", text), years


def _expanded(text: str) -> set[int]:
    """All years of a text, those between the ends of a range too."""
    years = {int(year) for year in _EACH.findall(text)}
    for match in _RANGE.finditer(text):
        first, last = int(match[1]), int(match[2])
        if 0 <= last - first <= _LONGEST_RANGE:
            years.update(range(first, last + 1))
    return years


def _compared(comparison: str, anchor: int, this_year: int) -> set[int]:
    """The year that a comparison names: "năm trước" is the one before the year asked for."""
    if years := _expanded(comparison):
        return years
    if comparison.endswith(("năm nay", "this year")):
        return {this_year}
    return {this_year - 1 if comparison.endswith(("ngoái", "last year")) else anchor - 1}
