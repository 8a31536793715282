"""How the text of a web page looks: what a reader sees of it, where lines end, what is raised, struck out or numbered.

The values are computed as CSS does (Cascading 4, Display 3, Text Decoration 4), as far as they decide what is read.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from lxml.etree import iterwalk

from corpus.formats.css import Colour, cascade, colour
from corpus.formats.list_mark import mark, ordinals

Element = Any
"""An element of lxml."""

_NEVER_SHOWN = ["script", "style", "template", "noscript", "datalist", "title", "param", "area", "track", "select", "button", "textarea", "iframe", "frame", "noframes", "object", "embed", "audio", "video", "canvas", "svg", "dialog", "annotation", "annotation-xml"]  # fmt: skip
"""What browsers do not draw as text of the page: machinery, and controls with what is typed into them."""
_BLOCKS = ["html", "body", "p", "div", "section", "article", "main", "header", "footer", "aside", "nav", "hgroup", "search", "address", "center", "blockquote", "pre", "listing", "xmp", "plaintext", "dl", "dt", "dd", "figure", "figcaption", "form", "fieldset", "legend", "details", "summary", "optgroup", "option", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "table", "caption", "thead", "tbody", "tfoot", "tr", "td", "th", "frameset"]  # fmt: skip
BROWSER: dict[str, dict[str, str]] = (
    {tag: {"display": "none"} for tag in _NEVER_SHOWN}
    | {tag: {"display": "block"} for tag in _BLOCKS}
    | {tag: {"display": "block", "white-space": "pre"} for tag in ("pre", "listing", "xmp", "plaintext")}
    | {tag: {"font-weight": "bold"} for tag in ("b", "strong")}
    | {tag: {"text-decoration-line": "line-through"} for tag in ("s", "strike", "del")}
    | {"li": {"display": "list-item"}, "ol": {"display": "block", "list-style-type": "decimal"}}
    | {tag: {"display": "block", "list-style-type": "disc"} for tag in ("ul", "menu", "dir")}
    | {"sup": {"vertical-align": "super"}, "sub": {"vertical-align": "sub"}}
    | {"rt": {"display": "ruby-text"}}
)
"""What browsers declare by tag (HTML standard, 15.3)."""
_INHERITED = ("visibility", "white-space", "font-weight", "font-family", "list-style-type", "color", "mso-hide")
_SIZES = {
    "xx-small": 9.0,
    "x-small": 10.0,
    "small": 13.0,
    "medium": 16.0,
    "large": 18.0,
    "x-large": 24.0,
    "xx-large": 32.0,
}
_UNITS = {
    "px": 1.0,
    "pt": 4 / 3,
    "pc": 16.0,
    "in": 96.0,
    "cm": 96 / 2.54,
    "mm": 96 / 25.4,
    "rem": 16.0,
    "vw": 12.8,
    "vh": 8.0,
}
_LENGTH = re.compile(r"(-?\d*\.?\d+)([a-z]+|%)?$")
_ROOT_SIZE = 16.0
_READABLE = 2.0
"""Pixels; smaller letters are no letters."""
_CONTRAST = 1.1
"""Contrast of WCAG 2 (1.4.3), 1 to 21, below which no eye tells letters from what is behind them."""
_FAINT = 0.05
"""Opacity below which nothing is seen."""
_SCRIPTS = {"msup": ("super",), "msub": ("sub",), "msubsup": ("sub", "super"), "mover": ("super",), "munder": ("sub",)}
_FAR = 999.0
"""Pixels to the left or above that no page begins at."""
_WHITE: Colour = (1.0, 1.0, 1.0, 1.0)
_BLACK: Colour = (0.0, 0.0, 0.0, 1.0)


@dataclass(frozen=True, slots=True)
class Look:
    """How an element looks."""

    values: Mapping[str, str]
    """Computed values of what descendants inherit, in small letters but for the font."""
    size: float = _ROOT_SIZE
    """Of its letters, in pixels."""
    ground: Colour | None = _WHITE
    """The colour behind its letters; None where that is a picture or stands in a sheet of another file."""
    block: bool = False
    """Whether lines end before and behind it."""
    shift: str = ""
    """"super" or "sub" where its letters are raised or lowered."""
    mark: str = ""
    """What is printed before it as an item of a list."""

    @property
    def bold(self) -> bool:
        return self.values.get("font-weight", "")[:3] in ("bol", "600", "700", "800", "900")

    @property
    def keeps_lines(self) -> bool:
        """Whether the line ends of its source are printed."""
        return self.values.get("white-space", "").startswith(("pre", "break-spaces"))

    @property
    def font(self) -> str | None:
        return self.values.get("font-family")


PLAIN = Look({})
"""That of an element nothing is known of."""


def looks_of(root: Element, sheets: Iterable[str] = ()) -> dict[Element, Look]:
    """How each element below `root` looks; what is hidden, struck out or not to be made out is taken out of the tree.

    `sheets` are style sheets that came with the page in files of their own.
    """
    declared = cascade(root, BROWSER, sheets)
    page = _page(root)
    looks: dict[Element, Look] = {}
    gone, emptied, unseen = [], [], []
    walk = iterwalk(root, events=("start",))
    for _, element in walk:
        if element.tag == "head":
            walk.skip_subtree()
            continue
        own = declared.get(element, {})
        above = looks.get(element.getparent(), page)
        if _value(own, "display", above) == "none":
            gone.append(element)
            walk.skip_subtree()
            continue
        look = looks[element] = _look(element, own, above, declared.get(element.getparent(), {}))
        if _is_struck(element, own) or _is_out_of_sight(own, look):
            emptied.append(element)
            walk.skip_subtree()
        elif _is_unseen(look):
            unseen.append(element)
    _number(looks)
    for element in gone:
        _drop(element)
    for element in emptied:
        _empty(element)
    for element in unseen:
        _blank(element)
    return looks


def _page(root: Element) -> Look:
    """What every element inherits: black on white, unless a sheet of another file may say something else."""
    outside = any("stylesheet" in (link.get("rel") or "").lower() for link in root.iter("link"))
    return Look({}, ground=None) if outside else Look({"color": "black"})


def _value(own: Mapping[str, str], name: str, above: Look, initial: str = "") -> str:
    value = own.get(name, "inherit" if name in _INHERITED else initial)
    if name != "font-family":
        value = value.strip().lower()
    match value:
        case "inherit":
            return above.values.get(name, initial)
        case "unset" | "revert" if name in _INHERITED:
            return above.values.get(name, initial)
        case "initial" | "unset" | "revert":
            return initial
    return value


def _look(element: Element, own: Mapping[str, str], above: Look, outer: Mapping[str, str]) -> Look:
    values = {name: value for name in _INHERITED if (value := _value(own, name, above))}
    size = _size(own.get("font-size", "").strip().lower(), above.size)
    block = _is_block(own, outer)
    shift = _shift_of_formula(element) or _shift(own, size)
    return Look(values, size, _ground(own, above), block, shift or ("" if block else above.shift))


def _size(value: str, above: float) -> float:
    if value in _SIZES:
        return _SIZES[value]
    if value in ("smaller", "larger"):
        return above * (1.2 if value == "larger" else 1 / 1.2)
    length = _pixels(value, above, percent=above)
    return above if length is None else max(length, 0.0)


def _pixels(value: str, size: float, *, percent: float = 0.0) -> float | None:
    """A length in pixels; `size` is that of the letters, `percent` what 100 % is of. None where it is no length."""
    found = _LENGTH.match(value.strip())
    if found is None:
        return None
    number, unit = float(found[1]), found[2] or ""
    if unit == "%":
        return number * percent / 100
    if unit in ("em", "ex", "ch"):
        return number * size * (1 if unit == "em" else 0.5)
    return number * _UNITS.get(unit, 1.0)


def _ground(own: Mapping[str, str], above: Look) -> Colour | None:
    picture = own.get("background-image", "none").strip().lower()
    painted = colour(own.get("background-color", ""))
    if picture not in ("none", "initial", ""):
        return None
    if painted is not None and painted[3] > _FAINT:
        return painted
    return None if own.get("position") in ("absolute", "fixed") else above.ground


def _is_block(own: Mapping[str, str], outer: Mapping[str, str]) -> bool:
    display = own.get("display", "inline").strip().lower()
    if outer.get("display", "").strip().lower() in ("flex", "grid", "inline-flex", "inline-grid"):
        return True
    return not display.startswith(("inline", "contents", "ruby"))


def _shift(own: Mapping[str, str], size: float) -> str:
    value = own.get("vertical-align", "").strip().lower()
    if value in ("super", "sub"):
        return value
    length = _pixels(value, size, percent=size) if own.get("display", "inline") == "inline" else None
    return "super" if (length or 0) > 0 else "sub" if (length or 0) < 0 else ""


def _shift_of_formula(element: Element) -> str:
    """How a part of a formula is shifted, say the second child of `<msup>` (MathML Core, 3.4)."""
    parent = element.getparent()
    shifts = _SCRIPTS.get(parent.tag) if parent is not None else None
    place = parent.index(element) - 1 if shifts else -1
    return shifts[place] if shifts and 0 <= place < len(shifts) else ""


def _is_struck(element: Element, own: Mapping[str, str]) -> bool:
    return element.tag == "del" or "line-through" in own.get("text-decoration-line", "")


def _is_out_of_sight(own: Mapping[str, str], look: Look) -> bool:
    """Whether an element is drawn where nobody can look, or not at all, with all that stands in it."""
    opacity = _pixels(own.get("opacity", "1"), 1.0, percent=1.0)
    return (
        (opacity is not None and opacity <= _FAINT)
        or own.get("content-visibility") == "hidden"
        or _is_away(own, look.size)
        or _is_clipped(own, look.size)
    )


def _is_away(own: Mapping[str, str], size: float) -> bool:
    placed = own.get("position", "").strip().lower() in ("absolute", "fixed", "relative")
    names = ["text-indent", "margin-left", "margin-top", *(["left", "top", "right", "bottom"] if placed else [])]
    lengths = [_pixels(own.get(name, "").lower(), size) for name in names]
    moved = re.findall(r"translate[xy]?\(([^)]*)\)", own.get("transform", "").lower())
    lengths += [_pixels(part, size) for each in moved for part in each.split(",")]
    return any(length is not None and length <= -_FAR for length in lengths)


def _is_clipped(own: Mapping[str, str], size: float) -> bool:
    """Whether a window without any extent is left of it: `clip`, `clip-path`, or no size and what overflows cut off."""
    absolute = own.get("position", "").strip().lower() in ("absolute", "fixed")
    if absolute and (found := re.match(r"rect\(([^)]*)\)", own.get("clip", "").strip().lower())):
        edges = [_pixels(edge, size) for edge in re.split(r"[\s,]+", found[1].strip())]
        if None not in edges and len(edges) == 4 and (edges[0] == edges[2] or edges[1] == edges[3]):
            return True
    path = own.get("clip-path", "").strip().lower()
    inset = re.match(r"inset\(\s*([\d.]+)%\s*\)", path)
    if re.match(r"circle\(\s*0", path) or (inset and float(inset[1]) >= 50):
        return True
    cut = own.get("overflow", own.get("overflow-y", "")).strip().lower() in ("hidden", "clip")
    extents = [
        _pixels(own.get(name, ""), size, percent=100.0) for name in ("width", "height", "max-height", "max-width")
    ]
    return cut and any(extent is not None and extent <= 1 for extent in extents)


def _is_unseen(look: Look) -> bool:
    """Whether letters of its own are not to be made out; an element in it may be seen all the same."""
    values = look.values
    if values.get("visibility") in ("hidden", "collapse") or values.get("mso-hide") == "all" or look.size < _READABLE:
        return True
    ink = colour(values.get("color", "")) or _BLACK
    return ink[3] <= _FAINT or (
        look.ground is not None and "color" in values and _contrast(ink, look.ground) < _CONTRAST
    )


def _contrast(one: Colour, other: Colour) -> float:
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(shown: Colour) -> float:
    """Relative luminance of a colour on white, 0 to 1 (WCAG 2)."""
    parts = [part * shown[3] + 1 - shown[3] for part in shown[:3]]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _number(looks: dict[Element, Look]) -> None:
    items = [element for element in looks if element.tag == "li"]
    for item, number in ordinals(items).items():
        style = looks[item].values.get("list-style-type", "disc")
        looks[item] = replace(looks[item], mark=mark(number, style))


def _drop(element: Element) -> None:
    """Takes `element` out of the tree; the text behind it stays."""
    if element.getparent() is not None:
        element.drop_tree()


def _empty(element: Element) -> None:
    for child in list(element):
        element.remove(child)
    element.text = None


def _blank(element: Element) -> None:
    element.text = None
    for child in element:
        child.tail = None
