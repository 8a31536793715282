"""What is painted where on a page: two pictures of it, with and without some of its objects, differ where those are seen.

This holds whatever hides them: no paint, the colour of the ground, a cover, a clip, a layer that is off.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from corpus.printed.glyph import Flags, Floats
from corpus.printed.pdfium import PdfPage, size_of

_DPI = 100
_MOST_PIXELS = 4_000_000
_SEEN = 20
"""Of 255: a smaller difference to the ground is not seen on paper."""

Pixels = npt.NDArray[np.uint8]


def pixels_of(page: PdfPage, *, annotations: bool) -> Pixels:
    """uint8[height, width, 3]: the page as it is shown, coarsely, with its annotations or without."""
    width, height = size_of(page)
    scale = min(_DPI / 72, (_MOST_PIXELS / (width * height)) ** 0.5)
    pixels: Pixels = page.render(scale=scale, may_draw_forms=annotations, draw_annots=annotations).to_numpy()[:, :, :3]
    return pixels


@dataclass(frozen=True, slots=True, eq=False)
class Marks:
    """Pixels that count, to be looked up by boxes."""

    counts: npt.NDArray[np.int64]
    """int64[height + 1, width + 1]: how many lie above and to the left."""

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
    apart = np.maximum(one, other) - np.minimum(one, other)
    return _marks(apart.max(axis=2) > _SEEN)


def strokes(picture: Pixels) -> Marks:
    """Where a picture changes from pixel to pixel: ink, and the borders of shapes."""
    gray = picture.max(axis=2)
    changes = np.zeros(gray.shape, dtype=bool)
    changes[:, 1:] = np.maximum(gray[:, 1:], gray[:, :-1]) - np.minimum(gray[:, 1:], gray[:, :-1]) > _SEEN
    return _marks(changes)


def _marks(counted: Flags) -> Marks:
    return Marks(np.pad(counted.astype(np.int64), ((1, 0), (1, 0))).cumsum(axis=0).cumsum(axis=1))
