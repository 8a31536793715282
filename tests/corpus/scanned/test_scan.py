import io
import os

import pytest
from PIL import Image, ImageDraw, ImageFont

from corpus.errors import MissingProgramError
from corpus.pdf.pdf import read_pdf
from corpus.scanned.ocr import OcrLine, OcrWord, TrueOcr, Upright, respaced
from corpus.scanned.scan import default_ocr, scanned_page, without_stamps
from corpus.scanned.tesseract import Tesseract, is_installed, lines_of_table

TEXT = "The plan for the province was made in March"


def page(*lines: str, mode: str = "RGB", size: tuple[int, int] = (1240, 1754)) -> Image.Image:
    picture = Image.new(mode, size, "white")
    draw = ImageDraw.Draw(picture)
    for index, line in enumerate(lines):
        draw.text((150, 200 + 60 * index), line, fill="black", font=ImageFont.load_default(34))
    return picture


def texts(picture: Image.Image) -> list[str]:
    """What is read, from the top down."""
    return [line.text for line in sorted(scanned_page(picture, 1).lines, key=lambda line: line.top)]


def needs_tesseract() -> None:
    if not is_installed():
        if os.environ.get("CI") == "true":
            pytest.fail("Tesseract with its Vietnamese model is not installed: make system")
        pytest.skip("Tesseract with its Vietnamese model is not installed: make system")


def test_tesseract_reads_words_with_boxes() -> None:
    needs_tesseract()
    (line,) = Tesseract().read(page(TEXT))
    assert line.text == TEXT
    assert [word.text for word in line.words] == TEXT.split()
    assert all(
        150 <= word.box[0] < word.box[2] <= 1240 and 190 < word.box[1] < word.box[3] < 260 for word in line.words
    )
    assert line.confidence > 0.8


def test_both_engines_make_the_same_page() -> None:
    needs_tesseract()
    for engine in (TrueOcr(), Tesseract()):
        printed = scanned_page(page(TEXT), 3, 595.0, engine)
        (line,) = printed.lines
        assert (printed.number, line.text) == (3, TEXT)
        assert [line.text[word.start : word.end] for word in line.words] == TEXT.split()
        assert line.left == pytest.approx(150 * 595 / 1240, abs=4)


def test_specks_in_the_table_of_tesseract_are_no_words() -> None:
    head = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n"
    rows = '5\t1\t1\t1\t1\t1\t10\t20\t30\t8\t96.5\tSố\n5\t1\t1\t1\t2\t1\t1\t40\t9\t8\t5\t"\n'
    assert lines_of_table(head + rows) == [
        OcrLine("Số", 0.965, (10, 20, 40, 28), (OcrWord("Số", (10, 20, 40, 28), 0.965),))
    ]


def test_without_either_engine_the_install_command_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "trueocr", None)
    monkeypatch.setenv("PATH", "/nowhere")
    default_ocr.cache_clear()
    with pytest.raises(MissingProgramError, match="pip install trueocr"):
        default_ocr()
    with pytest.raises(MissingProgramError, match="apt install tesseract-ocr-vie"):
        Tesseract()


def test_tesseract_reads_where_trueocr_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    needs_tesseract()
    monkeypatch.setitem(__import__("sys").modules, "trueocr", None)
    default_ocr.cache_clear()
    assert isinstance(default_ocr(), Tesseract)
    default_ocr.cache_clear()


def test_a_red_stamp_does_not_hide_the_text_under_it() -> None:
    stamped = page(*[TEXT] * 12)
    draw = ImageDraw.Draw(stamped)
    for radius in range(20, 130, 14):
        draw.ellipse((420 - radius, 240 - radius, 420 + radius, 240 + radius), outline=(215, 30, 45), width=4)
    draw.text((150, 205), "SO NOI VU", fill=(215, 30, 45), font=ImageFont.load_default(40))
    clean = page(*[TEXT] * 12)
    stamped.paste(clean, mask=clean.convert("L").point(lambda value: 255 * (value < 128)))  # black ink over red
    assert texts(stamped) == texts(clean)


def test_a_page_printed_in_red_is_read() -> None:
    black = page(TEXT, TEXT)
    red = Image.new("RGB", black.size, "white")
    red.paste((200, 20, 20), mask=black.convert("L").point(lambda value: 255 - value))
    assert without_stamps(red).getextrema()[0] < 160
    assert texts(red) == texts(black)


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_a_page_that_lies_on_its_side_is_turned_and_its_words_are_found_again(quarters: int) -> None:
    lines = [TEXT, "and orders that the plan be carried out before December"] * 8
    level = page(*lines)
    turned = level.rotate(90 * quarters, expand=True)
    printed = scanned_page(turned, 1)
    assert texts(turned) == texts(level)
    first = min(printed.lines, key=lambda line: line.top)
    x, y = 170 / 1240, 220 / 1754  # where the first word stands on the page before it was turned
    expected = {1: (y, 1 - x), 2: (1 - x, 1 - y), 3: (1 - y, x)}[quarters]
    left, top, right, bottom = first.words[0].box
    assert left - 0.01 < expected[0] < right + 0.01
    assert top - 0.01 < expected[1] < bottom + 0.01


def test_shares_of_a_straightened_picture() -> None:
    upright = Upright(Image.new("L", (1000, 2000)), 0, 0.0)
    assert upright.shares((100, 200, 300, 240)) == pytest.approx((0.1, 0.1, 0.3, 0.12))
    assert Upright(upright.image, 1, 0.0).shares((100, 200, 300, 240)) == pytest.approx((0.1, 0.7, 0.12, 0.9))


def test_a_number_typed_wide_is_one_number() -> None:
    assert respaced("Số: 2 1 /2026/TT-BCT") == "Số: 21/2026/TT-BCT"
    assert respaced("Số lượng: 2 1 người") == "Số lượng: 2 1 người"
    assert respaced("Số: /KH-UBND") == "Số: /KH-UBND"


@pytest.mark.parametrize("size", [(1, 1), (40, 3000), (9000, 9000)])
def test_pictures_of_any_size(size: tuple[int, int]) -> None:
    assert scanned_page(Image.new("RGB", size, "white"), 1).lines == ()


def test_a_poor_scan_says_so() -> None:
    picture = page(*[TEXT] * 6, mode="L", size=(1240, 900))
    poor = picture.resize((180, 131)).resize(picture.size)
    saved = io.BytesIO()
    poor.save(saved, "PDF", resolution=150)
    parsed = read_pdf(saved.getvalue())
    assert parsed.leaves[0].confidence is not None
    assert parsed.leaves[0].confidence < 0.92
    assert parsed.warnings == ("1 of 1 pages were read by OCR", "OCR is unsure of page 1")
