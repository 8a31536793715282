"""Document numbers (số, ký hiệu) in a question: "57/QĐ-UBND", or only the digits of "Quyết định 57"."""

import re

from corpus.document.number import normalise_number
from corpus.language.number_words import any_form
from corpus.language.quantity import PLACE_LABELS
from corpus.language.units import LABELS
from corpus.text.letters import CAPITAL, SMALL, fold
from index.glossary.kind_names import ABBREVIATED, ENGLISH, PRESS, VIETNAMESE

_LETTERS = f"[{CAPITAL}{SMALL}]"
_OF_KIND = (
    rf"(?:{'|'.join(sorted((each.replace('d', '[dđ]') for each in ABBREVIATED), key=len, reverse=True))})(?!{_LETTERS})"
)
_ISSUER = rf"(?:[-/]{_LETTERS}[\w&.]*|\s?[-/]\s?(?-i:[{CAPITAL}]{{2}})[\w&]*)"
# Narrower than corpus.document.number.NUMBER, which reads "2024 - tỉnh" as a number.
_WHOLE = re.compile(
    rf"(?<![\w/.,-])\d{{1,5}}(?:\.\d{{1,2}}|[a-zđ])?\s?(?:/\s?\d{{4}}\s?/\s?{_LETTERS}[\w&]*{_ISSUER}*"
    rf"|/\s?{_OF_KIND}{_ISSUER}*|-{_OF_KIND}{_ISSUER}*|/{_LETTERS}{{2,}}(?:[-/]{_LETTERS}[\w&]*)+)",
    re.IGNORECASE,
)
_ACTS = ("luật", "pháp lệnh", "quyết định", "nghị quyết", "nghị định", "thông tư", "chỉ thị")
_ACT = "|".join((*_ACTS, *(name for name, kind in (ENGLISH | ABBREVIATED).items() if kind in _ACTS), "qđ", "nđ"))
"""Kinds that are known by number and year: no month follows them."""
_KINDS = [*VIETNAMESE, *(name for name, kind in ENGLISH.items() if kind != PRESS)]
"""Those that may bear a number: "Article 6" is none of the press."""
_NAMED = re.compile(
    rf"(?<!\w)(?:(?P<act>{_ACT})|{'|'.join((*_KINDS, 'văn bản', 'document', *ABBREVIATED))})\s+"
    r"(?P<marked>(?:số|number|no\.?|#)\s*)?(?P<digits>\d{1,5}[a-zđ]?(?:/\d{4})?)(?![\w/%-]|[.,:]\d)",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19[5-9]|20\d)\d")
_MONTH = re.compile(r"(?:0?[1-9]|1[0-2])/\d{4}")
_FOLLOWS = re.compile(
    r"\s*(?:$|[?.,;:!)\"”’'(]|(?:của|về|quy định|nói|nêu|viết|ghi|ban hành|ngày\s+\d|do|có|còn|thì|đã|được|là|yêu cầu|giao|thay|hết|với|cho|"
    r"sửa|bổ sung|hướng dẫn|đề ra|đề cập|đặt|trong|tại|ký|áp dụng|bị|hay|hoặc|và|ra sao|thế nào|như|khác|gồm|bao gồm|liên quan|xác định|"
    r"phê duyệt|theo|sẽ|không|says?|said|states?|of|on|about|dated|by|issued|from|is|was|has|requires?|replaces?|means?|and|or|"
    rf"{any_form(name for name, label in LABELS.items() if label in PLACE_LABELS)}|"
    r"appl(?:y|ies)|provides?|concerning|regarding|mentions?|still|been|replaced|repealed|amended|superseded|signed|in force|take|takes|took|come|comes|enter|ai|chưa|ubnd|hđnd)\b(?!\s+\d{1,2}\s+tháng))",
    re.IGNORECASE,
)
"""What may follow the number of a document; nouns may not: "báo cáo 6 tháng", "kế hoạch 3 xã"."""
_YEAR_OF_ACT = re.compile(rf"\s+(?:năm\s+|in\s+|\(){_YEAR.pattern}(?!\s*[-–—])", re.IGNORECASE)
_MARKED_D = {"qd": "QĐ", "nd": "NĐ", "hdnd": "HĐND", "da": "ĐA"}
"""Parts of numbers that people type without the stroke of Đ."""


def numbers_in(question: str) -> tuple[str, ...]:
    """Numbers of documents that the question names, each once: whole ones normalised, then digits that stand alone."""
    whole = [_normalised(match[0]) for match in _WHOLE.finditer(question)]
    digits = [match["digits"] for match in _NAMED.finditer(_WHOLE.sub("№", question)) if _is_number(match)]
    return tuple(dict.fromkeys([*whole, *digits]))


def without_numbers(question: str) -> str:
    """The question with "№" for every document number, so that "31/2023/QĐ-UBND" names no year."""
    bare = _WHOLE.sub("№", question)
    return _NAMED.sub(lambda match: _without_digits(match) if _is_number(match) else match[0], bare)


def number_spans(text: str) -> list[tuple[int, int, str]]:
    """(start, end, number) of every document number in any text, in order: `numbers_in` with its places."""
    whole = [(*match.span(), _normalised(match[0])) for match in _WHOLE.finditer(text)]
    bare = _WHOLE.sub(lambda match: "№" * len(match[0]), text)
    digits = [(*match.span("digits"), match["digits"]) for match in _NAMED.finditer(bare) if _is_number(match)]
    return sorted(whole + digits)


def _is_number(match: re.Match[str]) -> bool:
    """Whether the digits after a kind are its number: not a year, a month, or a count of something."""
    digits, act, rest = match["digits"], match["act"], match.string[match.end() :]
    if match["marked"]:
        return True
    if _YEAR.fullmatch(digits) or (_MONTH.fullmatch(digits) and not act):
        return False
    if "/" in digits:
        return True
    return bool(_FOLLOWS.match(rest) or (act and _YEAR_OF_ACT.match(rest)))


def _without_digits(match: re.Match[str]) -> str:
    return match[0].removesuffix(match["digits"]) + "№"


def _normalised(number: str) -> str:
    parts = re.split(r"([/-])", normalise_number(number))
    return "".join(_MARKED_D.get(fold(part), part) for part in parts)
