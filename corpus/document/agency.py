"""The name of the issuing body (cơ quan ban hành), out of the capitals of a letterhead."""

import re

from corpus.language.cues import Cues
from corpus.text.letters import fold

_CUES = Cues(__file__)
_LOCALITY = re.compile(rf"{_CUES.expression('localities')}(?=\s)")
_ABBREVIATIONS = frozenset(_CUES.words("abbreviations"))
_PROPER_PREFIX = re.compile(rf"{_CUES.expression('proper_prefix')}\s+")
_OFFICE = re.compile(rf"{_CUES.expression('office')}\s+(?!NƯỚC\b)")
"""Who issues in person; the name of the body follows ("CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH")."""
BEGINS = re.compile(rf"{_CUES.expression('begins')}(?![\w-])", re.IGNORECASE)
"""The first word of an agency's name; a line that begins otherwise carries on the one above it."""
_LOCAL_BODY = _CUES.whole("local_body")
_FIXED = {name.upper(): name for name in _CUES.words("fixed")}


def agency_of(lines: list[str], body: str) -> str | None:
    """The issuing agency named by the left column of a letterhead, `lines` from the top down.

    The superior stands above the issuing agency; its locality is added where the agency's own name has
    none ("UBND TỈNH LAM GIANG", "SỞ NỘI VỤ" → "Sở Nội vụ tỉnh Lam Giang"). Capitals follow the way that
    `body`, the text of the report, writes the name.
    """
    names: list[str] = []
    for line in lines:
        if names and not BEGINS.match(line):
            names[-1] = f"{names[-1]} {line}"
        else:
            names.append(line)
    if not names:
        return None
    own = names[-1]
    superior = names[-2] if len(names) > 1 else ""
    locality = _LOCALITY.search(superior.upper())
    if locality and _LOCAL_BODY.match(own) and not _LOCALITY.search(own.upper()):
        return f"{with_usual_capitals(own, body)} {_by_rule(superior[locality.start() :].upper())}"
    return with_usual_capitals(own, body)


def with_usual_capitals(name: str, body: str) -> str:
    """`name` as `body` writes it in running text; else by the rules for names of agencies (Phụ lục II of the decree)."""
    if name.upper() in _FIXED:
        return _FIXED[name.upper()]
    if not name.isupper() and not name[1:].islower():
        return _with_capital_locality(name)
    if _by_rule(name.upper()) == name:
        return name
    folded, haystack = fold(name), fold(body)
    for found in re.finditer(rf"\b{re.escape(folded)}\b", haystack):
        written = body[found.start() : found.end()]
        if written.lower() == name.lower() and not written.isupper() and not written[1:].islower():
            return written[0].upper() + written[1:]
    return _by_rule(name.upper())


def _with_capital_locality(name: str) -> str:
    """Names of places typed small ("tỉnh lâm đồng") with their capitals."""
    locality = _LOCALITY.search(name.upper())
    if locality is None or not name[locality.end() :].strip()[:1].islower():
        return name
    return f"{name[: locality.start()]}{_by_rule(name[locality.start() :].upper())}"


def _by_rule(name: str) -> str:
    if name in _FIXED:
        return _FIXED[name]
    office = _OFFICE.match(name)
    if office is not None:
        return f"{_sentence(office.group())} {_by_rule(name[office.end() :])}"
    locality = _LOCALITY.search(name)
    if locality and locality.start() == 0:
        return f"{locality.group().lower()} {_title(name[locality.end() :].strip())}"
    head, tail = (name, "") if locality is None else (name[: locality.start()].strip(), name[locality.start() :])
    prefix = _PROPER_PREFIX.match(head)
    if prefix:
        field = re.split(r"(\s*,\s*|\s+VÀ\s+|\s+-\s+)", head[prefix.end() :])
        head = (
            prefix.group().strip().capitalize()
            + " "
            + "".join(part.lower() if index % 2 else _sentence(part) for index, part in enumerate(field))
        )
    else:
        head = _sentence(head)
    return f"{head} {_by_rule(tail)}".strip() if tail else head


def _sentence(words: str) -> str:
    """Only the first letter large; abbreviations kept."""
    spelled = [word if word in _ABBREVIATIONS else word.lower() for word in words.split()]
    text = " ".join(spelled)
    return text[:1].upper() + text[1:]


def _title(words: str) -> str:
    return " ".join(word.capitalize() for word in words.split())
