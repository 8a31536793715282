"""The characters of a printed page in Unicode, where its fonts are older than that."""

import itertools
from collections.abc import Sequence

import numpy as np

from corpus.printed.glyph import Glyphs
from corpus.text.encodings import Encoding, spans
from corpus.text.font_name import encoding_of_font


def in_unicode(glyphs: Glyphs, fonts: Sequence[str]) -> tuple[Glyphs, frozenset[Encoding]]:
    """The glyphs, each with the font at its place in `fonts`, in Unicode, and the encodings that were converted.

    Letter and mark of VNI become one glyph that covers both.
    """
    encodings = {font: encoding_of_font(font) for font in set(fonts)}
    if not any(encodings.values()):
        return glyphs, frozenset()
    told = [encodings[font] for font in fonts]
    letters: list[str] = []
    lengths: list[int] = []
    position = 0
    for encoding, group in itertools.groupby(told):
        typed = glyphs.characters[position : position + sum(1 for _ in group)]
        position += len(typed)
        for length, letter in spans(typed, encoding) if encoding else zip(itertools.repeat(1), typed):
            letters.append(letter)
            lengths.append(length)
    ends = np.repeat(np.cumsum(lengths), [len(letter) for letter in letters])
    firsts, lasts = ends - np.repeat(lengths, [len(letter) for letter in letters]), ends - 1
    first, last = glyphs.boxes[firsts], glyphs.boxes[lasts]
    boxes = np.column_stack(
        (first[:, 0], np.minimum(first[:, 1], last[:, 1]), np.maximum(first[:, 2], last[:, 2]), first[:, 3])
    )
    converted = Glyphs("".join(letters), boxes, glyphs.sizes[firsts], glyphs.bold[firsts], glyphs.width, glyphs.height)
    return converted, frozenset(encoding for encoding in told if encoding)
