import io
import time
import unicodedata
import zipfile

import pytest

from corpus.errors import UnreadableFileError
from corpus.formats.sniff import sniff
from corpus.text.decode import decode


def zipped(member: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(member, "x")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("content", "suffix", "expected"),
    [
        (b"%PDF-1.7 x", ".txt", "pdf"),
        (zipped("word/document.xml"), ".pdf", "docx"),
        (b"<!DOCTYPE html><html><p>x", ".txt", "html"),
        (b"<html><body><table><tr><td>x", ".xls", "html"),
        (b"\x89PNG\r\n\x1a\n" + bytes(64), ".txt", "picture"),
        (zipped("xl/workbook.xml"), ".docx", "xlsx"),
        (zipped("bao-cao.txt"), ".zip", "zip"),
        (b"{\\rtf1 x}", ".doc", "rtf"),
        (b"\xd0\xcf\x11\xe0" + "Workbook".encode("utf-16-le"), ".doc", "xls"),
        ("Báo cáo".encode(), ".txt", "text"),
        ("# Báo cáo".encode(), ".md", "markdown"),
        ("Báo cáo".encode("utf-16"), ".txt", "text"),
        ("Báo cáo".encode(), "", "text"),
    ],
)
def test_content_decides_before_the_name(content: bytes, suffix: str, expected: str) -> None:
    assert sniff(content, suffix) == expected


@pytest.mark.parametrize(
    ("content", "suffix", "words"),
    [
        (b"", ".docx", "is empty"),
        (b"\n\n  ", ".txt", "is empty"),
        (b"GIF89a" + bytes(64), ".txt", "GIF image"),
        (b"\x7fELF" + bytes(64), ".txt", "Linux program"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), ".doc", "old Office file"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), ".docx", "password"),
        (zipped("META-INF/container.xml"), ".docx", "e-book"),
        (b"PK\x03\x04 cut off", ".docx", "damaged"),
        (b"hello", ".pdf", "not a PDF"),
        (bytes(range(256)) * 8, ".txt", "binary data"),
        (b"hello", ".xlsx", "not an Excel workbook"),
        (
            b"\xd0\xcf\x11\xe0"
            + "Workbook".encode("utf-16-le")
            + b"\x09\x08\x10\x00\x00\x06"
            + bytes(14)
            + b"\x2f\x00",
            ".xls",
            "password",
        ),
        (
            b"\xd0\xcf\x11\xe0".ljust(512) + b"\xec\xa5" + bytes(9) + b"\x01" + "WordDocument".encode("utf-16-le"),
            ".doc",
            "password",
        ),
        (b"\xd0\xcf\x11\xe0" + "PowerPoint Document EncryptedSummary".encode("utf-16-le"), ".ppt", "password"),
    ],
)
def test_one_line_says_what_it_is(content: bytes, suffix: str, words: str) -> None:
    with pytest.raises(UnreadableFileError, match=words) as caught:
        sniff(content, suffix)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_unicode_text(encoding: str) -> None:
    assert decode("Ủy ban nhân dân tỉnh Lam Giang".encode(encoding)) == "Ủy ban nhân dân tỉnh Lam Giang"


def test_vietnamese_windows_text() -> None:
    text = "Báo cáo của Sở về kết quả năm 2024 và nhiệm vụ năm 2025 được gửi các huyện. " * 4
    raw = b""
    for character in text:
        for part in (character, unicodedata.normalize("NFD", character)):
            try:
                raw += part.encode("cp1258")
                break
            except UnicodeEncodeError:
                continue
        else:
            base, *marks = list(unicodedata.normalize("NFD", character))
            raw += (unicodedata.normalize("NFC", base + "".join(m for m in marks if m in "\u0302\u0306\u031b"))
                    + "".join(m for m in marks if m not in "\u0302\u0306\u031b")).encode("cp1258")  # fmt: skip
    assert decode(raw) == text


def test_an_unknown_encoding_is_refused() -> None:
    with pytest.raises(UnreadableFileError, match="encoding"):
        decode("Отчёт о работе за год".encode("cp1251") * 9)


def test_many_indented_lines_behind_a_colon_are_told_from_a_mail_at_once() -> None:
    began = time.process_time()
    assert sniff(b"a: b\n" + b"\t\t c\n" * 3_000 + b"d", ".txt") == "text"
    assert time.process_time() - began < 5  # it took eight times as long with each further line
