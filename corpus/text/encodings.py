"""The encodings in which Vietnamese was typed before Unicode, as the Western letters that share their places, into Unicode.

TCVN3 (TCVN 5712:1993, fonts of ABC), VNI, VISCII (RFC 1456) and VPS are the tables of viparse; windows-1258 is the code page of
Microsoft; those of BK HCM and Vietware stand in `encodings.toml`.
"""

import re
import tomllib
import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import Literal, get_args

Encoding = Literal["tcvn3", "vni", "viscii", "vps", "bkhcm1", "bkhcm2", "vietware_f", "vietware_x", "cp1258"]
ENCODINGS: tuple[Encoding, ...] = get_args(Encoding)
"""The frequent first."""
NAMES: dict[Encoding, str] = {
    "tcvn3": "TCVN3", "vni": "VNI", "viscii": "VISCII", "vps": "VPS", "bkhcm1": "BK HCM 1", "bkhcm2": "BK HCM 2",
    "vietware_f": "Vietware F", "vietware_x": "Vietware X", "cp1258": "windows-1258",
}  # fmt: skip

# VNI letters that viparse has not seen yet, from VNI's own chart.
_VNI_MORE = {"aú": "ẳ", "AÚ": "Ẳ", "î": "ỵ", "Î": "Ỵ"}
# PDF fonts name some glyphs of TCVN3 after other characters.
_GLYPHS = str.maketrans({"\u2212": "\xad", "\u2219": "\xb7", "\u03bc": "\xb5"})
_TYPED_FOR_LETTERS = "\xa1-\xff"
_STRAY_GLYPH = re.compile(
    f"(?<=[^\\W\\d]|[{_TYPED_FOR_LETTERS}])[\u2212\u2219]|[\u2212\u2219](?=[^\\W\\d]|[{_TYPED_FOR_LETTERS}])|\u03bc"
)
_C1 = {bytes([byte]).decode("cp1252"): chr(byte) for byte in range(0x80, 0xA0) if byte not in b"\x81\x8d\x8f\x90\x9d"}

_WORD = re.compile(r"[^\W\d_]+")
_LETTERS = "áàảãạa ấầẩẫậâ ắằẳẵặă éèẻẽẹe ếềểễệê íìỉĩịi óòỏõọo ốồổỗộô ớờởỡợơ úùủũụu ứừửữựư ýỳỷỹỵy đ"
"""The order of `encodings.toml`."""
_TONES = {"\xec": "\u0301", "\xcc": "\u0300", "\xd2": "\u0309", "\xde": "\u0303", "\xf2": "\u0323"}
"""Of windows-1258: what Western Windows shows for the marks that follow a letter."""
_BASES = {"\xe3": "ă", "\xf5": "ơ", "\xfd": "ư", "\xf0": "đ", "\xc3": "Ă", "\xd5": "Ơ", "\xdd": "Ư", "\xd0": "Đ"}


def spans(text: str, encoding: Encoding) -> list[tuple[int, str]]:
    """The letters of `text` in Unicode, each with the number of characters it is typed with in `encoding`."""
    if encoding not in ("tcvn3", "vni"):
        text = "".join(_C1.get(character, character) for character in text)
    else:
        text = _STRAY_GLYPH.sub(lambda match: match.group().translate(_GLYPHS), text)
    table = _table(encoding)
    pieces = _pieces(encoding).findall(text)
    letters = [table.get(piece, piece) for piece in pieces]
    if encoding in ("tcvn3", "vietware_f"):
        letters = _with_capitals(letters)
    return list(zip(map(len, pieces), letters, strict=True))


def _with_capitals(letters: list[str]) -> list[str]:
    """TCVN3 and Vietware F have no capitals with tones: a word typed "QUYÕT" is meant as "QUYẾT", and so is a "Tæ" beside it."""
    text = "".join(letters)
    if len(text) != len(letters):
        return letters
    words = list(_WORD.finditer(text))
    halves = [_is_half_capital(word.group()) for word in words]
    for index, word in enumerate(words):
        beside = any(halves[max(index - 1, 0) : index + 2])
        if halves[index] or (beside and _has_no_small_letter(word.group())):
            letters[word.start() : word.end()] = [letter.upper() for letter in word.group()]
    return letters


def _is_half_capital(word: str) -> bool:
    """Whether two plain capitals or more stand beside small letters with marks, and no plain small one does."""
    return sum("A" <= letter <= "Z" for letter in word) > 1 and _has_no_small_letter(word) and not word.isupper()


def _has_no_small_letter(word: str) -> bool:
    return not any("a" <= letter <= "z" for letter in word) and any("A" <= letter <= "Z" for letter in word)


def to_unicode(text: str, encoding: Encoding) -> str:
    """`text`, typed in `encoding`, in Unicode."""
    return "".join(letter for _, letter in spans(text, encoding))


@lru_cache(maxsize=len(ENCODINGS))
def _pieces(encoding: Encoding) -> re.Pattern[str]:
    """One letter as it is typed, of two characters where it can be."""
    pairs = "".join(f"{re.escape(typed)}|" for typed in _table(encoding) if len(typed) == 2)
    return re.compile(f"{pairs}.", re.DOTALL)


@lru_cache(maxsize=len(ENCODINGS))
def _table(encoding: Encoding) -> dict[str, str]:
    """What each letter is typed as, one character or two, to the letter."""
    if encoding == "cp1258":
        return _windows()
    if encoding not in ("tcvn3", "vni", "viscii", "vps"):
        return _listed(encoding)
    from viparse.normalize.encodings import CHARMAPS

    table = dict(CHARMAPS[encoding].pairs)
    if encoding == "vni":
        table |= _VNI_MORE
        mixed = {base + mark.lower(): letter for (base, *rest), letter in table.items() for mark in rest}
        table = mixed | table
    return table


def _windows() -> dict[str, str]:
    bases = _BASES | {letter: letter for letter in "aeiouyâêôAEIOUYÂÊÔ"}
    toned = {
        typed + mark: unicodedata.normalize("NFC", base + tone)
        for typed, base in bases.items()
        for mark, tone in _TONES.items()
    }
    return _BASES | toned


def _listed(encoding: Encoding) -> dict[str, str]:
    tables = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    table: dict[str, str] = {}
    for letters, typed in ((_LETTERS, tables[encoding]["small"]), (_LETTERS.upper(), tables[encoding]["capital"])):
        # "." stands for a letter that is not there, or is a sign of ASCII.
        table |= {
            code: letter
            for code, letter in zip(re.split("[ \n]", typed), letters.replace(" ", ""), strict=True)
            if code != "."
        }
    return table
