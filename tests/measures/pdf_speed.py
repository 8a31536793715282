"""How fast PDFs with a text layer are read, beside pdfplumber in the same process on the same pages."""

import io
import time
from collections.abc import Callable
from pathlib import Path

import pdfplumber
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from corpus.pdf.pdf import read_pdf
from corpus.pdf.pdfium import glyphs_of, opened
from tests.measures.measure import Measure

_PAGES = 12
_PASSES = 4
"""The best of them counts for each: what else the machine does only ever slows."""


def measure(public: Path, passes: int = _PASSES) -> list[Measure]:
    """Pages a second of processor time over all files, and how many times pdfplumber's that is."""
    contents = [*contents_of(public), generated()]
    pages = sum(map(pages_of, contents))
    taken = [(seconds(read_pdf, contents), seconds(plumbed, contents)) for _ in range(passes)]
    ours, theirs = (min(times) for times in zip(*taken, strict=True))
    return [
        Measure("PDF pages a second", pages / ours),
        Measure("PDF pages a second, pdfplumber", pages / theirs),
        Measure("PDF pages a second, times pdfplumber", theirs / ours, at_least=5),
    ]


def contents_of(public: Path) -> list[bytes]:
    """The public files with a text layer on every page."""
    paths = [path for folder in ("legacy/files", "scans/pdf") for path in sorted((public / folder).rglob("*.pdf"))]
    return [content for content in (path.read_bytes() for path in paths) if has_text(content)]


def has_text(content: bytes) -> bool:
    """Whether every page has a text layer, so that none is left to OCR."""
    with opened(content) as document:
        return all(len(glyphs_of(page)[0]) > 400 for page in document)


def pages_of(content: bytes) -> int:
    with opened(content) as document:
        return len(document)


def generated(pages: int = _PAGES) -> bytes:
    """A report of so many full pages with a ruled table on each."""
    output = io.BytesIO()
    canvas = Canvas(output, pagesize=A4)
    for page in range(pages):
        canvas.setFont("Times-Roman", 12)
        for line in range(30):
            canvas.drawString(
                72, 780 - line * 16, f"{page}.{line} The department reports that the plan for the year was carried out"
            )
        canvas.grid([72, 220, 370, 520], [260 - 18 * row for row in range(9)])
        for row in range(8):
            for column, left in enumerate((76, 224, 374)):
                canvas.drawString(left, 247 - 18 * row, f"cell {row} {column}")
        canvas.showPage()
    canvas.save()
    return output.getvalue()


def seconds(reader: Callable[[bytes], object], contents: list[bytes]) -> float:
    """Processor time of one pass over all files."""
    before = time.process_time()
    for content in contents:
        reader(content)
    return time.process_time() - before


def plumbed(content: bytes) -> list[str]:
    """The text of each page by pdfplumber."""
    with pdfplumber.open(io.BytesIO(content)) as document:
        return [page.extract_text() for page in document.pages]
