"""The characters of a printed page in Unicode, where its fonts are older than that."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from corpus.printed.glyph import Glyphs
from corpus.text.encodings import Encoding, spans
from corpus.text.font_name import encoding_of_font
from corpus.text.legacy import Run, encodings_of_runs

_OLD = re.compile("[A-Za-z]([\x80-\xbfÅÆËÏÐÑÖ×ØÜÞßåæëïðñö÷øüþÿ])")
"""Letters of Western Windows, of which Vietnamese in Unicode has none, where old encodings put theirs."""
_ENOUGH = 3
"""Different ones on a page in which no font promises an encoding: fewer are names and signs ("m²")."""


def in_unicode(
    glyphs: Glyphs, fonts: Sequence[str], before: dict[str | None, str] | None = None
) -> tuple[Glyphs, frozenset[Encoding]]:
    """The glyphs, each with the font at its place in `fonts`, in Unicode, and the encodings that were converted.

    `before` as in `encodings_of_runs`. Letter and mark of VNI become one glyph that covers both.
    """
    if not (before or any(map(encoding_of_font, set(fonts))) or len(set(_OLD.findall(glyphs.characters))) >= _ENOUGH):
        return glyphs, frozenset()
    runs = _runs(glyphs.characters, fonts)
    [told] = encodings_of_runs([runs], before)
    if not any(told):
        return glyphs, frozenset()
    letters: list[str] = []
    lengths: list[int] = []
    for encoding, group in itertools.groupby(zip(told, runs, strict=True), lambda each: each[0]):
        typed = "".join(text for _, (text, _) in group)
        for length, letter in spans(typed, encoding) if encoding else zip(itertools.repeat(1), typed):
            letters.append(letter)
            lengths.append(length)
    ends = np.repeat(np.cumsum(lengths), [len(letter) for letter in letters])
    firsts, lasts = ends - np.repeat(lengths, [len(letter) for letter in letters]), ends - 1
    first, last = glyphs.boxes[firsts], glyphs.boxes[lasts]
    boxes = np.column_stack(
        (first[:, 0], np.minimum(first[:, 1], last[:, 1]), np.maximum(first[:, 2], last[:, 2]), first[:, 3])
    )
    converted = replace(glyphs.chosen(firsts), characters="".join(letters), boxes=boxes)
    return converted, frozenset(encoding for encoding in told if encoding)


def _runs(characters: str, fonts: Sequence[str]) -> list[Run]:
    runs: list[Run] = []
    position = 0
    for font, group in itertools.groupby(fonts):
        end = position + sum(1 for _ in group)
        runs.append((characters[position:end], font))
        position = end
    return runs
