"""Whether characters are text at all: a PDF whose fonts map their glyphs wrongly has a text layer of nonsense."""

import itertools
import re
import unicodedata
from collections import Counter
from functools import lru_cache

from corpus.text.letters import CAPITAL, SMALL, fold
from corpus.text.syllable import is_syllable

_ODD = 0.15
"""A text with this share of characters that no one types (unmapped, private, unassigned) is nonsense."""
_SIGNS = 0.5
"""A text of which so many characters are signs that no sentence is set with is nonsense."""
_SOUND = 0.5
"""A text less than this share of whose letters stands in words that can be words is nonsense."""
_ENOUGH = 60
"""Fewer letters prove nothing: a page may hold a few abbreviations."""
_LEGACY = 0.04
"""More letters and signs than this from the upper half of Latin-1 are an old Vietnamese encoding, which is text."""
_MIXED = 0.1
"""A text with this share of letters in words of two scripts is nonsense."""
_USUAL = 0.4
"""Share of a word's pairs of letters that are usual ones; cipher has a quarter, words three quarters."""
_WORD = re.compile(r"[^\W\d_]{2,}")
_ALIKE = str.maketrans("ƣƢðÐ", "ưƯđĐ")
"""Letters that old keyboards typed for Vietnamese ones."""
_VIETNAMESE = re.compile(r"[ăđơưĂĐƠƯ\u1ea0-\u1ef9]")
"""Letters that no other language has but Vietnamese."""
_STRANGE = re.compile(rf"[^{SMALL}{CAPITAL}]")
_VIETNAMESE_WORDS, _MANY = 5, 5
_MISSPELLED, _STRANGE_WORDS = 0.12, 0.04
"""Shares of a page's words; sound pages have .03 and .01 at most."""
_LETTER = re.compile(r"[^\W\d_]")
_PUNCTUATION = re.compile(r"[/\-–—.,:;!?…&()\[\]'’‘\"“”«»%*+•]+")
_USUAL_PAIRS = frozenset(
    """th he in er an re nd on en at ou ed ha to or it is hi es ng nt ti st te ar se al io le as of de ve me ll co ro ri
    li ra ne ea ic om ce si ta el ch la ec ot us fo ho ns ma il wa em sh rs ac pe di no ly tr ni et ur ut lo be un so
    ie oo mo po ge ad ai sc wh ss id ee pr ow tu ev am sa ul mi ke av im ag ts pl op do we ck ex ct os su ca vi pa
    ir ol mp by up my if go ab bl od nc ci da rt rm iv rd bu ig ay ue fi fr tw gh ey br""".split()  # noqa: SIM905  as words, it can be read
)


def is_gibberish(text: str) -> bool:
    """Whether `text`, without spaces at line ends or with, is nonsense rather than text in some language."""
    inked = "".join(text.split())
    counts = Counter(inked)
    odd = sum(count for character, count in counts.items() if _is_odd(character))
    signs = sum(count for character, count in counts.items() if _is_sign(character))
    if odd > _ODD * len(inked) or (signs > _SIGNS * len(inked) and len(inked) > _ENOUGH):
        return True
    legacy = sum("\u00a1" <= character <= "\u00ff" for character in inked)
    tokens = [
        token for token in unicodedata.normalize("NFC", text).split() if _LETTER.search(token) and len(set(token)) > 2
    ]
    letters = sum(map(len, tokens))
    if letters < max(_ENOUGH, 0.2 * len(inked)):
        return False
    if sum(len(token) for token in tokens if _mixes_scripts(token)) > _MIXED * letters:
        return True
    sound = sum(len(token) for token in tokens if _is_sound(token))
    return sound < _SOUND * letters and legacy <= _LEGACY * len(inked)


_is_syllable = lru_cache(maxsize=20_000)(is_syllable)


def has_wrong_letters(text: str) -> bool:
    """Whether many words of a Vietnamese `text` are spelled as none can be, as where a font maps some of its glyphs wrongly.

    Names and words of other languages are a few in a hundred; a single letter of another alphabet in its place is more.
    """
    words = [word for word in _WORD.findall(unicodedata.normalize("NFC", text).translate(_ALIKE)) if not word.isupper()]
    marked = [word for word in words if not word.isascii()]
    misspelled = [word for word in marked if not _is_syllable(word)]
    if len(set(misspelled)) < _MANY:
        return False
    if sum(bool(_VIETNAMESE.search(word)) and _is_syllable(word) for word in marked) < _VIETNAMESE_WORDS:
        return False
    strange = [word for word in misspelled if _STRANGE.search(word)]
    return len(misspelled) > _MISSPELLED * len(words) or len(strange) > _STRANGE_WORDS * len(words)


@lru_cache(maxsize=20_000)
def _is_sound(token: str) -> bool:
    """Whether a token with letters is made of nothing but words and numbers, parted by punctuation."""
    parts = [part for part in _PUNCTUATION.split(token) if part]
    return all(part.isdigit() or (part.isalpha() and _is_cased(part) and _is_word(part)) for part in parts)


@lru_cache(maxsize=20_000)
def _mixes_scripts(token: str) -> bool:
    """Whether a Latin letter stands beside one of another script, as in no language and in no old encoding."""
    if token.isascii():
        return False
    latin = [
        unicodedata.name(each, "").startswith("LATIN") if each.isalpha() and each not in "ªºµ" else None
        for each in token
    ]
    return any({one, other} == {True, False} for one, other in itertools.pairwise(latin))


def _is_cased(word: str) -> bool:
    return word.islower() or word.isupper() or word[1:].islower() or word.lower() == word.upper()


def _is_sign(character: str) -> bool:
    """Beyond ASCII and neither letter nor figure nor what sentences, lists and leaders are set with."""
    return (
        character > "\x7f"
        and not character.isalnum()
        and not _PUNCTUATION.match(character)
        and not unicodedata.combining(character)
    )


def _is_odd(character: str) -> bool:
    """Private use, unassigned, control, surrogate, or the sign for what could not be mapped."""
    return character == "\ufffd" or unicodedata.category(character) in ("Co", "Cn", "Cc", "Cs")


def _is_word(word: str) -> bool:
    """Whether a word can be Vietnamese, of another language in Latin letters, or of another script."""
    if is_syllable(word) or not unicodedata.name(word[0], "").startswith("LATIN"):
        return True
    letters = fold(word)
    pairs = [letters[index : index + 2] for index in range(len(letters) - 1)]
    return len(pairs) > 0 and sum(pair in _USUAL_PAIRS for pair in pairs) >= _USUAL * len(pairs)
