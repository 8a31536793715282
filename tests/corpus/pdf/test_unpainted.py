"""What a page does not show is no text of it; what OCR read under a scan is."""

from collections.abc import Callable

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from corpus.pdf.pdf import read_pdf

SHOWN = "The department reports its results for the year."
SECRET = "Nobody ever sees this sentence."


def written(canvas: Canvas, text: str = SECRET, *, y: float = 600, mode: int = 0, size: float = 12) -> None:
    line = canvas.beginText(72, y)
    line.setFont("Times-Roman", size)
    line.setTextRenderMode(mode)
    line.textLine(text)
    canvas.drawText(line)


def light(canvas: Canvas) -> None:
    canvas.setFillGray(0.98)
    written(canvas)


def clear(canvas: Canvas) -> None:
    canvas.setFillAlpha(0)
    written(canvas)


def covered(canvas: Canvas) -> None:
    written(canvas)
    canvas.setFillGray(1)
    canvas.rect(60, 590, 400, 24, stroke=0, fill=1)


def under_a_picture(canvas: Canvas) -> None:
    written(canvas)
    canvas.drawImage(ImageReader(Image.new("RGB", (40, 40), "white")), 60, 580, 400, 40)


def clipped(canvas: Canvas) -> None:
    path = canvas.beginPath()
    path.rect(300, 100, 50, 50)
    canvas.clipPath(path, stroke=0)
    written(canvas)


HIDDEN: dict[str, Callable[[Canvas], None]] = {
    "unpainted": lambda canvas: written(canvas, mode=3),
    "light": light,
    "clear": clear,
    "tiny": lambda canvas: written(canvas, size=0.8),
    "off the page": lambda canvas: written(canvas, y=-40),
    "covered": covered,
    "under a picture": under_a_picture,
    "clipped": clipped,
    "over what is shown": lambda canvas: written(canvas, y=700, mode=3),
}


@pytest.mark.parametrize("way", HIDDEN)
def test_hidden_text(way: str, make_pdf: Callable[..., bytes]) -> None:
    def draw(canvas: Canvas) -> None:
        written(canvas, SHOWN, y=700)
        HIDDEN[way](canvas)

    assert [paragraph.text for paragraph in read_pdf(make_pdf(draw)).paragraphs] == [SHOWN]


def test_light_text_on_a_dark_ground_is_read(make_pdf: Callable[..., bytes]) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.rect(60, 590, 400, 24, fill=1)
        canvas.setFillGray(1)
        written(canvas)

    assert [paragraph.text for paragraph in read_pdf(make_pdf(draw)).paragraphs] == [SECRET]
