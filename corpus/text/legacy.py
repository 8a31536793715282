"""Vietnamese typed before Unicode: TCVN3 (ABC), VNI, VISCII and VPS, told by the font or by the text, into Unicode.

The tables are those of viparse. Its detector is not used: it takes short Spanish for TCVN3 and cannot tell VPS.
Here a conversion must turn words that are no Vietnamese syllables into words that are, so other languages never pass.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache, reduce
from typing import Literal

from corpus.notice import Notice
from corpus.text.syllable import is_syllable

Encoding = Literal["tcvn3", "vni", "viscii", "vps"]
Run = tuple[str, str | None]
"""A piece of text and the name of its font; None where the format does not tell it."""

_NAMES: dict[Encoding, str] = {"tcvn3": "TCVN3", "vni": "VNI", "viscii": "VISCII", "vps": "VPS"}
_FONTS: tuple[tuple[re.Pattern[str], Encoding], ...] = (
    (re.compile(r"VNI(?![a-z])", re.IGNORECASE), "vni"),
    (re.compile(r"VPS(?![a-z])", re.IGNORECASE), "vps"),
    (re.compile(r"VI(?:SCII)?[ -]"), "viscii"),
    (re.compile(r"\.[Vv][Nn]|Vn(?=[A-Z])"), "tcvn3"),
)
_UNICODE_FONTS = re.compile(r"VNtimes new roman|Vni?Unicode", re.IGNORECASE)
_SYMBOL_FONTS = re.compile(r"symbol|wingdings|webdings|dingbats", re.IGNORECASE)
_SUBSET = re.compile(r"^[A-Z]{6}\+")

# VNI letters that viparse has not seen yet, from VNI's own chart.
_VNI_MORE = {"aú": "ẳ", "AÚ": "Ẳ", "î": "ỵ", "Î": "Ỵ"}
# PDF fonts name some glyphs of TCVN3 after other characters.
_GLYPHS = str.maketrans({"\u2212": "\xad", "\u2219": "\xb7", "\u03bc": "\xb5"})
_STRAY_GLYPH = re.compile("(?<=[^\\W\\d])[\u2212\u2219]|[\u2212\u2219](?=[^\\W\\d])|\u03bc")
_C1 = {bytes([byte]).decode("cp1252"): chr(byte) for byte in range(0x80, 0xA0) if byte not in b"\x81\x8d\x8f\x90\x9d"}

_WORD = re.compile(r"[^\W\d_]+")
_TOKEN = re.compile(r"[^ \t\r\n\x0b\x0c\xa0!-@\[-`{-~“”‘’–—…•]+")
_UNICODE_VIETNAMESE = re.compile("[ƠơƯư\u1ea0-\u1ef9]")
_ENOUGH = 3
"""Different words with marks that a text without a legacy font must have."""
_SHARE_AFTER = 0.75
_SHARE_BEFORE = 0.5
_SAMPLE = 60_000
"""Characters that are looked at to tell the encoding of a long text."""


def encoding_of_font(font: str | None) -> Encoding | None:
    """The encoding that a font's name promises: ".VnTime" TCVN3, "VNI-Times" VNI; None for every other font."""
    name = _bare(font)
    if _UNICODE_FONTS.match(name):
        return None
    return next((encoding for pattern, encoding in _FONTS if pattern.match(name)), None)


def prints_capitals(font: str | None) -> bool:
    """Whether a font of TCVN3 has capitals only: ".VnTimeH"."""
    return encoding_of_font(font) == "tcvn3" and _bare(font).endswith("H")


def _bare(font: str | None) -> str:
    return _SUBSET.sub("", font or "").strip(" '\"")


def spans(text: str, encoding: Encoding) -> Iterator[tuple[int, str]]:
    """The letters of `text` in Unicode, each with the number of characters it is typed with in `encoding`."""
    if encoding in ("viscii", "vps"):
        text = "".join(_C1.get(character, character) for character in text)
    else:
        text = _STRAY_GLYPH.sub(lambda match: match.group().translate(_GLYPHS), text)
    table = _table(encoding)
    lengths, letters = [], []
    position = 0
    while position < len(text):
        length = 2 if text[position : position + 2] in table else 1
        piece = text[position : position + length]
        lengths.append(len(piece))
        letters.append(table.get(piece, piece))
        position += length
    if encoding == "tcvn3":
        letters = _with_capitals(letters)
    yield from zip(lengths, letters, strict=True)


def _with_capitals(letters: list[str]) -> list[str]:
    """TCVN3 has no capitals with tones: a word typed "QUYÕT" is meant as "QUYẾT", and so is a "Tæ" beside it."""
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


@lru_cache(maxsize=4)
def _table(encoding: Encoding) -> dict[str, str]:
    from viparse.normalize.encodings import CHARMAPS

    table = dict(CHARMAPS[encoding].pairs)
    if encoding == "vni":
        table |= _VNI_MORE
        mixed = {base + mark.lower(): letter for (base, *rest), letter in table.items() for mark in rest}
        table = mixed | table
    return table


def encoding_of_text(text: str) -> Encoding | None:
    """The encoding that most words of `text` with marks are Vietnamese in; None for Unicode and other languages."""
    tokens = _marked(text[:_SAMPLE])
    if len(set(tokens)) < _ENOUGH or _valid(tokens) > _SHARE_BEFORE * len(tokens):
        return None
    shares = {encoding: _valid([to_unicode(token, encoding) for token in tokens]) for encoding in _NAMES}
    best = max(shares, key=lambda encoding: shares[encoding])
    return best if shares[best] >= _SHARE_AFTER * len(tokens) else None


def _marked(text: str) -> list[str]:
    """The words of `text` that have more than plain letters, as they are typed."""
    found = _TOKEN.findall(text)
    return [token for token in found if not token.isascii() and any("A" <= letter <= "z" for letter in token)]


def _valid(tokens: Iterable[str]) -> int:
    return sum(is_syllable(token) for token in tokens)


def _improves(text: str, encoding: Encoding) -> bool:
    """Whether a short piece reads as Vietnamese only after it is converted."""
    tokens = _marked(text)
    before, after = _valid(tokens), _valid(to_unicode(token, encoding) for token in tokens)
    return after > before and after >= _SHARE_AFTER * len(tokens)


def unicode_of(text: str) -> tuple[str, tuple[Encoding, ...]]:
    """`text` in Unicode, and the encoding it was typed in where it was converted; for text without fonts."""
    encoding = encoding_of_text(text)
    return (to_unicode(text, encoding), (encoding,)) if encoding else (text, ())


def unicode_of_runs(paragraphs: Sequence[Sequence[Run]]) -> tuple[list[list[str]], tuple[Encoding, ...]]:
    """The text of each run in Unicode, in the same places, and the encodings that were converted.

    A run whose font tells its encoding is converted by it; runs in other fonts only where their words show it.
    Neighbours of one encoding are converted together, because VNI writes a letter and its mark apart.
    """
    told = [encoding for runs in paragraphs for _, font in runs if (encoding := encoding_of_font(font))]
    others = "\n".join(
        text for runs in paragraphs for text, font in runs if not encoding_of_font(font) and not _is_symbol(font)
    )
    usual = encoding_of_text(others) or (Counter(told).most_common(1)[0][0] if told else None)
    if usual is None:
        return [[text for text, _ in runs] for runs in paragraphs], ()
    used: set[Encoding] = set()
    converted = [_converted(runs, usual, used) for runs in paragraphs]
    return converted, tuple(sorted(used))


def _is_symbol(font: str | None) -> bool:
    return bool(_SYMBOL_FONTS.search(font or ""))


def _converted(runs: Sequence[Run], usual: Encoding, used: set[Encoding]) -> list[str]:
    encodings = [_encoding_of_run(text, font, usual) for text, font in runs]
    texts = [""] * len(runs)
    first = 0
    while first < len(runs):
        last = first + 1
        while last < len(runs) and encodings[last] == encodings[first]:
            last += 1
        encoding = encodings[first]
        if encoding is None:
            texts[first:last] = [text for text, _ in runs[first:last]]
        else:
            texts[first:last] = _together([text for text, _ in runs[first:last]], encoding)
            if any(new != old for new, (old, _) in zip(texts[first:last], runs[first:last], strict=True)):
                used.add(encoding)
        first = last
    return texts


def _encoding_of_run(text: str, font: str | None, usual: Encoding) -> Encoding | None:
    told = encoding_of_font(font)
    if told is not None:
        return None if _UNICODE_VIETNAMESE.search(text) else told
    return usual if not _is_symbol(font) and _improves(text, usual) else None


def _together(texts: Sequence[str], encoding: Encoding) -> list[str]:
    """Neighbours converted as one text; a letter goes where its first character stood."""
    owners = [index for index, text in enumerate(texts) for _ in text]
    parts: list[list[str]] = [[] for _ in texts]
    position = 0
    for length, letter in spans("".join(texts), encoding):
        parts[owners[position]].append(letter)
        position += length
    return ["".join(part) for part in parts]


def warnings_of(encodings: Iterable[Encoding]) -> tuple[Notice, ...]:
    """What a report says of itself that was converted."""
    names = [_NAMES[encoding] for encoding in sorted(set(encodings))]
    return (Notice("converted", encodings=reduce(_both, names)),) if names else ()


def _both(one: str, other: str) -> str:
    return Notice("both", one=one, other=other)
