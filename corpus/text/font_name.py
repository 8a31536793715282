"""What the name of a font says of the encoding that its text is typed in. It may lie: see `corpus.text.legacy`."""

import re

from corpus.text.encodings import Encoding

_FONTS: tuple[tuple[re.Pattern[str], Encoding], ...] = (
    (re.compile(r"VNI(?![a-z])", re.IGNORECASE), "vni"),
    (re.compile(r"VPS(?![a-z])", re.IGNORECASE), "vps"),
    (re.compile(r"VI(?:SCII)?[ -]"), "viscii"),
    (re.compile(r"\.[Vv][Nn]|Vn(?=[A-Z])"), "tcvn3"),
)
_UNICODE_FONTS = re.compile(r"VNtimes new roman|Vni?Unicode", re.IGNORECASE)
_SYMBOL_FONTS = re.compile(r"symbol|wingdings|webdings|dingbats", re.IGNORECASE)
_SUBSET = re.compile(r"^[A-Z]{6}\+")


def encoding_of_font(font: str | None) -> Encoding | None:
    """The encoding that a font's name promises: ".VnTime" TCVN3, "VNI-Times" VNI; None for every other font."""
    name = _bare(font)
    if _UNICODE_FONTS.match(name):
        return None
    return next((encoding for pattern, encoding in _FONTS if pattern.match(name)), None)


def prints_capitals(font: str | None) -> bool:
    """Whether a font of TCVN3 has capitals only: ".VnTimeH"."""
    return encoding_of_font(font) == "tcvn3" and _bare(font).endswith("H")


def is_symbol(font: str | None) -> bool:
    """Whether a font has signs in the places of letters."""
    return bool(_SYMBOL_FONTS.search(font or ""))


def _bare(font: str | None) -> str:
    return _SUBSET.sub("", font or "").strip(" '\"")
