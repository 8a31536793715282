"""WordprocessingML (ECMA-376 part 1, section 17): its names, its switches, and what its wrappers hold."""

from collections.abc import Iterator
from functools import cache
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"

WordElement = Any
"""An lxml element of WordprocessingML."""

_WRAPPERS = frozenset(
    ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "AlternateContent", "Choice", "Fallback")
)
"""Elements that may stand round blocks, rows, cells and runs without changing what is printed (17.5.1, 17.5.2, 17.13.5)."""


def name_of(element: WordElement) -> str:
    """The name without its namespace; empty for comments and processing instructions."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def is_on(flag: WordElement) -> bool:
    """Whether a switch (`w:b`, `w:vanish`) is there and not off (17.17.4, ST_OnOff)."""
    return flag is not None and flag.get(f"{W}val", "1") not in ("0", "false", "off")


def value_of(element: WordElement, path: str, default: str = "") -> str:
    """The `w:val` of the element at `path` ("pPr/pStyle", names of WordprocessingML), or `default`."""
    found = find(element, path)
    return default if found is None else str(found.get(f"{W}val", default))


def find(element: WordElement, path: str) -> WordElement:
    """The first element at `path`, names of WordprocessingML below `element`; None where there is none."""
    return None if element is None else element.find(_qualified(path))


@cache
def _qualified(path: str) -> str:
    return "/".join(f"{W}{name}" for name in path.split("/"))


def within(parent: WordElement, *names: str) -> Iterator[WordElement]:
    """The children of these names, also those in content controls and other wrappers, in order."""
    for child in parent:
        name = name_of(child)
        if name in names:
            yield child
        elif name in _WRAPPERS:
            yield from within(child, *names)


def sections_of(body: WordElement) -> list[WordElement]:
    """The properties of the document's sections, in order (17.6); earlier versions kept by tracked changes left out."""
    return [
        each
        for each in body.iter(f"{W}sectPr")
        if each.getparent() is body or name_of(each.getparent().getparent()) == "p"
    ]
