"""A text layer is trusted where it says what the page shows."""

from collections.abc import Callable

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from corpus.pdf.pdf import read_pdf
from corpus.scanned.ocr import OcrLine
from corpus.text.gibberish import has_wrong_letters, is_gibberish

LINES = [
    f"In the year {year} the department received {year * 7} files and answered all but a few"
    for year in range(2001, 2009)
]
SOUND = (
    "Năm nay Sở đã tiếp nhận hồ sơ thủ tục hành chính, giải quyết đúng hạn, vượt chỉ tiêu Ủy ban nhân dân tỉnh giao từ đầu năm; "
    "về đào tạo, mở nhiều lớp bồi dưỡng cho cán bộ cấp xã, tuyển dụng viên chức ngành y tế và giáo dục của các huyện"
)


class Reads:
    """An OCR that reads the same lines in every picture."""

    def __init__(self, *lines: str) -> None:
        self._lines = [
            OcrLine(line, 0.97, (100, 100 + 40 * row, 900, 130 + 40 * row)) for row, line in enumerate(lines)
        ]

    def read(self, _: Image.Image) -> list[OcrLine]:
        return self._lines


def scan_with(layer: list[str]) -> Callable[[Canvas], None]:
    """Draws the picture of a page, all strokes, with an unpainted layer over it."""

    def draw(canvas: Canvas) -> None:
        strokes = Image.effect_noise((300, 420), 120)
        canvas.drawImage(ImageReader(strokes), 0, 0, 595, 842)
        line = canvas.beginText(72, 700)
        line.setFont("Times-Roman", 12)
        line.setTextRenderMode(3)
        line.textLines(layer)
        canvas.drawText(line)

    return draw


@pytest.mark.parametrize("layer", [LINES, LINES[:2]], ids=["long", "short"])
def test_a_layer_under_a_scan_that_ocr_confirms(layer: list[str], make_pdf: Callable[..., bytes]) -> None:
    parsed = read_pdf(make_pdf(scan_with(layer)), ocr=Reads(*layer))
    assert parsed.leaves[0].confidence is None
    assert layer[0] in parsed.paragraphs[0].text


def test_a_foreign_layer_under_a_scan(make_pdf: Callable[..., bytes]) -> None:
    parsed = read_pdf(make_pdf(scan_with(LINES)), ocr=Reads("Điều 1. Phê duyệt kế hoạch"))
    assert [paragraph.text for paragraph in parsed.paragraphs] == ["Điều 1. Phê duyệt kế hoạch"]


def test_short_lines_are_no_nonsense(make_pdf: Callable[..., bytes]) -> None:
    words = "Link Ethanol Price Iowa Nebraska Corn Yellow Soybean Mill Feed Illinois Biodiesel Distillers Grain Bulletin Weekly"

    def draw(canvas: Canvas) -> None:
        for row, word in enumerate(words.split()):
            canvas.drawString(72, 780 - 20 * row, word)

    assert read_pdf(make_pdf(draw), ocr=Reads("no")).leaves[0].confidence is None


def test_wrong_letters() -> None:
    assert not has_wrong_letters(SOUND)
    assert not has_wrong_letters(SOUND * 3 + " của Đắk Lắk, Krông Búk, Müller")
    assert not has_wrong_letters(
        "La municipalité a réalisé une étude régionale de l'intérêt général après l'été dernier"
    )
    assert has_wrong_letters(SOUND.translate(str.maketrans("ơếạủảụậđ", "¡¿åßÁđÝ\x1a")))
    assert has_wrong_letters(SOUND.translate(str.maketrans("ạảậếủụ", "ÅÁÝ¿ñ÷")))


def test_words_of_two_scripts_are_nonsense() -> None:
    assert is_gibberish("QڋL OڗS WڳQK TX\u06a9W GڵFK KڛQJ WXڑQ WڋL KQګX ÓۃQJ FKRڲ KQڸK SKJڽ TXڴQ " * 3)
    assert not is_gibberish(
        "The α-particles of 5 µm and the β-decay were measured by several laboratories in the year " * 2
    )
