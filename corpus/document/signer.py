"""Who signed: the personal name at the end of a signature block."""

import re

from corpus.document.agency import BEGINS
from corpus.document.kind import KINDS
from corpus.document.zones import Zones, begins_closing
from corpus.language.cues import Cues
from corpus.text.letters import CAPITAL, SMALL

_RANK = (
    r"(?:(?:GS|PGS|TSKH|TS|ThS|Ths|BS|BSCKI{1,2}|KS|CN|DS|Ông|Bà|Đồng chí)\.?\s*|"
    r"(?:Đại|Thượng|Trung|Thiếu)\s+(?:tướng|tá|úy)\s+)*"
)
_PERSON = rf"{_RANK}([{CAPITAL}][{SMALL}]+(?:\s+[{CAPITAL}][{SMALL}]*\.?){{1,5}})"
_NAME = re.compile(_PERSON)
_BEHIND_OFFICE = re.compile(rf"[^{SMALL}]*[{CAPITAL}]{{2,}}\s+{_PERSON}")
_CAPITALS = re.compile(rf"(?:[{CAPITAL}]{{2,}}\.\s*)*([{CAPITAL}]{{2,}}(?:\s+[{CAPITAL}]+){{1,4}})")
_SIGNED = re.compile(r"(?:.*\()?\s*(?:đã ký|đã kí|signed)\s*\)?\s*:?\s*(.*)", re.IGNORECASE)
_TITLE = Cues(__file__).exactly("office", behind=r"\s")
_ADDRESS = re.compile(r"(?:-|Nơi|Như|Lưu\s*:)")


def signer_of(text: str, zones: Zones) -> str | None:
    """The last personal name of the first signature block that has one; a name in capitals in the usual ones."""
    for start, end in zones.closings:
        names = [name for line in text[start:end].split("\n") if (name := _name(line))]
        if names:
            return names[-1]
    return None


def _name(line: str) -> str | None:
    if _ADDRESS.match(line):
        return None
    signed = _SIGNED.fullmatch(line)
    words = signed.group(1) if signed else line
    found = _NAME.fullmatch(words) or (_BEHIND_OFFICE.fullmatch(words) if begins_closing(words) else None)
    if found is not None:
        return found.group(1)
    capitals = _CAPITALS.fullmatch(words)
    if capitals is None or begins_closing(words) or _TITLE.match(words) or BEGINS.match(words):
        return None
    if words.lower() in KINDS:  # Where an office stands over it, the head of a document looks like a signature.
        return None
    return " ".join(word.capitalize() for word in capitals.group(1).split())
