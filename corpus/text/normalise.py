"""One spelling of every character: the text that offsets count is normalised here, once."""

import re
import unicodedata

_NEWLINES = re.compile("\r\n|[\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029]")
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufffe\uffff]"
)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_SPACES = re.compile("[\t \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_BLANK_LINES = re.compile(r"\n{3,}")
_VIETNAMESE_LETTER = re.compile("[ăĂđĐơƠưƯ\u1ea0-\u1ef9]")

# Bullets of the Symbol and Wingdings fonts, which Word writes in the private use area.
_SYMBOLS = str.maketrans({"\uf0b7": "•", "\uf0a7": "•", "\uf0d8": "•", "\uf0fc": "✓", "\uf02d": "-", "\uf02b": "+"})
_ETH = str.maketrans("Ðð", "Đđ")


def normalise(text: str) -> str:
    """`text` in NFC, lines ended by a newline, no invisible or control characters, single spaces; idempotent.

    Lines are stripped, and at most one blank line stands between two others. The letter eth, which old
    keyboards typed for Đ, becomes Đ where the text is Vietnamese.
    """
    text = _NEWLINES.sub("\n", text)
    text = _CONTROL.sub("", _INVISIBLE.sub("", text)).translate(_SYMBOLS)
    text = unicodedata.normalize("NFC", _SPACES.sub(" ", text))
    if _VIETNAMESE_LETTER.search(text):
        text = text.translate(_ETH)
    text = "\n".join(line.strip(" ") for line in text.split("\n"))
    return _BLANK_LINES.sub("\n\n", text).strip("\n")


def normalise_line(text: str) -> str:
    """`text` normalised onto one line: its newlines become spaces."""
    return _SPACES.sub(" ", normalise(text).replace("\n", " ")).strip()
