"""The marks that a browser prints before the items of a list: "3.", "iv.", "-" (HTML standard, 4.4.5; CSS Counter Styles 3)."""

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

from corpus.formats.numerals import roman

Element = Any
"""An element of lxml."""

BULLET = "-"
"""How every bullet is written."""
_LISTS = ("ol", "ul", "menu")
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_GREEK = "αβγδεζηθικλμνξοπρστυφχψω"


def ordinals(items: Iterable[Element]) -> dict[Element, int]:
    """The number of each `<li>` of `items`, all that a page shows in order: by `start`, `value` and `reversed`."""
    owners = {item: next(item.iterancestors(*_LISTS), None) for item in items}
    sizes = Counter(owners.values())
    numbers: dict[Element, int] = {}
    following: dict[Element | None, int] = {}
    for item, owner in owners.items():
        backwards = owner is not None and owner.get("reversed") is not None
        first = _integer(owner, "start") if owner is not None else None
        if first is None:
            first = sizes[owner] if backwards else 1
        value = _integer(item, "value")
        numbers[item] = following.get(owner, first) if value is None else value
        following[owner] = numbers[item] + (-1 if backwards else 1)
    return numbers


def _integer(element: Element, attribute: str) -> int | None:
    try:
        return int(element.get(attribute) or "")
    except ValueError:
        return None


def mark(number: int, style: str) -> str:
    """What is printed before an item: 4 → "4.", "d.", "iv.", "04."; the text of a style that is a string; "" for none."""
    if style[:1] in ("'", '"'):
        return style.strip("'\"").strip()
    if style in ("none", ""):
        return ""
    if style in _BULLETS:
        return BULLET
    return f"{_SPELLED.get(style, str)(number)}."


_BULLETS = ("disc", "circle", "square", "disclosure-open", "disclosure-closed")


def _letters(alphabet: str) -> Callable[[int], str]:
    """Bijective numbers in `alphabet`: z is followed by aa, ab."""

    def spelled(number: int) -> str:
        if number < 1:
            return str(number)
        written = ""
        while number:
            number, place = divmod(number - 1, len(alphabet))
            written = alphabet[place] + written
        return written

    return spelled


def _roman(number: int) -> str:
    return roman(number) or str(number)


_SPELLED: dict[str, Callable[[int], str]] = {
    "lower-alpha": _letters(_LATIN),
    "lower-latin": _letters(_LATIN),
    "upper-alpha": _letters(_LATIN.upper()),
    "upper-latin": _letters(_LATIN.upper()),
    "lower-greek": _letters(_GREEK),
    "lower-roman": _roman,
    "upper-roman": lambda number: _roman(number).upper(),
    "decimal-leading-zero": lambda number: f"{number:02d}",
}
