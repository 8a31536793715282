"""Whether characters are text at all: a PDF whose fonts map their glyphs wrongly has a text layer of nonsense."""

import re
import unicodedata
from collections import Counter
from functools import lru_cache

from corpus.text.letters import fold
from corpus.text.syllable import is_syllable

_ODD = 0.15
"""A text with this share of characters that no one types (unmapped, private, unassigned) is nonsense."""
_SOUND = 0.5
"""A text less than this share of whose letters stands in words that can be words is nonsense."""
_ENOUGH = 60
"""Fewer letters prove nothing: a page may hold a few abbreviations."""
_LEGACY = 0.04
"""More letters and signs than this from the upper half of Latin-1 are an old Vietnamese encoding, which is text."""
_USUAL = 0.4
"""Share of a word's pairs of letters that are usual ones; cipher has a quarter, words three quarters."""
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
    odd = sum(count for character, count in Counter(inked).items() if _is_odd(character))
    if odd > _ODD * len(inked):
        return True
    legacy = sum("\u00a1" <= character <= "\u00ff" for character in inked)
    tokens = [
        token for token in unicodedata.normalize("NFC", text).split() if _LETTER.search(token) and len(set(token)) > 2
    ]
    letters = sum(map(len, tokens))
    if letters < max(_ENOUGH, 0.2 * len(inked)):
        return False
    sound = sum(len(token) for token in tokens if _is_sound(token))
    return sound < _SOUND * letters and legacy <= _LEGACY * len(inked)


@lru_cache(maxsize=20_000)
def _is_sound(token: str) -> bool:
    """Whether a token with letters is made of nothing but words and numbers, parted by punctuation."""
    parts = [part for part in _PUNCTUATION.split(token) if part]
    return all(part.isdigit() or (part.isalpha() and _is_cased(part) and _is_word(part)) for part in parts)


def _is_cased(word: str) -> bool:
    return word.islower() or word.isupper() or word[1:].islower() or word.lower() == word.upper()


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
