"""The text of a slide's paragraphs as it is shown: without what is struck out, raised figures apart, numbers that are printed.

ECMA-376 part 1: runs (21.1.2.3), `strike` and `baseline` (21.1.2.3.9), automatic numbers (21.1.2.4.1).
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from corpus.formats.list_mark import mark
from corpus.text.normalise import normalise_line
from corpus.text.raised import lowered, raised

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_NUMBERED = re.compile(r"(alpha|arabic|roman)(Lc|Uc)?(ParenBoth|ParenR|Period|Plain)")
_STYLES = {
    ("alpha", "Lc"): "lower-alpha",
    ("alpha", "Uc"): "upper-alpha",
    ("roman", "Lc"): "lower-roman",
    ("roman", "Uc"): "upper-roman",
}
_SIDES = {"ParenBoth": ("(", ")"), "ParenR": ("", ")"), "Period": ("", "."), "Plain": ("", "")}

Paragraph = Any
"""A paragraph of a text frame of python-pptx."""


def shown(paragraph: Paragraph) -> str:
    """The text of a paragraph on one line."""
    text = ""
    for piece in paragraph._p:  # noqa: SLF001  python-pptx gives runs, but neither breaks nor fields among them
        name = piece.tag.removeprefix(_A)
        if name == "br":
            text += " "
        elif name in ("r", "fld"):
            text += _run(piece, text)
    return normalise_line(text)


def _run(run: Any, before: str) -> str:
    text = "".join(each.text or "" for each in run.iter(f"{_A}t"))
    properties = run.find(f"{_A}rPr")
    if properties is None:
        return text
    if properties.get("strike", "noStrike") != "noStrike":
        return ""
    shift = properties.get("baseline", "0").rstrip("%")
    if shift in ("", "0") or not text.strip():
        return text
    return lowered(before, text) if shift.startswith("-") else raised(before, text)


def lines(paragraphs: Iterable[Paragraph]) -> Iterator[tuple[Paragraph, str]]:
    """The paragraphs of a frame that show text, each with it and the number that is printed before it."""
    counts: dict[int, tuple[str, int]] = {}
    for paragraph in paragraphs:
        text = shown(paragraph)
        number = paragraph._p.find(f"{_A}pPr/{_A}buAutoNum")  # noqa: SLF001
        counts = {level: count for level, count in counts.items() if level <= paragraph.level}
        if number is None:
            counts.pop(paragraph.level, None)
        elif text:
            kind, start = number.get("type", ""), int(number.get("startAt") or 1)
            before, count = counts.get(paragraph.level, ("", 0))
            count = count + 1 if before == kind else start
            counts[paragraph.level] = (kind, count)
            text = f"{_number(kind, count)} {text}".strip()
        if text:
            yield paragraph, text


def _number(kind: str, count: int) -> str:
    found = _NUMBERED.match(kind)
    if found is None:
        return f"{count}."
    before, behind = _SIDES[found[3]]
    style = _STYLES.get((found[1], found[2]), "decimal")
    return before + mark(count, style).rstrip(".") + behind
