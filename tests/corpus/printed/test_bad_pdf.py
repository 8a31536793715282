"""PDFs that are broken or hostile: each costs one clear line, little memory and little time."""

import io
import re
import resource
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from corpus.errors import UnreadableFileError
from corpus.pdf.page_image import page_png
from corpus.pdf.pdf import read_pdf
from corpus.pdf.pdfium import opened, page_of, picture_of
from corpus.report import Report
from corpus.worker import ReadingPool

TEXT = b"BT /F1 12 Tf 72 700 Td (The department reports its results for the year.) Tj ET"
FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman >>"


def pdf(*objects: bytes, trailer: bytes = b"") -> bytes:
    """A PDF of these objects, numbered from 1; the first is the catalogue."""
    output = io.BytesIO(b"%PDF-1.7\n")
    output.seek(0, io.SEEK_END)
    places = []
    for number, each in enumerate(objects, 1):
        places.append(output.tell())
        output.write(b"%d 0 obj\n%s\nendobj\n" % (number, each))
    xref = output.tell()
    output.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    output.writelines(b"%010d 00000 n \n" % place for place in places)
    output.write(
        b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, xref)
    )
    return output.getvalue()


def stream(content: bytes, entries: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), entries, content)


CATALOGUE = b"<< /Type /Catalog /Pages 2 0 R >>"
PAGES = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> /XObject << /X 6 0 R >> >> >>"
GOOD = pdf(CATALOGUE, PAGES, PAGE, stream(TEXT), FONT)
FORM = b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /XObject << /X 6 0 R >> >>"


def outcome(content: bytes) -> str:
    """The first paragraph, or the line that the file costs."""
    try:
        return read_pdf(content).paragraphs[0].text
    except UnreadableFileError as error:
        return str(error)


LOOPS = {
    "page tree": pdf(CATALOGUE, b"<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 2 >>", PAGE, stream(TEXT), FONT),
    "page tree of its own parent": pdf(
        CATALOGUE, b"<< /Type /Pages /Kids [6 0 R] /Count 9 >>", PAGE, stream(TEXT), FONT,
        b"<< /Type /Pages /Parent 2 0 R /Kids [2 0 R] /Count 9 >>",
    ),
    "table of objects": GOOD.replace(b"/Root 1 0 R", b"/Root 1 0 R /Prev %d" % GOOD.rindex(b"xref\n0")),
    "outline": pdf(
        CATALOGUE[:-2] + b"/Outlines 6 0 R >>", PAGES, PAGE, stream(TEXT), FONT,
        b"<< /Type /Outlines /First 7 0 R /Last 7 0 R /Count 1 >>", b"<< /Title (A) /Parent 6 0 R /Next 7 0 R /First 7 0 R >>",
    ),
    "form within itself": pdf(CATALOGUE, PAGES, PAGE, stream(TEXT + b" /X Do"), FONT, stream(b"/X Do", FORM)),
    "stream of objects in itself": pdf(
        CATALOGUE, PAGES, PAGE, b"6 0 R", FONT, stream(b"6 0 << >>", b"/Type /ObjStm /N 1 /First 4 /Extends 6 0 R"),
    ),
    "reference to itself": pdf(CATALOGUE, PAGES, PAGE, b"4 0 R", FONT),
    "length of its own": pdf(CATALOGUE, PAGES, PAGE, b"<< /Length 4 0 R >>\nstream\n" + TEXT + b"\nendstream", FONT),
}  # fmt: skip


def test_the_good_one_is_read() -> None:
    assert read_pdf(GOOD).paragraphs[0].text == "The department reports its results for the year."


@pytest.mark.parametrize("name", LOOPS)
def test_loops_end(name: str, tmp_path: Path) -> None:
    (tmp_path / "loop.pdf").write_bytes(LOOPS[name])
    with ReadingPool(seconds=30) as pool:
        ((_, outcome),) = pool.read_all([tmp_path / "loop.pdf"])
    assert isinstance(outcome, Report | UnreadableFileError)
    if isinstance(outcome, Report):
        assert "The department reports" in outcome.text
    else:
        assert "\n" not in str(outcome)
        assert "longer than" not in str(outcome), "it went on until the time limit"


@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.9, 0.99])
def test_truncated_anywhere(share: float, make_pdf: Callable[..., bytes]) -> None:
    def page(canvas: Canvas) -> None:
        canvas.drawString(72, 700, "The department reports its results for the year.")

    content = make_pdf(page, page)
    line = outcome(content[: int(share * len(content))])
    assert re.match(r"The department reports|is a damaged PDF|has no text|is a PDF without pages", line)


def test_no_pages() -> None:
    with pytest.raises(UnreadableFileError, match="export it again and sync"):
        read_pdf(pdf(CATALOGUE, b"<< /Type /Pages /Kids [] /Count 0 >>"))


def test_a_picture_of_nothing() -> None:
    white = zlib.compress(b"\xff" * 600 * 800)
    image = stream(white, b"/Type /XObject /Subtype /Image /Width 600 /Height 800 /ColorSpace /DeviceGray "
                          b"/BitsPerComponent 8 /Filter /FlateDecode")  # fmt: skip
    content = pdf(CATALOGUE, PAGES, PAGE, stream(b"q 595 0 0 842 0 0 cm /X Do Q"), FONT, image)
    with pytest.raises(UnreadableFileError, match="has no text on its pages, and OCR finds none"):
        read_pdf(content)


@pytest.mark.parametrize("side", [14_400, 200_000, 3_000_000])
def test_a_huge_sheet_is_drawn_within_bounds(side: int, tmp_path: Path) -> None:
    sheet = PAGE.replace(b"595 842", b"%d %d" % (side, side))
    content = pdf(CATALOGUE, PAGES, sheet, stream(b"0 0 %d %d re f" % (side // 2, side // 2)), FONT)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with opened(content) as document:
        picture = picture_of(page_of(document, 1), 300)
    assert picture.width * picture.height <= 26_000_000
    (tmp_path / "huge.pdf").write_bytes(content)
    assert page_png(tmp_path / "huge.pdf", 1) is not None
    assert outcome(content)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 1_000_000  # kilobytes


@pytest.mark.parametrize("box", [b"0 0 0 0", b"0 0 0.0001 90000", b"595 842 0 0", b"-100 -100 495 742"])
def test_odd_sheets(box: bytes) -> None:
    content = pdf(CATALOGUE, PAGES, PAGE.replace(b"0 0 595 842", box), stream(TEXT), FONT)
    assert read_pdf(content).paragraphs[0].text == "The department reports its results for the year."
