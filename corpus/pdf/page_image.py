"""The picture of a page of the original, with passages marked on it."""

import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import UnreadableFileError
from corpus.paragraph import Box
from corpus.pdf.pdfium import opened, page_of, picture_of

if TYPE_CHECKING:
    from PIL.Image import Image

PICTURES = frozenset((".png", ".jpg", ".jpeg", ".tif", ".tiff"))
_DPI = 110
_MOST_PIXELS = 4_000_000
_COMPRESSION = 3
"""zlib's level: for pages of text a sixth smaller than its default, 6, in half the time, which is most of what a picture takes."""
_MARKER = (255, 221, 51)
"""The yellow of a text marker: what is printed shows through."""
_STRONGER = (255, 160, 51)
"""An orange, on which black print has a contrast of 10:1."""
_MARGIN = 0.12
"""Of its height, by which a mark is wider than the print."""


def page_png(
    path: Path, number: int, boxes: Sequence[Box] = (), values: Sequence[Box] = (), *, only_lines: bool = False
) -> bytes | None:
    """Page `number`, from 1, of a PDF or a picture as PNG, the boxes marked and the values in them the more strongly.

    None where the file has no such page.

    With `only_lines` no more of it than the lines that hold the boxes, in its whole width; None without any.

    Raises `UnreadableFileError` where the file is damaged.
    """
    picture = _picture(path, number)
    if picture is None or (only_lines and not boxes):
        return None
    output = io.BytesIO()
    marked = picture.convert("RGB")
    if boxes or values:
        marked = _marked(marked, {_MARKER: boxes, _STRONGER: values})
    (_lines_of(marked, boxes) if only_lines else marked).save(output, "PNG", compress_level=_COMPRESSION)
    return output.getvalue()


def _picture(path: Path, number: int) -> "Image | None":
    if path.suffix == ".pdf":
        return _page_of_pdf(path, number)
    return _frame(path, number) if path.suffix in PICTURES else None


def _page_of_pdf(path: Path, number: int) -> "Image | None":
    with opened(path.read_bytes()) as document:
        return picture_of(page_of(document, number), _DPI) if 1 <= number <= len(document) else None


def _frame(path: Path, number: int) -> "Image | None":
    import PIL.Image
    from PIL import ImageOps

    try:
        with PIL.Image.open(path) as image:
            if not 1 <= number <= getattr(image, "n_frames", 1):
                return None
            image.seek(number - 1)
            shown = ImageOps.exif_transpose(image)
            shrink = min(1.0, (_MOST_PIXELS / (shown.width * shown.height)) ** 0.5)
            shown.thumbnail((shown.width * shrink, shown.height * shrink))
            return shown
    except OSError as error:
        raise UnreadableFileError("damaged_picture") from error


def _marked(picture: "Image", boxes: Mapping[tuple[int, int, int], Sequence[Box]]) -> "Image":
    """Boxes by the colour of their mark, a later one over an earlier."""
    import PIL.Image
    from PIL import ImageChops, ImageDraw

    sheet = PIL.Image.new("RGB", picture.size, "white")
    draw = ImageDraw.Draw(sheet)
    for colour, (left, top, right, bottom) in ((each, box) for each, those in boxes.items() for box in those):
        margin = _MARGIN * (bottom - top) * picture.height
        draw.rectangle(
            (left * picture.width - margin, top * picture.height - margin,
             right * picture.width + margin, bottom * picture.height + margin), fill=colour,
        )  # fmt: skip
    return ImageChops.multiply(picture, sheet)


def _lines_of(picture: "Image", boxes: Sequence[Box]) -> "Image":
    """The strip of the page from the highest box to the lowest, half a line wider on each side."""
    margin = max(bottom - top for _, top, _, bottom in boxes) / 2
    first, last = min(box[1] for box in boxes) - margin, max(box[3] for box in boxes) + margin
    height = picture.height
    return picture.crop((0, round(max(first, 0) * height), picture.width, round(min(last, 1) * height)))
