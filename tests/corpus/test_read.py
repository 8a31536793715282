from collections.abc import Callable
from pathlib import Path

import pytest

import corpus
from corpus.errors import MissingPathError, UnreadableFileError
from corpus.read import read, report_id_of
from corpus.report import Report
from corpus.text.normalise import normalise
from tests.corpus.document.test_structure import assert_nested
from tests.corpus.small_reports import BAO_CAO
from tests.corpus.test_split import assert_laws

SAMPLES = Path(corpus.__file__).parent / "samples"
NUMBERS = {
    "2023-08-18-qd-ubnd-kho-du-lieu-dung-chung.txt": "31/2023/QĐ-UBND",
    "2023-12-20-bc-so-ttt-tong-ket-2023.pdf": "312/BC-STTTT",
    "2023-12-28-bc-so-khcn-tong-ket-2023.html": "205/BC-SKHCN",
    "2024-12-27-bc-so-nv-ket-qua-2024.docx": "418/BC-SNV",
    "2025-01-09-bc-so-ttt-tong-ket-2024.docx": "08/BC-STTTT",
    "2025-01-20-kh-ubnd-hop-nhat-so-ttt-so-khcn.pdf": "19/KH-UBND",
    "2025-03-14-qd-ubnd-kho-du-lieu-dung-chung.pdf": "12/2025/QĐ-UBND",
    "2025-06-18-bc-so-khcn-6-thang-dau-nam-2025.txt": "96/BC-SKHCN",
}


@pytest.mark.parametrize("name", sorted(NUMBERS))
def test_the_laws_hold_for_the_sample_reports(name: str) -> None:
    report = read(SAMPLES / name)
    assert report.number == NUMBERS[name]
    assert report.place == "Lam Bình"
    assert report.issued is not None
    assert report.issued.isoformat() == name[:10]
    assert report.signer
    assert report.agency
    assert report.agency.endswith("tỉnh Lam Giang")
    assert normalise(report.text) == report.text
    assert_nested(report.sections, len(report.text))
    assert_laws(report)
    assert (report.pages[0].start, report.pages[-1].end) == (0, len(report.text))


def test_a_decision_replaces_the_older_one() -> None:
    report = read(SAMPLES / "2025-03-14-qd-ubnd-kho-du-lieu-dung-chung.pdf")
    assert [(relation.type, relation.number) for relation in report.relations] == [("replaces", "31/2023/QĐ-UBND")]


def test_the_id_follows_content_and_collection_not_the_name(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(BAO_CAO, encoding="utf-8")
    first, second = read(tmp_path / "a.txt"), read(tmp_path / "b.txt")
    assert first.id == second.id == report_id_of("default", first.sha256)
    assert read(tmp_path / "a.txt", collection="mật").id != first.id
    assert first.source == str(tmp_path / "a.txt")


def test_text_and_identity_from_a_file(tmp_path: Path, bao_cao: Report) -> None:
    (tmp_path / "a.txt").write_text(BAO_CAO, encoding="utf-16")
    assert read(tmp_path / "a.txt").number == bao_cao.number


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("rong.txt", b"", "is empty"),
        ("rong.docx", b"", "is empty"),
        ("trang.txt", b" \n\n", "is empty"),
        ("anh.txt", b"\x89PNG\r\n\x1a\n" + bytes(90), "damaged picture"),
        ("gia.docx", b"khong phai word", "not a Word document"),
        ("hong.pdf", b"%PDF-1.4\n1 0 obj\n<<", "damaged PDF"),
        ("khong-chu.html", b"<html><body><img src=x></body></html>", "has no text"),
    ],
)
def test_bad_input_gives_one_clear_line(tmp_path: Path, name: str, content: bytes, words: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(UnreadableFileError, match=words) as caught:
        read(tmp_path / name)
    assert "\n" not in str(caught.value)
    assert str(tmp_path) not in str(caught.value)


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(MissingPathError, match="does not exist"):
        read(tmp_path / "khong-co.pdf")


def test_a_folder_is_not_a_file(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="not a file"):
        read(tmp_path)


def test_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("corpus.archive.LARGEST", 10)
    (tmp_path / "a.txt").write_text(BAO_CAO, encoding="utf-8")
    with pytest.raises(UnreadableFileError, match="larger than"):
        read(tmp_path / "a.txt")


def test_a_renamed_pdf_is_read_as_what_it_is(tmp_path: Path, make_pdf: Callable[..., bytes]) -> None:
    content = make_pdf(lambda canvas: canvas.drawString(72, 700, "A report that is long enough to read."))
    (tmp_path / "a.txt").write_bytes(content)
    assert read(tmp_path / "a.txt").text == "A report that is long enough to read."
