"""The characters of a printed page in Unicode, where its fonts are older than that."""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus.glyph import Glyph
from corpus.legacy import Encoding, encoding_of_font, spans


def in_unicode(glyphs: Sequence[Glyph], fonts: Sequence[str]) -> tuple[list[Glyph], frozenset[Encoding]]:
    """The glyphs, each with the font at its place in `fonts`, in Unicode, and the encodings that were converted.

    Letter and mark of VNI become one glyph that covers both.
    """
    encodings = {font: encoding_of_font(font) for font in set(fonts)}
    if not any(encodings.values()):
        return list(glyphs), frozenset()
    converted: list[Glyph] = []
    told = [encodings[font] for font in fonts]
    for encoding, group in itertools.groupby(zip(told, glyphs, strict=True), key=lambda pair: pair[0]):
        members = [glyph for _, glyph in group]
        converted += members if encoding is None else _letters(members, encoding)
    return converted, frozenset(encoding for encoding in told if encoding)


def _letters(glyphs: Sequence[Glyph], encoding: Encoding) -> Iterator[Glyph]:
    position = 0
    for length, letter in spans("".join(glyph.character for glyph in glyphs), encoding):
        first, last = glyphs[position], glyphs[position + length - 1]
        yield replace(first, character=letter, right=max(first.right, last.right), top=min(first.top, last.top))
        position += length
