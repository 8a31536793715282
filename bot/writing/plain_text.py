"""What a model writes as plain text: its markup, links and pictures are words at most, never rendered."""

import re
from collections.abc import Callable

_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_TAG = re.compile(r"</?[a-z][^<>]*(?:>|\Z)|<[|!?][^<>]*(?:>|\Z)", re.IGNORECASE)
_TARGET = r"\((?:[^()\s]|\([^()\s]*\))*(?:\s[^()]*)?\)"
_IMAGE_OR_LINK = re.compile(rf"!?\[([^\[\]]*)\](?:{_TARGET}|\[[^\[\]]*\](?=\(){_TARGET})")
_NUMBERS = re.compile(r"\s*\d+(?:\s*[,;]\s*\d+)*\s*")
_EMPHASIS = re.compile(
    r"\*{1,3}(?=\S)([^*\n]+?)(?<=\S)\*{1,3}|(?<!\w)_{1,2}(?=\S)([^_\n]+?)(?<=\S)_{1,2}(?!\w)|`+([^`\n]*)`+"
)
_LEAD = re.compile(r"^(?:\s|>|#{1,6}\s|[-*+•–]\s|\(?\d{1,2}[.)]\s)+")
URL = re.compile(r"(?:\b[a-z][a-z0-9+.-]{1,15}://|\bwww\.|\b(?:javascript|data|mailto):)[^\s<>\"')\]]+", re.IGNORECASE)
"""An address, which a reader might follow and a page might make a link of."""


def plain_text(written: str) -> str:
    """The words alone, on one line: no tags, no links, no emphasis, nor the bullet or number that opens a line."""
    text = _stripped(_stripped(_stripped(written, _COMMENT, ""), _IMAGE_OR_LINK, _label), _TAG, "")
    text = _EMPHASIS.sub(lambda match: match[1] or match[2] or match[3] or "", text)
    return _LEAD.sub("", " ".join(text.split())).strip()


def _label(link: re.Match[str]) -> str:
    """What a link or picture is called; a marker that was made a link remains one."""
    return f"[{link[1]}]" if _NUMBERS.fullmatch(link[1]) else link[1]


def _stripped(text: str, pattern: re.Pattern[str], by: str | Callable[[re.Match[str]], str]) -> str:
    """Until none is left: taking one out may leave another."""
    while (shorter := pattern.sub(by, text)) != text:
        text = shorter
    return text
