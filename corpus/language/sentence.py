"""Where sentences begin and end, in Vietnamese and English, without tearing numbers, names and list heads apart."""

import itertools
import re

from corpus.language import vocabulary
from corpus.text.letters import SMALL

_LINE = re.compile(r"[^\n]+")
_STOP = re.compile(r"(?:[.!?…]+/?\.?)[\"'”’»)\]]*(?=\s)")
_LIST_HEAD = re.compile(
    r"(?:[-+*•–]\s*)?(?:"
    r"\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-zđA-ZĐ]|[IVXLC]{1,7}|[ivx]{1,5})[.)/]"
    r"|(?:Điều|Chương|Mục|Tiểu mục|Phần|Phụ lục|Khoản|Điểm|Bảng|Biểu|Hình|Biểu đồ|Article|Chapter|Section|Table|Figure|Annex)"
    r"\s+[\w.]{1,12}[.:]"
    r")(?=\s)",
    re.IGNORECASE,
)
_STARTS_LOWER = re.compile(rf"[\s\"'“‘(\[]*[{SMALL}]")

_ABBREVIATIONS = frozenset(
    word for language in vocabulary.languages() for word in vocabulary.words(language, "sentences.abbreviations")
)
_ITEM = re.compile(r"[-+*•–]\s|[a-zđ]\)\s")
_NUMBER = re.compile(r"\d+|(?<!\w)[^\W\d_]{1,7}(?=[.)/])")
_INITIAL = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]$")


def sentences(text: str) -> list[tuple[int, int]]:
    """Spans of the sentences of `text`, in order; together they hold every character that is not white space.

    A line break always ends a sentence (paragraphs are already joined), so a list item is one or more.
    """
    spans: list[tuple[int, int]] = []
    for line in _LINE.finditer(text):
        spans += _sentences_of_line(text, line.start(), line.end())
    return spans


def _sentences_of_line(text: str, start: int, end: int) -> list[tuple[int, int]]:
    line = text[start:end]
    cuts = [0, *(stop.end() for stop in _STOP.finditer(line) if _is_boundary(line, stop)), len(line)]
    spans = []
    for left, right in itertools.pairwise(cuts):
        piece = line[left:right]
        stripped = piece.strip()
        if stripped:
            begin = start + left + piece.index(stripped[0])
            spans.append((begin, begin + len(stripped)))
    return spans


def _is_boundary(line: str, stop: re.Match[str]) -> bool:
    if _STARTS_LOWER.match(line, stop.end()) or not line[stop.end() :].strip():
        return False
    if stop.group()[0] in "!?":
        return True
    head = _LIST_HEAD.match(line.lstrip())
    if head is not None and stop.start() < head.end() + len(line) - len(line.lstrip()):
        return False
    token = re.split(r"[\s(\[“\"]", line[: stop.start()])[-1]
    return not _is_abbreviation(token, stop.group())


def _is_abbreviation(token: str, stop: str) -> bool:
    if stop != ".":
        return False
    lowered = token.lower()
    if lowered in _ABBREVIATIONS or lowered.split(".")[-1] in _ABBREVIATIONS:
        return True
    return bool(_INITIAL.match(token)) and lowered != "v.v"


def is_bare_heading(sentence: str) -> bool:
    """Whether a sentence only announces what follows: short, without a full stop, not a row of a table."""
    return len(sentence) < 120 and sentence[-1:] not in ".;!?…)" and "; " not in sentence and not _ITEM.match(sentence)


def numbering(sentence: str) -> tuple[str, str]:
    """What kind of number, letter or sign it begins with, empty for none, and the rest: the kind is the same of "Điều 1." and "Điều 12."."""
    head = _LIST_HEAD.match(sentence) or _ITEM.match(sentence)
    return (_NUMBER.sub(_kind_of_number, head[0].strip()), sentence[head.end() :]) if head else ("", sentence)


def _kind_of_number(number: re.Match[str]) -> str:
    return "1" if number[0].isdigit() else "I" if number[0].isupper() else "a"


def is_table_row(sentence: str) -> bool:
    """Whether a sentence is a row of a table, as `corpus.tables.table` writes them: "head: cell; head: cell"."""
    return sentence.count("; ") >= 2 and sentence.count(": ") >= 3
