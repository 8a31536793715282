"""Render a sample as a scanner would: grey, slightly turned and noisy pages, no text layer."""

from io import BytesIO

import numpy as np
import pypdfium2
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from .markup import Source
from .pages import pdf

DPI = 170
TURNS = (0.35, -0.25, 0.45)  # degrees, one a page
NOISE = 7.0  # standard deviation, of 255 levels
PAPER = 244
QUALITY = 45


def scanned_pdf(source: Source) -> bytes:
    """The sample as a PDF of page images; the same bytes each time."""
    file = BytesIO()
    canvas = Canvas(file, pagesize=A4, invariant=1)
    random = np.random.default_rng(30)
    for index, page in enumerate(pypdfium2.PdfDocument(pdf(source))):
        image = page.render(scale=DPI / 72, grayscale=True).to_pil()
        jpeg = _scan(image, TURNS[index % len(TURNS)], random)
        canvas.drawImage(ImageReader(jpeg), 0, 0, *A4)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def _scan(image: Image.Image, turn: float, random: np.random.Generator) -> BytesIO:
    turned = image.rotate(turn, Image.Resampling.BICUBIC, fillcolor=255)
    ink = np.asarray(turned, dtype=np.float32) * (PAPER / 255)
    noisy = np.clip(ink + random.normal(0, NOISE, ink.shape), 0, 255).astype(np.uint8)
    jpeg = BytesIO()
    Image.fromarray(noisy).save(jpeg, "JPEG", quality=QUALITY)
    jpeg.seek(0)
    return jpeg
