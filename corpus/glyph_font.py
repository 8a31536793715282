"""The characters of a printed page in Unicode, where its fonts are older than that."""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus.glyph import Glyph
from corpus.legacy import Encoding, encoding_of_font, shown_by_font, spans


def in_unicode(glyphs: Sequence[Glyph], fonts: Sequence[str]) -> tuple[list[Glyph], frozenset[Encoding]]:
    """The glyphs, each with the font at its place in `fonts`, in Unicode, and the encodings that were converted.

    Letter and mark of VNI become one glyph that covers both.
    """
    encodings = {font: encoding_of_font(font) for font in set(fonts)}
    if not any(encodings.values()):
        return list(glyphs), frozenset()
    converted: list[Glyph] = []
    used = set()
    for font, group in itertools.groupby(zip(glyphs, fonts, strict=True), key=lambda pair: pair[1]):
        members = [glyph for glyph, _ in group]
        encoding = encodings[font]
        converted += members if encoding is None else _letters(members, encoding, font)
        used |= {encoding} if encoding else set()
    return converted, frozenset(used)


def _letters(glyphs: Sequence[Glyph], encoding: Encoding, font: str) -> Iterator[Glyph]:
    position = 0
    for length, letter in spans("".join(glyph.character for glyph in glyphs), encoding):
        first, last = glyphs[position], glyphs[position + length - 1]
        yield replace(
            first, character=shown_by_font(letter, font), right=max(first.right, last.right), top=min(first.top, last.top)
        )
        position += length
