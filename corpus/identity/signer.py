"""Who signed: the personal names below the posts of a signature block."""

import re
from collections.abc import Iterator

from corpus.document.agency import BEGINS
from corpus.document.signature_box import is_signature_line
from corpus.document.zones import Zones, begins_closing, post_in
from corpus.identity.kind import KINDS
from corpus.language.cues import Cues
from corpus.text.letters import CAPITAL, SMALL

_CUES = Cues(__file__)
_RANK = (
    r"(?:(?:GS|PGS|TSKH|TS|ThS|Ths|BS|BSCKI{1,2}|KS|CN|DS|Ông|Bà|Đồng chí)\.?\s*|"
    r"(?:Đại|Thượng|Trung|Thiếu)\s+(?:tướng|tá|úy)\s+)*"
)
_PERSON = rf"{_RANK}((?:[{CAPITAL}][{SMALL}]+|Y)(?:\s+[{CAPITAL}][{SMALL}]*\.?){{1,5}})"
_NAME = re.compile(_PERSON)
_BEHIND_OFFICE = re.compile(rf"[^{SMALL}]*[{CAPITAL}]{{2,}}\s+{_PERSON}")
_CAPITALS = re.compile(rf"(?:[{CAPITAL}]{{2,}}\.\s*)*([{CAPITAL}]{{2,}}(?:\s+[{CAPITAL}]+){{1,4}})")
_SIGNED = re.compile(rf"(?:.*\()?\s*{_CUES.expression('signed')}\s*[)\]]?\s*:?\s*(?P<name>.*)", re.IGNORECASE)
_TITLE = _CUES.exactly("office", behind=r"\s")
_SURNAME = re.compile(rf"{_CUES.expression('surnames')}(?!\w)", re.IGNORECASE)
_PLACE = _CUES.whole("places")
_ADDRESS = re.compile(r"(?:-|Nơi|Như|Lưu\s*:)")


def signer_of(text: str, zones: Zones) -> str | None:
    """The last personal name below a post in the first signature block that has one; a name in capitals in the usual ones.

    Where several sign by the same post, for several bodies, all of them in order, with commas between.
    """
    for start, end in zones.closings:
        lines = [line for line in text[start:end].split("\n") if line]
        signed = list(_signed(lines)) or _below_all(lines)
        if signed:
            return ", ".join(dict.fromkeys(name for post, name in signed if post == signed[-1][0]))
    return None


def begins_with_surname(words: str) -> bool:
    """Whether the first of the words is a surname of Vietnam."""
    return _SURNAME.match(words) is not None


def _signed(lines: list[str]) -> Iterator[tuple[str, str]]:
    """(post, name) of each who signed: the first post above it, and below the one before."""
    post, fresh, stamped = None, True, False
    for line in lines:
        box = is_signature_line(line) and not _SIGNED.fullmatch(line)
        below, stamped = stamped, box  # the name may stand on the line below
        if stamped or (below and not post_in(line)):
            stamped = stamped and line.rstrip().endswith(":")
            continue
        held = post_in(line) or ("" if _SIGNED.fullmatch(line) else None)
        if held is not None and fresh:
            post, fresh = held, False
        name = _name(line) if post is not None else None
        if post is not None and name is not None:
            yield post, name
            fresh = True


def _below_all(lines: list[str]) -> list[tuple[str, str]]:
    """Whose name stands last in a block whose posts cannot be read, under a stamp say, and carries no address on."""
    if len(lines) < 2 or any(map(post_in, lines)) or re.fullmatch(r"-.*[^.;:]", lines[-2]):
        return []
    name = _name(lines[-1])
    return [("", name)] if name is not None and _SURNAME.match(name) else []


def _name(line: str) -> str | None:
    if _ADDRESS.match(line):
        return None
    signed = _SIGNED.fullmatch(line)
    words = signed["name"] if signed else line
    found = _NAME.fullmatch(words) or (_BEHIND_OFFICE.fullmatch(words) if begins_closing(words) else None)
    if found is not None:
        return found.group(1) if _may_be_person(found.group(1)) else None
    capitals = _CAPITALS.fullmatch(words)
    if capitals is None or not _SURNAME.match(capitals.group(1)) or _TITLE.match(words):
        return None
    if words.lower() in KINDS:  # Where an office stands over it, the head of a document looks like a signature.
        return None
    return " ".join(word.capitalize() for word in capitals.group(1).split())


def _may_be_person(name: str) -> bool:
    """Whether words that begin with capitals name no body and no place."""
    return bool(_SURNAME.match(name)) or not (BEGINS.match(name) or _PLACE.match(name))
