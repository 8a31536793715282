"""Whether anybody can see what a web page draws: where it is drawn, how much is left of it, how it stands out."""

import re
from collections.abc import Mapping

from corpus.web.css import Colour
from corpus.web.css_length import pixels

FAINT = 0.05
"""Opacity below which nothing is seen."""
_FAR, _FAR_RIGHT = 999.0, 5000.0
"""Pixels to the left or above that no page begins at, and to the right that none is as wide as."""
_NOTHING_LEFT = re.compile(r"(?:scale[xy3d]*|opacity)\(\s*0(?:\.0+)?%?\s*[,)]", re.IGNORECASE)


def is_out_of_sight(own: Mapping[str, str], size: float) -> bool:
    """Whether an element is drawn where nobody can look, or not at all, with all that stands in it."""
    opacity = pixels(own.get("opacity", "1"), 1.0, percent=1.0)
    return (
        (opacity is not None and opacity <= FAINT)
        or own.get("content-visibility") == "hidden"
        or _NOTHING_LEFT.search(own.get("transform", "") + own.get("filter", "")) is not None
        or _is_away(own, size)
        or _is_clipped(own, size)
    )


def _is_away(own: Mapping[str, str], size: float) -> bool:
    placed = own.get("position", "").strip().lower() in ("absolute", "fixed", "relative")
    names = ["text-indent", "margin-left", "margin-top", *(["left", "top", "right", "bottom"] if placed else [])]
    lengths = [pixels(own.get(name, "").lower(), size) for name in names]
    moved = re.findall(r"translate[xy]?\(([^)]*)\)", own.get("transform", "").lower())
    lengths += [pixels(part, size) for each in moved for part in each.split(",")]
    right = pixels(own.get("left", "").lower(), size) if placed else None
    return (right or 0) >= _FAR_RIGHT or any(length is not None and length <= -_FAR for length in lengths)


def _is_clipped(own: Mapping[str, str], size: float) -> bool:
    """Whether a window without any extent is left of it: `clip`, `clip-path`, or no size and what overflows cut off."""
    absolute = own.get("position", "").strip().lower() in ("absolute", "fixed")
    if absolute and (found := re.match(r"rect\(([^)]*)\)", own.get("clip", "").strip().lower())):
        edges = [pixels(edge, size) for edge in re.split(r"[\s,]+", found[1].strip())]
        if None not in edges and len(edges) == 4 and (edges[0] == edges[2] or edges[1] == edges[3]):
            return True
    path = own.get("clip-path", "").strip().lower()
    inset = re.match(r"inset\(\s*([\d.]+)%\s*\)", path)
    if re.match(r"circle\(\s*0", path) or (inset and float(inset[1]) >= 50):
        return True
    cut = own.get("overflow", own.get("overflow-y", "")).strip().lower() in ("hidden", "clip")
    extents = [
        pixels(own.get(name, ""), size, percent=100.0) for name in ("width", "height", "max-height", "max-width")
    ]
    return cut and any(extent is not None and extent <= 1 for extent in extents)


def contrast(one: Colour, other: Colour) -> float:
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(shown: Colour) -> float:
    """Relative luminance of a colour on white, 0 to 1 (WCAG 2)."""
    parts = [part * shown[3] + 1 - shown[3] for part in shown[:3]]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
