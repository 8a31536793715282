"""Bytes to text: UTF-8, UTF-16 and Vietnamese Windows; anything else is refused rather than misread."""

import codecs
import re
import unicodedata

from corpus.errors import UnreadableFileError

_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_FREQUENT = re.compile(r"\b(?:và|của|các|được|trong|là|năm|cho|có|về|với|theo|này|không)\b", re.IGNORECASE)
_ASCII_SHARE = 0.97
"""A text with at most 3 % of other bytes is Western typing with curly quotes, which cp1252 reads."""


def decode(content: bytes) -> str:
    """The text of `content`; raises `UnreadableFileError` where the encoding is not known."""
    if content.startswith(_UTF16_MARKS):
        return _strict(content, "utf-16")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    if looks_like_utf16(content):
        return _strict(content, "utf-16-le")
    return _windows(content)


def looks_like_utf16(content: bytes) -> bool:
    """Whether every other byte of the beginning is mostly zero and the others never are: UTF-16 without a mark."""
    high, low = content[1:400:2], content[0:400:2]
    return len(high) > 1 and high.count(0) > 0.4 * len(high) and low.count(0) == 0


def _strict(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableFileError(f"is damaged {encoding.upper()} text; save it as UTF-8 and sync again") from error


def _windows(content: bytes) -> str:
    vietnamese = unicodedata.normalize("NFC", content.decode("cp1258", errors="replace"))
    if "\ufffd" not in vietnamese and len(_FREQUENT.findall(vietnamese)) * 200 >= len(vietnamese):
        return vietnamese
    western = content.decode("cp1252", errors="replace")
    if "\ufffd" not in western and sum(byte < 128 for byte in content) >= _ASCII_SHARE * len(content):
        return western
    raise UnreadableFileError("is text in an encoding that is not known; save it as UTF-8 and sync again")
