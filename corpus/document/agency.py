"""The name of the issuing body (cơ quan ban hành), out of the capitals of a letterhead."""

import re

from corpus.language.cues import Cues
from corpus.language.syllable_pairs import general_pairs
from corpus.text.letters import fold
from corpus.text.syllable import is_syllable

_CUES = Cues(__file__)
_LOCALITY = re.compile(rf"{_CUES.expression('localities')}(?=\s)")
_PROPER_PREFIX = re.compile(rf"{_CUES.expression('proper_prefix')}\s+")
_OFFICE = re.compile(rf"{_CUES.expression('office')}\s+(?!NƯỚC\b)")
"""Who issues in person; the name of the body follows ("CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH")."""
_BEGINS = _CUES.expression("begins").replace("ỦY", "(?:ỦY|UỶ)").replace("OÀ", "(?:OÀ|ÒA)")
BEGINS = re.compile(rf"{_BEGINS}(?![\w-])", re.IGNORECASE)
"""The first word of an agency's name; a line that begins otherwise carries on the one above it."""
_LOCAL_BODY = _CUES.whole("local_body")
_PART, _PARTY, _PEER = (re.compile(_CUES.expression(name)) for name in ("part", "party", "peers"))
_ON_ONE_LINE = re.compile(
    rf"(?P<superior>{_CUES.expression('superior')}\s.+?)(?:\s+[-–/]\s+|\s+)(?P<own>{_CUES.expression('subordinate')}(?:\s.+)?)"
)
_SIDE_BY_SIDE = re.compile(rf"\s+[-–]\s+(?={_CUES.expression('peers')}\s)")
_FOREIGN = re.compile(rf"{_CUES.expression('begins', language='en')}\b")
SMALL_WORDS = _CUES.expression("small_words", language="en")
"""What is written small within an English name."""
_SMALL_WORD = re.compile(SMALL_WORDS, re.IGNORECASE)
_WANTS_MORE = re.compile(r"(?:\bVÀ|[,&–-])$")
_LETTERS = re.compile(r"[^\W\d_]+")
_FIXED = {name.upper(): name for name in _CUES.words("fixed")}


def agency_of(lines: list[str], body: str) -> str | None:
    """The issuing agency named by the left column of a letterhead, `lines` from the top down.

    The superior stands above the issuing agency; its locality is added where the agency's own name has
    none ("UBND TỈNH LAM GIANG", "SỞ NỘI VỤ" → "Sở Nội vụ tỉnh Lam Giang"). Capitals follow the way that
    `body`, the text of the report, writes the name.
    """
    names = _names(lines)
    if not names:
        return None
    own = names[-1]
    superior = names[-2] if len(names) > 1 else ""
    if _PEER.match(own) and _PEER.match(superior) and own.split()[0] == superior.split()[0]:
        return " - ".join(with_usual_capitals(name, body) for name in (superior, own))
    if _PARTY.match(superior) and _is_local(own) and not _PARTY.search(own):
        return f"{with_usual_capitals(own, body)} {_by_rule(superior)}"
    locality = _LOCALITY.search(superior.upper())
    if locality and _is_local(own) and not _LOCALITY.search(own.upper()):
        return f"{with_usual_capitals(own, body)} {_by_rule(superior[locality.start() :].upper())}"
    return with_usual_capitals(own, body)


def _is_local(name: str) -> bool:
    """Whether it is the name of a body that many places have, in full or short."""
    return bool(_LOCAL_BODY.match(name)) or _is_abbreviation(name.split(maxsplit=1)[0])


def _names(lines: list[str]) -> list[str]:
    """The bodies named, from the top down, each whole; those in another language beside them left out."""
    names: list[str] = []
    for line in (part for whole in lines for part in _parted(whole)):
        if names and not _begins_another(names[-1], line):
            names[-1] = f"{names[-1]} {line}"
        else:
            names.append(line)
    return [name for name in names if not _FOREIGN.match(name)] or names


def _begins_another(name: str, line: str) -> bool:
    """Whether the line begins another body than the one whose name stands above it.

    It does not in the middle of a word ("VÀ MÔI", "TRƯỜNG"), unless a place has ended the name, nor where a word or a mark wants more.
    """
    last, first = name.rsplit(maxsplit=1)[-1], line.split(maxsplit=1)[0]
    is_short = not BEGINS.match(line)
    if (is_short and not _is_abbreviation(first)) or _PART.fullmatch(name) or _WANTS_MORE.search(name):
        return False
    if is_short and BEGINS.fullmatch(name):  # "TRƯỜNG", "THPT …"
        return False
    ends_in_place = _LOCALITY.search(name.upper()) and not _LOCALITY.match(f"{last} ".upper())
    return bool(ends_in_place) or not general_pairs().are_one_word(last.lower(), first.lower())


def _is_abbreviation(word: str) -> bool:
    """Whether a word in capitals is none that is spoken: "BQL", "TN&MT"."""
    parts = _LETTERS.findall(word)
    return not all(map(is_syllable, parts)) and fold(word) == word.lower().replace("đ", "d")


def _parted(line: str) -> list[str]:
    """The superior and the body that issues, or two bodies side by side, where one line holds both."""
    both = _ON_ONE_LINE.fullmatch(line)
    return [both["superior"], both["own"]] if both else _SIDE_BY_SIDE.split(line)


def with_usual_capitals(name: str, body: str) -> str:
    """`name` as `body` writes it in running text; else by the rules for names of agencies (Phụ lục II of the decree)."""
    if name.upper() in _FIXED:
        return _FIXED[name.upper()]
    if _FOREIGN.match(name):
        return in_title_case(name)
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


def in_title_case(name: str) -> str:
    """An English name in capitals with only the first letters of its words in capitals."""
    if not name.isupper():
        return name
    return " ".join(word.lower() if _SMALL_WORD.fullmatch(word) else word.capitalize() for word in name.split())


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
    party = _PARTY.match(name)
    if party is not None:
        rest = name[party.end() :].strip()
        return f"{_sentence(party.group())} {_by_rule(rest) if BEGINS.match(rest) else _title_of_place(rest)}".strip()
    locality = _LOCALITY.search(name)
    if locality and locality.start() == 0:
        return _title_of_place(name)
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
    """Only the first letter large; abbreviations, which are no syllables, kept."""
    spelled = [word if _is_abbreviation(word) else word.lower() for word in words.split()]
    text = " ".join(spelled)
    return text[:1].upper() + text[1:]


def _title_of_place(name: str) -> str:
    locality = _LOCALITY.match(name)
    if locality is None:
        return _title(name)
    kind = "thành phố" if locality.group().startswith("TP") else locality.group().lower()
    return f"{kind} {_title(name[locality.end() :].strip())}"


def _title(words: str) -> str:
    return " ".join(word.capitalize() for word in words.split())
