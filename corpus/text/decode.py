"""Bytes to text: UTF-8, UTF-16 and Vietnamese Windows; anything else is refused rather than misread.

TCVN3, VNI, VISCII and VPS come out as they were typed; `corpus.text.legacy` turns them into Unicode.
"""

import codecs
import re
import unicodedata

from corpus.errors import UnreadableFileError
from corpus.text.legacy import encoding_of_text

_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_FREQUENT = re.compile(r"\b(?:và|của|các|được|trong|là|năm|cho|có|về|với|theo|này|không)\b", re.IGNORECASE)
_ASCII_SHARE = 0.88
"""A text with at most 12 % of other bytes is English, French or Spanish, which cp1252 reads; Vietnamese has twice as many."""


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
    typed = as_typed(content)
    return _windows(content) if encoding_of_text(typed) in (None, "cp1258") else typed


def as_typed(content: bytes) -> str:
    """The bytes of an old Vietnamese encoding as the Western letters that they share their places with."""
    return content.decode("cp1252", errors="c1")


def _c1(error: UnicodeError) -> tuple[str, int]:
    """Bytes that Western Windows leaves free, as the control characters of their places."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return "".join(map(chr, error.object[error.start : error.end])), error.end


codecs.register_error("c1", _c1)


def looks_like_utf16(content: bytes) -> bool:
    """Whether every other byte of the beginning is mostly zero and the others never are: UTF-16 without a mark."""
    high, low = content[1:400:2], content[0:400:2]
    return len(high) > 1 and high.count(0) > 0.4 * len(high) and low.count(0) == 0


def _strict(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableFileError("damaged_encoding", encoding=encoding.upper()) from error


def _windows(content: bytes) -> str:
    vietnamese = unicodedata.normalize("NFC", content.decode("cp1258", errors="replace"))
    if "\ufffd" not in vietnamese and len(_FREQUENT.findall(vietnamese)) * 200 >= len(vietnamese):
        return vietnamese
    western = content.decode("cp1252", errors="replace")
    if "\ufffd" not in western and sum(byte < 128 for byte in content) >= _ASCII_SHARE * len(content):
        return western
    raise UnreadableFileError("unknown_encoding")
