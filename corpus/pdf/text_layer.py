"""Whether the text layer of a page says what the page shows.

A layer may be nonsense, because fonts map their glyphs wrongly or not at all; and under the picture of a scanned page it is
what somebody's OCR read there, of whatever worth: a sample of it is read again.
"""

import unicodedata
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from corpus.printed.glyph import HYPHEN, Flags, Glyphs, lines_of
from corpus.printed.line import Line
from corpus.scanned.ocr import Ocr
from corpus.text.gibberish import has_wrong_letters, is_gibberish

if TYPE_CHECKING:
    from PIL.Image import Image

_STAMP = 250
"""On a scanned page, no more characters than this are the stamp of an electronic signature."""
_UNMAPPED = frozenset(("Zs", "Cc", "Cf", "Cn", "Co", "Cs"))
"""Categories of characters that show nothing, or nothing that is known."""
_HEIGHT_OF_LETTERS, _WIDTH_OF_LETTERS = 0.35, 0.05
"""Of the size of the type, the least that letters have; leaders and the white of a space have less."""
_FEW_UNMAPPED = 2
_SAMPLE_LINES = 3
_SAMPLE_WORDS = 12
"""With fewer words to compare, nothing is known."""
_AGREES = 0.6
"""Least share of the words of a sample that a second OCR reads as the layer has them: good ones share nine in ten."""


def is_short(glyphs: Glyphs) -> bool:
    """Whether the layer of a scanned page has so little that it may be the stamp of an electronic signature alone."""
    return len("".join(glyphs.characters.split())) <= _STAMP


def is_text(glyphs: Glyphs) -> bool:
    """Whether the layer is text at all, and no garbage."""
    if not glyphs.characters.strip():
        return False
    # The layer has no ends of lines; where short ones run together, the lines tell.
    return not is_gibberish(glyphs.characters.replace(HYPHEN, "-")) or not is_gibberish(_text(glyphs))


def is_faulty(glyphs: Glyphs, text: str) -> bool:
    """Whether letters of the page are missing in the layer, of which this text was made, or are others than those shown."""
    return int(_unmapped_letters(glyphs).sum()) > _FEW_UNMAPPED or has_wrong_letters(text)


def says_all_of(glyphs: Glyphs, lines: Sequence[Line]) -> bool:
    """Whether the layer says what OCR read on the whole page, and not more."""
    own, read = (Counter(word for line in each for word in _words(line.text)) for each in (lines_of(glyphs), lines))
    return (own & read).total() >= _AGREES * max(own.total(), read.total(), 1)


def agrees_with(glyphs: Glyphs, picture: "Image", ocr: Ocr) -> bool:
    """Whether OCR reads in `picture`, of the whole page, what the layer has there; a few lines from the middle are read."""
    lines = [line for line in lines_of(glyphs) if len(line.text.split()) > 1]
    if not lines:
        return True
    lines.sort(key=lambda line: line.top)
    first = min(len(lines) // 2, max(len(lines) - _SAMPLE_LINES, 0))
    sample = lines[first : first + _SAMPLE_LINES]
    top, bottom = min(line.top for line in sample), max(line.bottom for line in sample)
    within = [line for line in lines if top <= (line.top + line.bottom) / 2 <= bottom]
    expected = Counter(word for line in within for word in _words(line.text))
    if expected.total() < _SAMPLE_WORDS:
        return True
    margin, scale = 0.5 * max(line.size for line in sample), picture.height / glyphs.height
    upper, lower = max(int((top - margin) * scale), 0), min(int((bottom + margin) * scale) + 1, picture.height)
    read = Counter(
        word for line in ocr.read(picture.crop((0, upper, picture.width, lower))) for word in _words(line.text)
    )
    return (expected & read).total() >= _AGREES * expected.total()


def _words(line: str) -> list[str]:
    words = ("".join(filter(str.isalnum, word)) for word in unicodedata.normalize("NFC", line).lower().split())
    return [word for word in words if word]


def _text(glyphs: Glyphs) -> str:
    return "\n".join(line.text for line in lines_of(glyphs)).replace(HYPHEN, "-")


def _unmapped_letters(glyphs: Glyphs) -> Flags:
    """bool[n]: whether a character that shows nothing has the ink of a letter, within a word."""
    characters = glyphs.characters
    signs = {each for each in set(characters) if unicodedata.category(each) in _UNMAPPED} - {HYPHEN}
    mute = np.array([each in signs for each in characters], dtype=bool)
    sides = np.abs(glyphs.boxes[:, 2:] - glyphs.boxes[:, :2])
    inked = (sides.max(axis=1) > _HEIGHT_OF_LETTERS * glyphs.sizes) & (
        sides.min(axis=1) > _WIDTH_OF_LETTERS * glyphs.sizes
    )
    found: Flags = mute & inked
    if not found.any():
        return found
    letters = np.array([each.isalpha() for each in characters], dtype=bool)
    near = np.abs(glyphs.boxes[1:, 0] - glyphs.boxes[:-1, 2]) < 0.3 * glyphs.sizes[1:]
    beside = np.zeros(len(glyphs), dtype=bool)
    beside[1:] |= letters[:-1] & near
    beside[:-1] |= letters[1:] & near
    found &= beside
    return found
