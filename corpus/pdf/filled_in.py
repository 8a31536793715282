"""What annotations and fields show, put among the characters of the page where it stands: in the blank of its line."""

import re
from collections.abc import Sequence

import numpy as np

from corpus.document.number import PREFIX
from corpus.document.signature_box import is_signature_box
from corpus.pdf.annotation import Annotation
from corpus.pdf.glyph_font import in_unicode
from corpus.printed.glyph import Floats, Glyphs, joined_glyphs, line_begins

_FAR = 6.0
"""What stands farther from all print of its line than this many times the size of the type is a line of its own."""
_USUAL_SIZE = 12.0
_HIGH = 3 * _USUAL_SIZE
"""The box of a note that is higher than this does not tell on which line it stands."""
_LEADERS = frozenset("._…‥")
"""What blanks are drawn with."""
_BLANK_NUMBER = re.compile(rf"{PREFIX}\s*:()[\s._…]*(?=/)", re.IGNORECASE)
_BARE_NUMBER = re.compile(r"\d{1,5}[a-z]?")
_STATES = re.compile(r"\d")


def filled_in(page: Glyphs, annotations: Sequence[Annotation]) -> Glyphs:
    """The characters of the page with those that `annotations` show; the boxes of electronic signatures are left out."""
    pieces = [piece for annotation in annotations for piece in _pieces(annotation, page)]
    for piece in sorted(pieces, key=lambda piece: float(piece.boxes[0, 0])):
        page = _with(page, piece)
    return page


def _pieces(annotation: Annotation, page: Glyphs) -> list[Glyphs]:
    """The lines that an annotation shows; none where it is the box of a signature."""
    drawn, _ = in_unicode(annotation.glyphs, annotation.fonts)
    lines = _split(drawn)
    texts = [line.characters.strip() for line in lines]
    # The appearance of a signature is its box, unless it fills in a number or a day.
    if is_signature_box(texts) or (annotation.signature and not (len(texts) == 1 and _STATES.search(texts[0]))):
        return []
    if not annotation.value.strip() or not _lacks(drawn.characters, annotation.value):
        return lines
    return _typed(annotation.value, _blank_of(page, annotation) if not len(drawn) else annotation.box, page)


def _lacks(drawn: str, value: str) -> bool:
    """Whether `drawn` is `value` without some letters, for which its font has no sign, or with its words torn apart."""
    letters = iter("".join(value.split()))
    return drawn.split() != value.split() and all(letter in letters for letter in "".join(drawn.split()))


def _split(glyphs: Glyphs) -> list[Glyphs]:
    """Its lines, without blanks at their ends."""
    inked = np.flatnonzero([not character.isspace() for character in glyphs.characters])
    if not len(inked):
        return []
    starts = inked[line_begins(glyphs.chosen(inked))]
    ends = [*(int(inked[inked < start][-1]) for start in starts[1:]), int(inked[-1])]
    return [glyphs.chosen(np.arange(start, end + 1)) for start, end in zip(starts.tolist(), ends, strict=True)]


def _typed(value: str, box: Floats, page: Glyphs) -> list[Glyphs]:
    """`value` in its lines from the top of `box` down, where the page has no picture of it; one line in the middle."""
    lines = [" ".join(line.split()) for line in re.split(r"[\r\n]+", value) if line.strip()]
    left, top, right, bottom = box.tolist()
    size = min(_USUAL_SIZE, 0.75 * (bottom - top) / len(lines))
    middle = (top + bottom) / 2 if len(lines) == 1 and bottom - top < _HIGH else top + 0.6 * size
    typed = []
    for index, line in enumerate(lines):
        step = min(0.5 * size, (right - left) / len(line))
        lefts = left + step * np.arange(len(line))
        boxes = np.column_stack((lefts, np.zeros(len(line)), lefts + step, np.zeros(len(line))))
        boxes[:, [1, 3]] = middle + 1.2 * size * index + np.array([-0.4, 0.35]) * size
        flat = np.zeros(len(line))
        typed.append(Glyphs(line, boxes, flat + size, flat > 0, flat, page.width, page.height))
    return typed


def _blank_of(page: Glyphs, annotation: Annotation) -> Floats:
    """Where a note without a picture stands: its box, or in a box of many lines the one blank for a number."""
    left, top, right, bottom = annotation.box.tolist()
    blanks = [match.start(1) for match in _BLANK_NUMBER.finditer(page.characters)]
    if bottom - top <= _HIGH or len(blanks) != 1 or not _BARE_NUMBER.fullmatch(annotation.value.strip()):
        return annotation.box
    before = page.boxes[blanks[0] - 1]
    inside = left <= before[0] and before[2] <= right and top <= before[1] and before[3] <= bottom
    size = page.sizes[blanks[0] - 1]
    return np.array([before[2], before[3] - size, before[2] + 2 * size, before[3]]) if inside else annotation.box


def _with(page: Glyphs, piece: Glyphs) -> Glyphs:
    """The page with a line more, beside the nearest print of the line it stands on."""
    blank = np.array([character.isspace() for character in page.characters], dtype=bool)
    left, right = float(piece.boxes[:, 0].min()), float(piece.boxes[:, 2].max())
    size, middles = float(np.median(piece.sizes)), page.middles[:, 0]
    level = np.abs(page.boxes[:, 3] - np.median(piece.boxes[:, 3])) < 0.6 * size
    drawn = np.array([character in _LEADERS for character in page.characters], dtype=bool)
    covered = level & drawn & (middles > left) & (middles < right)
    beside = np.flatnonzero(level & ~blank & ~covered)
    before, after = beside[middles[beside] <= (left + right) / 2], beside[middles[beside] > (left + right) / 2]
    to_left = left - page.boxes[before, 2].max(initial=-np.inf)
    to_right = page.boxes[after, 0].min(initial=np.inf) - right
    if min(to_left, to_right) > _FAR * size:
        return joined_glyphs([page.chosen(~covered), piece])
    place = before[page.boxes[before, 2].argmax()] + 1 if to_left <= to_right else after[page.boxes[after, 0].argmin()]
    kept = np.flatnonzero(~covered & ~(blank & level & (middles > left) & (middles < right)))
    first, rest = page.chosen(kept[kept < place]), page.chosen(kept[kept >= place])
    return joined_glyphs([*_set_in(first, piece, rest)])


def _set_in(first: Glyphs, piece: Glyphs, rest: Glyphs) -> tuple[Glyphs, ...]:
    """A line between what stands before and after it: a word of its own, but for a number, which its letters follow."""
    inked = rest.characters.lstrip()
    if inked[:1] and inked[0] in "/-" and piece.characters[-1].isalnum():
        rest = rest.chosen(np.arange(len(rest) - len(inked), len(rest)))
        piece.boxes[-1, 2] = max(piece.boxes[-1, 2], rest.boxes[0, 0])
        return first, _blank_at(piece, 0), piece, rest
    return first, _blank_at(piece, 0), piece, _blank_at(piece, -1), rest


def _blank_at(piece: Glyphs, index: int) -> Glyphs:
    """A space where the first or the last character of `piece` stands."""
    one = piece.chosen(np.array([index % len(piece)]))
    return Glyphs(" ", one.boxes, one.sizes, one.bold, one.angles, one.width, one.height)
