"""How the text of a web page looks: what a reader sees of it, where lines end, what is raised, struck out or numbered.

The values are computed as CSS does (Cascading 4, Display 3, Text Decoration 4), as far as they decide what is read.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from lxml.etree import iterwalk

from corpus.formats.list_mark import mark, ordinals
from corpus.web.browser_sheet import BROWSER
from corpus.web.css import Colour, cascade, colour
from corpus.web.css_length import pixels
from corpus.web.sight import FAINT, contrast, is_out_of_sight

Element = Any
"""An element of lxml."""

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
_VARIABLE = re.compile(r"var\(\s*(--[\w-]+)\s*(?:,([^()]*))?\)")
_ROOT_SIZE = 16.0
_READABLE = 2.0
"""Pixels; smaller letters are no letters."""
_SCRIPTS = {"msup": ("super",), "msub": ("sub",), "msubsup": ("sub", "super"), "mover": ("super",), "munder": ("sub",)}
_CONTRAST = 1.1
"""Contrast of WCAG 2 (1.4.3), 1 to 21, below which no eye tells letters from what is behind them."""
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
    variables: Mapping[str, str] = field(default_factory=dict)
    """Custom properties, by name ("--ink")."""

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
        above = looks.get(element.getparent(), page)
        own, variables = _resolved(declared.get(element, {}), above.variables)
        if _value(own, "display", above) == "none":
            gone.append(element)
            walk.skip_subtree()
            continue
        look = looks[element] = _look(element, own, variables, above, declared.get(element.getparent(), {}))
        if _is_struck(element, own) or is_out_of_sight(own, look.size):
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


def _resolved(own: Mapping[str, str], above: Mapping[str, str]) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """The declarations with the values of the variables they name (CSS Custom Properties 1), and those variables."""
    named = {name: value for name, value in own.items() if name.startswith("--")}
    variables = {**above, **named} if named else above
    if not any("var(" in value for value in own.values()):
        return own, variables
    return {
        name: _VARIABLE.sub(lambda found: variables.get(found[1], found[2] or ""), value) for name, value in own.items()
    }, variables


def _look(
    element: Element, own: Mapping[str, str], variables: Mapping[str, str], above: Look, outer: Mapping[str, str]
) -> Look:
    values = {name: value for name in _INHERITED if (value := _value(own, name, above))}
    size = _size(own.get("font-size", "").strip().lower(), above.size)
    block = _is_block(own, outer)
    shift = _shift_of_formula(element) or _shift(own, size)
    return Look(values, size, _ground(own, above), block, shift or ("" if block else above.shift), "", variables)


def _size(value: str, above: float) -> float:
    if value in _SIZES:
        return _SIZES[value]
    if value in ("smaller", "larger"):
        return above * (1.2 if value == "larger" else 1 / 1.2)
    length = pixels(value, above, percent=above)
    return above if length is None else max(length, 0.0)


def _ground(own: Mapping[str, str], above: Look) -> Colour | None:
    picture = own.get("background-image", "none").strip().lower()
    painted = colour(own.get("background-color", ""))
    if picture not in ("none", "initial", ""):
        return None
    if painted is not None and painted[3] > FAINT:
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
    length = pixels(value, size, percent=size) if own.get("display", "inline") == "inline" else None
    return "super" if (length or 0) > 0 else "sub" if (length or 0) < 0 else ""


def _shift_of_formula(element: Element) -> str:
    """How a part of a formula is shifted, say the second child of `<msup>` (MathML Core, 3.4)."""
    parent = element.getparent()
    shifts = _SCRIPTS.get(parent.tag) if parent is not None else None
    place = parent.index(element) - 1 if shifts else -1
    return shifts[place] if shifts and 0 <= place < len(shifts) else ""


def _is_struck(element: Element, own: Mapping[str, str]) -> bool:
    return element.tag == "del" or "line-through" in own.get("text-decoration-line", "")


def _is_unseen(look: Look) -> bool:
    """Whether letters of its own are not to be made out; an element in it may be seen all the same."""
    values = look.values
    if values.get("visibility") in ("hidden", "collapse") or values.get("mso-hide") == "all" or look.size < _READABLE:
        return True
    ink = colour(values.get("color", "")) or _BLACK
    return ink[3] <= FAINT or (look.ground is not None and "color" in values and contrast(ink, look.ground) < _CONTRAST)


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
