"""Bytes to text: Unicode in all its forms and Vietnamese Windows; what no evidence speaks for is refused rather than misread.

TCVN3, VNI, VISCII and VPS come out as they were typed; `corpus.text.legacy` turns them into Unicode. What a file
declares of itself is one witness among others: browsers and editors write it without looking at the text.
"""

import codecs
import re
import unicodedata

from corpus.errors import UnreadableFileError
from corpus.text.legacy import encoding_of_text
from corpus.text.syllable import is_syllable

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""Byte order marks, the longer of two that begin alike first."""
_WIDE = ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be")
_SAMPLE = 8192
"""Bytes that the width of characters is told by."""
_LEGIBLE = re.compile("[\t-\r -~\u00a0-\u036f\u1e00-\u22ff\uf000-\uf0ff\ufeff]")
"""Latin letters, marks, punctuation, signs and the bullets of symbol fonts: what the readable languages are written in."""
_LEGIBLE_SHARE = 0.95
_BROKEN_SHARE = 0.1
"""Of the letters beyond ASCII, as many may be cut or spoilt in a text that is UTF-8 all the same: in any other encoding, most are."""
_WORD = re.compile(rb"[A-Za-z\x80-\xff]+")
_SYLLABLE_SHARE = 0.8
_ASCII_SHARE = 0.88
"""A text with at most 12 % of other bytes is English, French or Spanish, which cp1252 reads; Vietnamese has twice as many."""
_WESTERN = ("iso-8859-1", "iso-8859-15", "latin-1", "latin1", "windows-1252", "cp1252", "us-ascii", "ascii")


def decode(content: bytes, *, declared: str = "") -> str:
    """The text of `content`; raises `UnreadableFileError` where the encoding is not known.

    `declared` is the name of the encoding that the file claims, which is believed where nothing speaks against it.
    """
    encoding = wide_encoding(content)
    if encoding is not None:
        return _strict(content, encoding)
    text = _utf8(content.removeprefix(codecs.BOM_UTF8))
    if text is not None:
        return text
    typed = as_typed(content)
    if encoding_of_text(typed) not in (None, "cp1258"):
        return typed
    return _windows(content, declared.lower())


def as_typed(content: bytes) -> str:
    """The bytes of an old Vietnamese encoding as the Western letters that they share their places with."""
    return content.decode("cp1252", errors="c1")


def _c1(error: UnicodeError) -> tuple[str, int]:
    """Bytes that Western Windows leaves free, as the control characters of their places."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return "".join(map(chr, error.object[error.start : error.end])), error.end


codecs.register_error("c1", _c1)


def wide_encoding(content: bytes) -> str | None:
    """The form of UTF-16 or UTF-32 that its mark tells or that its bytes are legible in; None where they are in neither."""
    marked = next((encoding for mark, encoding in _MARKS if content.startswith(mark)), None)
    sample = content[:_SAMPLE]
    if marked is not None or b"\x00" not in sample:
        return marked
    shares = {encoding: _legible(sample.decode(encoding, errors="replace")) for encoding in _WIDE}
    best = max(shares, key=lambda encoding: shares[encoding])
    return best if shares[best] >= _LEGIBLE_SHARE else None


def _legible(text: str) -> float:
    return len(_LEGIBLE.findall(text)) / max(len(text), 1)


def _strict(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise UnreadableFileError("damaged_encoding", encoding=encoding[:6].upper()) from error


def _utf8(content: bytes) -> str | None:
    """The text, where all of it is UTF-8 but for a letter here and there."""
    text = content.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    beyond = sum(letter > "\x7f" for letter in text) if broken else 0
    return text if broken <= _BROKEN_SHARE * beyond else None


def _windows(content: bytes, declared: str) -> str:
    vietnamese = unicodedata.normalize("NFC", content.decode("cp1258", errors="replace"))
    if "\ufffd" not in vietnamese and _is_vietnamese(content):
        return vietnamese
    if declared in _WESTERN:
        return as_typed(content)
    try:
        return unicodedata.normalize("NFC", content.decode(declared or "ascii"))
    except (LookupError, UnicodeDecodeError):
        pass
    western = content.decode("cp1252", errors="replace")
    if "\ufffd" not in western and sum(byte < 128 for byte in content) >= _ASCII_SHARE * len(content):
        return western
    raise UnreadableFileError("unknown_encoding")


def _is_vietnamese(content: bytes) -> bool:
    """Whether the words that Vietnamese Windows reads otherwise than the Western one are Vietnamese syllables by it."""
    told = [
        is_syllable(word.decode("cp1258", errors="replace"))
        for word in set(_WORD.findall(content))
        if word.decode("cp1258", errors="replace") != as_typed(word)
    ]
    return bool(told) and sum(told) >= _SYLLABLE_SHARE * len(told)
