"""What is painted where on a page: two pictures of it, with and without some of its objects, differ where those are seen.

This holds whatever hides them: no paint, the colour of the ground, a cover, a clip, a layer that is off.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from corpus.pdf.pdfium import PdfPage, size_of
from corpus.printed.glyph import Flags, Floats

_DPI = 72
_MOST_PIXELS = 4_000_000
_SEEN = 20
"""Of 255: a smaller difference to the ground is not seen on paper."""

Pixels = npt.NDArray[np.uint8]
"""uint8[height, width]: grey, 255 is white."""


def pixels_of(page: PdfPage) -> Pixels:
    """The page without its annotations, coarsely."""
    width, height = size_of(page)
    scale = min(_DPI / 72, (_MOST_PIXELS / (width * height)) ** 0.5)
    bitmap = page.render(scale=scale, may_draw_forms=False, draw_annots=False, grayscale=True)
    pixels: Pixels = bitmap.to_numpy().reshape(bitmap.height, -1)[:, : bitmap.width]
    return pixels


@dataclass(frozen=True, slots=True, eq=False)
class Marks:
    """Pixels that count, to be looked up by boxes."""

    counts: npt.NDArray[np.int32]
    """int32[height + 1, width + 1]: how many lie above and to the left."""

    def within(self, boxes: Floats) -> Flags:
        """bool[n]: whether there is any in each of `boxes`, float64[n, 4] in shares of the page's width and height."""
        height, width = (side - 1 for side in self.counts.shape)
        sides = boxes * [width, height, width, height]
        left, top = np.floor(sides[:, :2]).astype(int).T
        right, bottom = np.ceil(sides[:, 2:]).astype(int).T
        left, right = np.clip(left, 0, width), np.clip(right, 0, width)
        top, bottom = np.clip(top, 0, height), np.clip(bottom, 0, height)
        found: Flags = (
            self.counts[bottom, right] - self.counts[top, right] - self.counts[bottom, left] + self.counts[top, left]
            > 0
        )
        return found


def differences(one: Pixels, other: Pixels) -> Marks:
    """Where two pictures of a page differ so that one sees it."""
    return _marks(_apart(one, other) > _SEEN)


def strokes(picture: Pixels) -> Marks:
    """Where a picture changes from pixel to pixel: ink, and the borders of shapes."""
    changes = np.zeros(picture.shape, dtype=bool)
    changes[:, 1:] = _apart(picture[:, 1:], picture[:, :-1]) > _SEEN
    return _marks(changes)


def _apart(one: Pixels, other: Pixels) -> Pixels:
    apart: Pixels = np.maximum(one, other) - np.minimum(one, other)
    return apart


def _marks(counted: Flags) -> Marks:
    return Marks(np.pad(counted, ((1, 0), (1, 0))).cumsum(axis=0, dtype=np.int32).cumsum(axis=1, dtype=np.int32))
