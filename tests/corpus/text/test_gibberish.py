import io
import re
from collections.abc import Callable

import pytest
from PIL.Image import Image
from reportlab.pdfgen.canvas import Canvas

from corpus.pdf.pdf import read_pdf
from corpus.scanned.ocr import OcrLine
from corpus.text.gibberish import is_gibberish

ENGLISH = "The provincial department of information reports its results for the year and its plan for the next one."
VIETNAMESE = "Quyết định phê duyệt kế hoạch chuyển đổi số của tỉnh; giao các sở, ban, ngành, UBND các xã thực hiện."
TCVN3 = "B¸o c¸o t×nh h×nh thùc hiÖn nhiÖm vô ph¸t triÓn kinh tÕ - x· héi n¨m 2004 cña ñy ban nh©n d©n tØnh"


def shifted(text: str, by: int) -> str:
    return "".join(chr(ord(character) + by) if character.isalpha() else character for character in text)


@pytest.mark.parametrize(
    "text",
    [
        ENGLISH, VIETNAMESE, ENGLISH.upper(), TCVN3, "Отчет департамента о результатах работы за прошедший год и планы на новый",
        "Le département présente les résultats de l'année et le programme de travail des services pour l'an prochain",
        "STT; KH; TT&TT; UBND; HĐND; KBNN", "1.234,5 68,7 % 120 m3/s 12/2024", "",
    ],
)  # fmt: skip
def test_text_is_text(text: str) -> None:
    assert not is_gibberish(text)


@pytest.mark.parametrize(
    "text",
    [
        shifted(ENGLISH, 3),
        shifted(VIETNAMESE, 29),
        shifted(ENGLISH, 0xE000),
        "\ufffd" * 20,
        "□¤¶† ¤¤¶□ †¤¶¤Œ ¤†□¤ ¶¤□† ¤¶¤ " * 5,
        "\x01\x05\x07" * 9,
        "".join(chr((ord(letter) * 7) % 94 + 33) if letter != " " else " " for letter in ENGLISH),
    ],
)
def test_nonsense_is_nonsense(text: str) -> None:
    assert is_gibberish(text)


class Reader:
    """An OCR that counts the pages it is shown."""

    def __init__(self) -> None:
        self.pages = 0

    def read(self, image: Image) -> list[OcrLine]:
        self.pages += 1
        return [OcrLine(ENGLISH, 0.97, (200, 300, 2000, 340))]


def test_a_pdf_whose_font_maps_its_glyphs_wrongly_is_read_by_ocr(make_pdf: Callable[..., bytes]) -> None:
    def page(canvas: Canvas) -> None:
        canvas.setFont("Times-Roman", 12)
        canvas.drawString(72, 700, ENGLISH)

    content = make_pdf(page, pageCompression=0)
    reader = Reader()
    assert read_pdf(content, ocr=reader).paragraphs[0].text == ENGLISH
    assert reader.pages == 0
    parsed = read_pdf(with_broken_map(content), ocr=reader)
    assert reader.pages == 1
    assert parsed.paragraphs[0].text == ENGLISH
    assert parsed.warnings[0] == "1 of 1 pages were read by OCR"


def with_broken_map(content: bytes) -> bytes:
    """The PDF with a ToUnicode map that names another letter for every glyph of its font."""
    pairs = "\n".join(f"<{code:02x}> <{(code * 7) % 94 + 33:04x}>" for code in range(33, 127))
    cmap = (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CMapName /X def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<00> <ff>\nendcodespacerange\n"
        f"94 beginbfchar\n{pairs}\nendbfchar\nendcmap\nend\nend\n"
    ).encode()
    marked = re.sub(rb"/Subtype /Type1", b"/ToUnicode 90 0 R /Subtype /Type1", content)
    assert marked != content
    head, tail = marked.rsplit(b"xref", 1)[0].rsplit(b"endobj", 1)
    stream = b"\n90 0 obj\n<< /Length %d >>\nstream\n%s\nendstream\nendobj" % (len(cmap), cmap)
    output = io.BytesIO()
    output.write(head + b"endobj" + stream + tail)
    trailer = re.search(rb"trailer\s*<<.*?>>", content, re.DOTALL)
    assert trailer
    output.write(trailer.group().replace(b"/Size", b"/Size 91 /Was") + b"\nstartxref\n0\n%%EOF\n")
    return output.getvalue()
