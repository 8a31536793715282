"""The text of a web page rewritten in Unicode where the fonts it is set in are older than that."""

from collections.abc import Iterator, Mapping
from typing import Any

from lxml.etree import iterwalk

from corpus.text.legacy import Run, unicode_of_runs, warnings_of
from corpus.web.look import PLAIN, Look

Element = Any
"""An element of lxml."""
_Place = tuple[Element, str]
"""An element and "text" or "tail"."""


def recode(root: Element, looks: Mapping[Element, Look]) -> tuple[str, ...]:
    """Rewrites the text below `root` in Unicode where it stands; what was done, as warnings of the report."""
    places = [place for place in _places(root, looks) if place]
    paragraphs: list[list[Run]] = [[(str(getattr(*place)), _font(place, looks)) for place in block] for block in places]
    converted, encodings = unicode_of_runs(paragraphs)
    if not encodings:
        return ()
    for block, texts in zip(places, converted, strict=True):
        for (element, part), text in zip(block, texts, strict=True):
            setattr(element, part, text)
    return warnings_of(encodings)


def _places(root: Element, looks: Mapping[Element, Look]) -> Iterator[list[_Place]]:
    """The pieces of text of the page, those of a block together."""
    block: list[_Place] = []
    for event, element in iterwalk(root, events=("start", "end", "comment", "pi")):
        if element.tag == "br" or looks.get(element, PLAIN).block:
            yield block
            block = []
        part = "text" if event == "start" else "tail"
        if getattr(element, part) and not (part == "tail" and element is root):
            block.append((element, part))
    yield block


def _font(place: _Place, looks: Mapping[Element, Look]) -> str | None:
    """The first font that its element names, without quotes."""
    element, part = place
    look = looks.get(element if part == "text" else element.getparent(), PLAIN)
    return look.font.split(",")[0].strip(" \"'") if look.font else None
