"""Small numbers written out in words, in Vietnamese and English: "hai sở", "mười lăm", "two departments"."""

import re
from collections.abc import Iterator

from corpus.language.detect import Language

_VI_DIGITS = {
    "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9,
}  # fmt: skip
_EN_SMALL = {
    word: value
    for value, word in enumerate(
        [
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ],
        start=1,
    )
}
_EN_TENS = {
    word: 10 * value
    for value, word in enumerate(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], start=2
    )
}
_VI_DIGIT = "|".join(_VI_DIGITS)
_VI_TENS = rf"(?:(?:(?:{_VI_DIGIT})\s+mươi|mười)(?:\s+(?:{_VI_DIGIT})\b)?)"
_VI = re.compile(
    rf"(?<!thứ )\b(?:(?:{_VI_DIGIT})\s+trăm(?:\s+(?:(?:linh|lẻ)\s+(?:{_VI_DIGIT})\b|{_VI_TENS}))?|{_VI_TENS}|(?:{_VI_DIGIT}))\b"
)
_EN = re.compile(
    rf"\b(?:(?:{'|'.join(_EN_TENS)})(?:[- ](?:{'|'.join(list(_EN_SMALL)[:9])}))?|{'|'.join(sorted(_EN_SMALL, key=len, reverse=True))})\b",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\s+(?:sở|bộ|ngành|xã|phường|huyện|tỉnh|đơn vị|cơ quan|phòng|ban|tổ|người|cán bộ|công chức|viên chức|nhiệm vụ|giải pháp|"
    r"dự án|tháng|ngày|tuần|quý|lần|nhóm|nội dung|chỉ tiêu|mục tiêu|văn bản|kế hoạch|quyết định|đề án|chương trình|trung tâm|"
    r"doanh nghiệp|hộ|trường|bệnh viện|hồ sơ|thủ tục|trạm|máy|bước|giai đoạn|cấp|loại|hội nghị|cuộc|lớp|báo cáo|nghìn|ngàn|triệu|"
    r"tỷ|tỉ)\b"
)
"""What is counted: before these a digit in words is a number and nothing else."""
_BEFORE_YEAR = re.compile(r"\s*[\d_]")
_DOUBTFUL = frozenset(("một", "mốt", "tư", "lăm", "năm", "one"))
"""Alone they are articles, the fourth, or the year."""


def written_numbers(text: str, language: Language, *, doubtful: bool) -> Iterator[tuple[int, int, int]]:
    """(start, end, value) of each number in words, 1 to 999.

    A single digit counts only before what is counted. With `doubtful` also where it may be no number: what a source
    may be saying, which nobody may be held to.
    """
    lowered = text if language == "vi" else text.lower()
    for match in (_VI if language == "vi" else _EN).finditer(lowered):
        word = match[0].lower()
        single = word in _VI_DIGITS or word in _EN_SMALL
        if word == "năm" and _BEFORE_YEAR.match(text, match.end()):
            continue
        is_sure = word not in _DOUBTFUL and (not single or language == "en" or _COUNTED.match(text, match.end()))
        if doubtful or is_sure:
            yield match.start(), match.end(), _value(word)


def _value(words: str) -> int:
    total = 0
    for word in re.split(r"[\s-]+", words):
        if word == "trăm":
            total *= 100
        elif word == "mươi":
            hundreds, tens = divmod(total, 100)
            total = hundreds * 100 + tens * 10
        elif word == "mười":
            total += 10
        else:
            total += _VI_DIGITS.get(word) or _EN_SMALL.get(word) or _EN_TENS.get(word, 0)
    return total
