"""The fonts that a web page sets its text in, and its text rewritten in Unicode where they are older than that."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from corpus.text.legacy import Run, unicode_of_runs, warnings_of

_FAMILY = re.compile(
    r"font(?:-family)?\s*:[^;{}]*?[\"']?((?:\.Vn|VNI[- ]|VPS[ _-])[^\"',;{}]*|[A-Z][\w .-]*)", re.IGNORECASE
)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_CLASS = re.compile(r"\.([\w-]+)\s*$")
_TAG = re.compile(r"^\s*([a-z]\w*)\s*$", re.IGNORECASE)
_UNSEEN = ("script", "style", "template")
_BLOCK_ENDS = ("p", "div", "li", "td", "th", "br", "tr", "h1", "h2", "h3", "h4", "h5", "h6")

Element = Any
"""An element of lxml."""


def recode(root: Element) -> tuple[str, ...]:
    """Rewrites the text below `root` in Unicode where it stands; what was done, as warnings of the report."""
    styles = _styles(root)
    places = [place for place in _places(root) if place]
    paragraphs: list[list[Run]] = [[(_text(place), _font(place, styles)) for place in block] for block in places]
    converted, encodings = unicode_of_runs(paragraphs)
    if not encodings:
        return ()
    for block, texts in zip(places, converted, strict=True):
        for (element, part), text in zip(block, texts, strict=True):
            setattr(element, part, text)
    return warnings_of(encodings)


_Place = tuple[Element, str]
"""An element and "text" or "tail"."""


def _text(place: _Place) -> str:
    return str(getattr(*place))


def _places(root: Element) -> Iterator[list[_Place]]:
    """The pieces of text of the page, those of a block together."""
    block: list[_Place] = []
    for event, element in _walk(root):
        if not isinstance(element.tag, str) or element.tag in _UNSEEN:
            if event == "end" and element.tail:
                block.append((element, "tail"))
            continue
        if element.tag in _BLOCK_ENDS:
            yield block
            block = []
        part = "text" if event == "start" else "tail"
        if getattr(element, part):
            block.append((element, part))
    yield block


def _walk(root: Element) -> Iterator[tuple[str, Element]]:
    from lxml.etree import iterwalk

    yield from iterwalk(root, events=("start", "end", "comment", "pi"))


def _styles(root: Element) -> Mapping[str, str]:
    """The fonts that the page's style sheets give to tags ("p") and classes (".MsoNormal")."""
    fonts: dict[str, str] = {}
    for sheet in root.iter("style"):
        for selectors, body in _RULE.findall(sheet.text or ""):
            family = _FAMILY.search(body)
            for selector in selectors.split(",") if family else ():
                for found in (_CLASS.search(selector), _TAG.match(selector)):
                    if found and family:
                        fonts.setdefault(found.group(0).strip().lower(), family.group(1).strip())
    return fonts


def _font(place: _Place, styles: Mapping[str, str]) -> str | None:
    """The font of the nearest element that names one."""
    element, part = place
    for each in [element, *element.iterancestors()] if part == "text" else element.iterancestors():
        declared = _FAMILY.search(each.get("style") or "") if isinstance(each.tag, str) else None
        names = [declared.group(1) if declared else "", each.get("face") or "", *_by_class(each, styles)]
        name = next((name for name in names if name), None)
        if name:
            return name
    return None


def _by_class(element: Element, styles: Mapping[str, str]) -> list[str]:
    classes = [f".{name.lower()}" for name in (element.get("class") or "").split()]
    return [styles.get(name, "") for name in [*classes, str(element.tag).lower()]]
