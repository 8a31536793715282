"""Characters in a page's content that the page does not show: they are no text of it.

ISO 32000-2 has many ways to hide text: no paint (9.3.6, mode 3), the colour of the ground, a size that nobody reads, a place
off the page, a clip (8.5.4), a cover that is painted later, a layer that is off (8.11). A look at the objects tells which
text may be hidden, and only a page with such text is painted, twice, with it and without: what changes no pixel is not seen.

Unseen text over the picture of a scanned page is what OCR read there, and is kept where the picture has strokes.
"""

from typing import Any

import numpy as np

from corpus.pdf import page_object
from corpus.pdf.page_object import Shapes
from corpus.pdf.paint import differences, pixels_of, strokes
from corpus.pdf.pdfium import PdfPage, size_of
from corpus.printed.glyph import Flags, Floats, Indices

_UNPAINTED = (3, 7)
"""Modes of text that has neither fill nor stroke: invisible, and a mere clip for what follows."""
_LIGHT = 190
"""Of 255, in each colour: may be the ground's."""
_CLEAR, _OPAQUE = 60, 200
"""Of 255: text less opaque may not be seen; a path more opaque covers."""
_TINY = 2.0
"""Points: nobody reads type below this size."""
_THIN = 3.0
"""Points: what is thinner underlines, and covers nothing."""
_BESIDE = 3.0
"""Points by which text may reach out of its clip: the white around its letters."""
_MOST_COVERS = 400
_SCANNED = 0.6
"""Share of the page that pictures cover where it is a scan."""
_READ = 0.7
"""Share of the characters of a text that OCR read which stand where the picture has strokes."""


def painted_of(page: PdfPage, textpage: Any, characters: str, boxes: Floats) -> Flags:
    """bool[n]: whether the page shows each of the characters of its text page; `boxes` as shown. Blanks always."""
    width, height = size_of(page)
    middles = (boxes[:, :2] + boxes[:, 2:]) / 2
    blank = np.array([character.isspace() for character in characters], dtype=bool)
    on_sheet = np.logical_and(middles >= 0, middles <= [width, height]).all(axis=1)
    shown: Flags = blank | on_sheet | (min(width, height) <= 1)  # A sheet without an area is a broken file's.
    shapes = page_object.shapes_of(page)
    texts = shapes.chosen(shapes.kinds == page_object.TEXT)
    hidden = texts.chosen(_doubtful(texts) | _covered(shapes, texts))
    low = shown & ~blank & (boxes[:, 3] - boxes[:, 1] < _TINY)
    if not len(hidden) and not low.any():
        return shown
    asked = np.flatnonzero(shown & ~blank if len(hidden) else low)
    owners = np.zeros(len(boxes), dtype=np.int64)
    owners[asked] = page_object.texts_of(textpage, asked.tolist())
    small = texts.chosen(np.isin(texts.addresses, owners[low]))
    shown &= ~np.isin(owners, small.addresses[page_object.sizes_of(small) < _TINY])
    suspected = shown & np.isin(owners, hidden.addresses)
    if suspected.any():
        scanned = _pictured(shapes) > _SCANNED * width * height
        shares, plain = boxes / ([width, height] * 2), shown & ~suspected & ~blank
        shown[suspected] = _seen(page, hidden, owners, shares, plain if scanned else None)[suspected]
    return shown


def _seen(page: PdfPage, hidden: Shapes, owners: Indices, shares: Floats, plain: Flags | None) -> Flags:
    """bool[n]: whether a character changes the picture of the page or, with `plain` ones given, was read off it."""
    whole = pixels_of(page)
    page_object.set_active(hidden.addresses.tolist(), False)
    without = pixels_of(page)
    page_object.set_active(hidden.addresses.tolist(), True)
    seen = differences(whole, without).within(shares)
    if plain is not None:
        inked = strokes(whole).within(shares) & ~_over(shares, shares[plain])
        for address in hidden.addresses.tolist():
            own = owners == address
            if own.any() and inked[own].mean() >= _READ:
                seen |= own
    return seen


def _over(boxes: Floats, others: Floats) -> Flags:
    """bool[n]: whether the middle of a box stands in one of the `others`."""
    x, y = ((boxes[:, :2] + boxes[:, 2:]) / 2).T
    over = np.zeros(len(boxes), dtype=bool)
    for left, top, right, bottom in others.tolist():
        over |= (x > left) & (x < right) & (y > top) & (y < bottom)
    return over


def _doubtful(texts: Shapes) -> Flags:
    """bool[n]: whether a text may be hidden by what it is itself: unpainted, light or clear, clipped, of a layer.

    pdfium tells of no form which layer it belongs to, or how it is cut: what stands in one is looked at.
    """
    colours = page_object.colours_of(texts)
    found = np.isin(page_object.modes_of(texts), _UNPAINTED) | texts.inside | page_object.in_layers(texts)
    found |= (colours[:, :3].min(axis=1) > _LIGHT) | (colours[:, 3] < _CLEAR)
    clipped, beyond = page_object.clips_of(texts)
    found[clipped[beyond.max(axis=1) > _BESIDE]] = True
    return found


def _covered(shapes: Shapes, texts: Shapes) -> Flags:
    """bool[n]: whether something opaque is painted later over a text."""
    places = np.flatnonzero(shapes.kinds == page_object.TEXT)
    covers = np.flatnonzero(shapes.kinds != page_object.TEXT)
    covers = covers[covers > places[0]] if len(places) else covers[:0]
    paths = shapes.chosen(covers[shapes.kinds[covers] == page_object.PATH])
    opaque = page_object.are_filled(paths) & (page_object.colours_of(paths)[:, 3] >= _OPAQUE)
    covers = covers[~np.isin(shapes.addresses[covers], paths.addresses[~opaque])]
    boxes = page_object.bounds_of(shapes.chosen(covers))
    wide = np.minimum(boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]) >= _THIN
    covers, boxes = covers[wide], boxes[wide]
    if len(covers) > _MOST_COVERS:
        return np.ones(len(texts), dtype=bool)
    covered = np.zeros(len(texts), dtype=bool)
    under = page_object.bounds_of(texts) if len(covers) else np.empty((len(texts), 4))
    for cover, (left, bottom, right, top) in zip(covers.tolist(), boxes.tolist(), strict=True):
        across = np.minimum(under[:, 2], right) - np.maximum(under[:, 0], left)
        down = np.minimum(under[:, 3], top) - np.maximum(under[:, 1], bottom)
        covered |= (places < cover) & (across > 1) & (down > 0.4 * (under[:, 3] - under[:, 1]))
    return covered


def _pictured(shapes: Shapes) -> float:
    """Square points that pictures cover."""
    left, bottom, right, top = page_object.bounds_of(shapes.chosen(shapes.kinds == page_object.IMAGE)).T
    return float(((right - left) * (top - bottom)).sum())
