"""Files of every format, made by the programs that make them, and the bad ones among them."""

import io
import shutil
import subprocess
import zipfile
from pathlib import Path

import docx
import openpyxl
import pptx
import pytest
from PIL import Image, ImageDraw, ImageFont

from corpus.archive import content_of, sha256_of
from corpus.discover import discover
from corpus.errors import MissingProgramError, UnreadableFileError
from corpus.formats import office
from corpus.read import read
from corpus.scanned.ocr import OcrLine
from corpus.scanned.picture import read_picture
from corpus.tables.cell_text import shown
from corpus.worker import read_all
from tests.corpus.test_split import assert_laws

needs_office = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")


def save(document: object, path: Path) -> Path:
    document.save(str(path))  # type: ignore[attr-defined]
    return path


def word(path: Path) -> Path:
    document = docx.Document()
    document.add_paragraph("Báo cáo kết quả năm 2024 của huyện Mường Lam.")
    table = document.add_table(rows=2, cols=2, style="Table Grid")
    for place, text in enumerate(["Xã", "Số hộ", "Bản Mây", "1.245"]):
        table.cell(place // 2, place % 2).text = text
    return save(document, path)


def workbook(path: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Thu ngân sách"
    for row in [
        ["UBND TỈNH LAM GIANG"],
        [],
        ["TT", "Xã", "Năm 2024", ""],
        ["", "", "Kế hoạch", "Tỷ lệ"],
        [1, "Bản Mây", 1245000, 0.085],
    ]:
        sheet.append(row)
    sheet.merge_cells("C3:D3")
    sheet["C5"].number_format, sheet["D5"].number_format = "#,##0", "0.0%"
    book.create_sheet("Sheet2").append(["Ghi chú: số liệu ước."])
    return save(book, path)


def slides(path: Path) -> Path:
    deck = pptx.Presentation()
    for title in ("Kết quả năm 2024", "Nhiệm vụ năm 2025"):
        slide = deck.slides.add_slide(deck.slide_layouts[1])
        slide.shapes.title.text = title
        slide.placeholders[1].text = "Số hóa 120 thủ tục"
    slide.notes_slide.notes_text_frame.text = "Nói thêm về kinh phí."
    return save(deck, path)


def test_a_workbook_names_heads_and_shows_figures_as_its_cells_do(tmp_path: Path) -> None:
    report = read(workbook(tmp_path / "a.xlsx"))
    assert report.text.split("\n") == [
        "Thu ngân sách", "UBND TỈNH LAM GIANG", "", "TT; Xã; Năm 2024", "Kế hoạch; Tỷ lệ",
        "TT: 1; Xã: Bản Mây; Năm 2024 - Kế hoạch: 1.245.000; Năm 2024 - Tỷ lệ: 8,5%", "", "Ghi chú: số liệu ước.",
    ]  # fmt: skip
    assert [page.label for page in report.pages] == ["Thu ngân sách", "Sheet2"]
    assert_laws(report)


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [(1234.5, "#,##0.00", "1.234,50"), (0.5, "0%", "50%"), (3, "General", "3"), (0.1 + 0.2, "General", "0,3"),
     (12, "0", "12"), (True, "General", "TRUE"), (7, '"Số "0', "Số 7"), (1e20, "General", "1E+20")],
)  # fmt: skip
def test_numbers_as_shown(value: object, code: str, text: str) -> None:
    assert shown(value, code, vietnamese=True) == text


def test_slides_are_pages(tmp_path: Path) -> None:
    report = read(slides(tmp_path / "a.pptx"))
    assert report.sections[-1].heading == "Nhiệm vụ năm 2025"
    assert len(report.pages) == 2
    assert report.text[report.pages[1].start :].startswith("Nhiệm vụ năm 2025")
    assert "Nói thêm về kinh phí." in report.text[report.pages[1].start :]
    assert_laws(report)


@needs_office
@pytest.mark.parametrize(
    ("make", "old"),
    [(word, "doc"), (word, "rtf"), (word, "odt"), (workbook, "xls"), (workbook, "ods"), (slides, "ppt")],
)
def test_what_libreoffice_converts(tmp_path: Path, make: object, old: str) -> None:
    present = make(tmp_path / f"a.{ {word: 'docx', workbook: 'xlsx', slides: 'pptx'}[make] }")  # type: ignore[operator, index]
    profile = (tmp_path / "profile").as_uri()
    subprocess.run(["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", old, "--outdir", str(tmp_path), str(present)],
                   check=True, capture_output=True, timeout=120)  # fmt: skip
    ((_, report),) = read_all([tmp_path / f"a.{old}"])
    assert not isinstance(report, Exception), report
    expected = read(present).text
    if old == "doc":  # LibreOffice writes the table of this file as text
        assert report.text.startswith(expected.split("\n")[0])
    else:
        assert report.text == expected
    assert_laws(report)


@needs_office
def test_a_conversion_has_the_processor_for_so_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "CONVERSION_SECONDS", 1)
    long = b"{\\rtf1 " + b"\\par\\page Kinh ph\\'ed." * 20_000 + b"}"
    with pytest.raises(UnreadableFileError, match="longer than 1 seconds"):
        office.convert(long, ".rtf", "docx")


def test_without_libreoffice_the_line_names_the_remedy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    (tmp_path / "a.rtf").write_text("{\\rtf1 x}")
    with pytest.raises(MissingProgramError, match="apt install libreoffice"):
        read(tmp_path / "a.rtf")


class Lettered:
    """Reads every picture as one line that tells its size."""

    def read(self, image: Image.Image) -> list[OcrLine]:
        return [OcrLine(f"Báo cáo rộng {image.width}.", 0.95, (50, 400, 500, 440))]


def test_the_pictures_of_a_tiff_are_pages() -> None:
    buffer = io.BytesIO()
    pages = [Image.new("L", (width, 900), 255) for width in (600, 700)]
    pages[0].save(buffer, "TIFF", save_all=True, append_images=pages[1:])
    parsed = read_picture(buffer.getvalue(), ocr=Lettered())
    assert [(paragraph.text, paragraph.page) for paragraph in parsed.paragraphs] == [
        ("Báo cáo rộng 600.", 1),
        ("Báo cáo rộng 700.", 2),
    ]
    assert parsed.warnings == ("2 of 2 pages were read by OCR",)


def test_a_picture_of_a_page_is_read(tmp_path: Path) -> None:
    image = Image.new("RGB", (1654, 800), "white")
    ImageDraw.Draw(image).text((150, 300), "KE HOACH 2025", fill="black", font=ImageFont.load_default(90))
    image.save(tmp_path / "a.png")
    assert "2025" in read(tmp_path / "a.png").text


def archive(path: Path, **members: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, content in members.items():
            opened.writestr(name, content)
    return path


def test_each_file_of_an_archive_is_a_report(tmp_path: Path) -> None:
    members = {"2024/Báo cáo.txt": "Kết quả năm 2024.".encode(), "../ngoài.txt": b"x", "/tuyệt.txt": b"x",
               "trong.zip": b"PK", "phim.mp4": b"x", "__MACOSX/._a.txt": b"x", ".an.txt": b"x"}  # fmt: skip
    path = archive(tmp_path / "a.zip", **members)
    found = discover(tmp_path)
    assert found.files == (path / "2024" / "Báo cáo.txt",)
    assert {skipped.path.name for skipped in found.skipped} == {"trong.zip", "phim.mp4"}
    report = read(found.files[0])
    assert (report.text, report.source) == ("Kết quả năm 2024.", str(found.files[0]))
    assert report.sha256 == sha256_of(found.files[0])
    assert content_of(found.files[0]) == members["2024/Báo cáo.txt"]
    with pytest.raises(UnreadableFileError, match="zip archive"):
        read(path)


def test_an_archive_that_cannot_be_listed_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(b"PK\x03\x04" + bytes(90))
    assert discover(tmp_path).files == (tmp_path / "a.zip",)
    with pytest.raises(UnreadableFileError, match="damaged"):
        read(tmp_path / "a.zip")


def bomb(path: Path, member: str, megabytes: int) -> Path:
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as opened,
        opened.open(member, "w", force_zip64=True) as inside,
    ):
        for _ in range(megabytes):
            inside.write(bytes(1 << 20))
    return path


@pytest.mark.parametrize("member", ["word/document.xml", "xl/workbook.xml"])
def test_a_zip_bomb_is_not_unpacked(tmp_path: Path, member: str) -> None:
    with pytest.raises(UnreadableFileError, match="unpack"):
        read(bomb(tmp_path / "a.docx", member, 1100))


def test_a_bomb_in_an_archive_is_not_unpacked(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="unpack"):
        read(bomb(tmp_path / "a.zip", "a.txt", 20) / "a.txt")


def test_a_sparse_file_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "a.docx").open("wb") as file:
        file.truncate(2 << 30)
    with pytest.raises(UnreadableFileError, match="larger than 200 MB"):
        read(tmp_path / "a.docx")


def test_a_picture_of_nothing(tmp_path: Path) -> None:
    Image.new("RGB", (1200, 1700), "white").save(tmp_path / "a.jpg")
    with pytest.raises(UnreadableFileError, match="OCR finds no text"):
        read(tmp_path / "a.jpg")


@needs_office
@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.doc", b"\xd0\xcf\x11\xe0" + "WordDocument".encode("utf-16-le") + bytes(600)),
        ("a.rtf", b"{\\rtf1\\ansi {\\fonttbl"),
    ],
)
def test_truncated_old_files_are_one_line(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    ((_, outcome),) = read_all([tmp_path / name])
    assert isinstance(outcome, UnreadableFileError)
    assert "\n" not in str(outcome)


def test_scripts_of_a_page_are_no_text(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(
        "<html><body><script>alert('x')</script><p onclick='y()'>Báo cáo.</p></body></html>", encoding="utf-8"
    )
    assert read(tmp_path / "a.html").text == "Báo cáo."


def test_odd_characters_in_a_path(tmp_path: Path) -> None:
    path = tmp_path / "đường dẫn 'lạ' \"%20;&#\n" / "-báo cáo $(x) *?.txt"
    path.parent.mkdir()
    path.write_text("Kết quả năm 2024.", encoding="utf-8")
    ((_, report),) = read_all(list(discover(tmp_path).files))
    assert not isinstance(report, Exception)
    assert report.source == str(path)


def test_a_file_that_may_not_be_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Root may open everything, so that the system's refusal is put in its place."""

    def refused(self: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    (tmp_path / "a.txt").write_text("x")
    monkeypatch.setattr(Path, "read_bytes", refused)
    with pytest.raises(UnreadableFileError, match=r"cannot be opened \(Permission denied\)"):
        read(tmp_path / "a.txt")
