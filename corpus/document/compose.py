"""Paragraphs into one text with exact offsets, and the pages that tile it."""

from dataclasses import dataclass, replace

from corpus.paragraph import Leaf, Paragraph, ParsedFile
from corpus.report import Page


@dataclass(frozen=True, slots=True)
class Placed:
    """A paragraph and where it stands: `text[start:end] == paragraph.text`."""

    start: int
    end: int
    paragraph: Paragraph


@dataclass(frozen=True, slots=True)
class Composition:
    """The text of a report, its paragraphs in order and its pages, which tile the text."""

    text: str
    placed: tuple[Placed, ...]
    pages: tuple[Page, ...]


def compose(parsed: ParsedFile) -> Composition:
    """The paragraphs joined by newlines, with a blank line where a heading or a table begins or a table ends."""
    parts: list[str] = []
    placed: list[Placed] = []
    position = 0
    for index, paragraph in enumerate(parsed.paragraphs):
        if index:
            gap = "\n\n" if _starts_block(parsed.paragraphs[index - 1], paragraph) else "\n"
            parts.append(gap)
            position += len(gap)
        parts.append(paragraph.text)
        placed.append(Placed(position, position + len(paragraph.text), paragraph))
        position += len(paragraph.text)
    text = "".join(parts)
    return Composition(text, tuple(placed), _pages(parsed.leaves, placed, len(text)))


def as_printed(composition: Composition) -> Composition:
    """The same with the paragraphs that are printed in capitals in capitals: what letterhead and title are told by.

    Offsets are the same: a paragraph that would change its length stays as it is typed.
    """
    text, placed = composition.text, []
    for place in composition.placed:
        capitals = place.paragraph.text.upper()
        if place.paragraph.capitals and len(capitals) == len(place.paragraph.text):
            text = text[: place.start] + capitals + text[place.end :]
            place = replace(place, paragraph=replace(place.paragraph, text=capitals))  # noqa: PLW2901
        placed.append(place)
    return replace(composition, text=text, placed=tuple(placed))


def _starts_block(before: Paragraph, after: Paragraph) -> bool:
    if (before.role == "row") != (after.role == "row"):
        return True
    return after.level is not None or (after.bold and not before.bold)


def _pages(leaves: tuple[Leaf, ...], placed: list[Placed], length: int) -> tuple[Page, ...]:
    """One `Page` for each leaf; a page without text is empty and stands where the next one begins."""
    begins: dict[int, int] = {}
    for place in placed:
        begins.setdefault(place.paragraph.page, place.start)
        for offset, number in place.paragraph.turns:
            begins.setdefault(number, place.start + offset)
    starts = [0] * len(leaves)
    following = length
    for index in reversed(range(len(leaves))):
        following = min(following, begins.get(leaves[index].number, following))
        starts[index] = following
    starts[0] = 0
    ends = [*starts[1:], length]
    return tuple(
        Page(leaf.label, leaf.number, start, end, leaf.confidence)
        for leaf, start, end in zip(leaves, starts, ends, strict=True)
    )
