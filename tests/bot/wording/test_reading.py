"""Whatever the reader of files may say has its words in every language."""

import ast
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest

import bot
import corpus
import index
from bot.upload import Upload, add_files
from bot.wording.reading import reading_words
from bot.wording.wording import languages_offered, wording
from corpus.notice import ENGLISH, Notice
from index.library import Library
from index.sync import sync
from tests.bot.wording.words_in_code import fields_of

OTHERS = [language for language in languages_offered() if language != "en"]
SAID_BY = {"Notice", "UnreadableFileError", "MissingProgramError", "MissingPathError", "_lose", "_foreign"}
FOR_THE_TERMINAL = {"detail"}
"""A field that another language may leave out."""


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("code", ENGLISH)
def test_every_code_has_words_with_the_same_fields(code: str, language: str) -> None:
    theirs = fields_of(wording(language).notices[code])
    assert theirs | FOR_THE_TERMINAL == fields_of(ENGLISH[code]) | FOR_THE_TERMINAL


def calls() -> list[tuple[str, set[str]]]:
    """(code, fields filled in) of every notice and error that is made where its code is written."""
    found = []
    for package in (corpus, index, bot):
        for path in Path(package.__file__ or "").parent.rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) in SAID_BY:
                    code = node.args[0].value if node.args and isinstance(node.args[0], ast.Constant) else None
                    if isinstance(code, str):
                        found.append((code, {each.arg or "" for each in node.keywords}))
    return found


def test_what_is_filled_in_is_what_the_line_has() -> None:
    assert len(calls()) > 60
    assert [(code, filled) for code, filled in calls() if filled != fields_of(ENGLISH[code])] == []


def test_every_code_is_said_somewhere() -> None:
    source = "".join(
        path.read_text(encoding="utf-8")
        for package in (corpus, index, bot)
        for path in Path(package.__file__ or "").parent.rglob("*.py")
    )
    assert [code for code in ENGLISH if f'"{code}"' not in source] == []


@pytest.mark.parametrize("name", ["a.exe", "không phần mở rộng", "catalog.csv", "empty.zip"])
def test_every_reason_not_to_open_a_file_has_its_vietnamese(name: str, library: Library, tmp_path: Path) -> None:
    path = tmp_path / "sent"
    if name.endswith(".zip"):
        zipfile.ZipFile(path, "w").close()
    else:
        path.write_bytes(b"file,number\n")
    [(_, reason)] = add_files(library, [Upload(name, path)]).failed
    assert reading_words(reason, "vi") != reason
    assert reading_words(reason, "en") == reason


def test_what_the_record_keeps_is_told_in_vietnamese(library: Library, tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    file = folder / "a.txt"
    file.write_text("BÁO CÁO\nKết quả năm 2024: 27 thôn.", encoding="utf-8")
    sync(library, [folder])
    file.write_bytes(b"GIF89a\x00\x01\x02")
    sync(library, [folder])
    [again] = sync(library, [folder]).failed  # out of the record
    [record] = library.files.all().values()
    assert again.reason == record.failure
    assert str(record.failure).endswith(" (its last good version stays in the library)")
    assert reading_words(again.reason, "vi") == (
        "tệp là ảnh GIF, chưa đọc được; hãy lưu thành .docx, .pdf, .html hoặc .txt rồi nạp lại "
        "(bản đọc được trước đó vẫn còn trong kho)"
    )


@pytest.mark.parametrize(
    ("code", "values", "told"),
    [
        ("pages_by_ocr", {"scanned": 3, "pages": 12}, "3/12 trang được đọc bằng nhận dạng chữ (bản quét)"),
        ("ocr_unsure", {"pages": "2, 5"}, "nhận dạng chữ không chắc chắn ở trang 2, 5"),
        (
            "figures_unsure",
            {"line": "Số: 514/KH", "others": "Số: 574/KH"},
            "chữ số ở “Số: 514/KH” không chắc chắn, có thể là chữ viết tay: nhận dạng còn đọc là Số: 574/KH",
        ),
        ("converted", {"encodings": "TCVN3 (ABC)"}, "văn bản được chuyển mã từ TCVN3 (ABC) sang Unicode"),
        ("converted", {"encodings": Notice("both", one="TCVN3", other="VNI")}, "văn bản được chuyển mã từ TCVN3 và VNI sang Unicode"),
    ],
)  # fmt: skip
def test_what_is_computed_is_kept(code: str, values: dict[str, Any], told: str) -> None:
    assert reading_words(Notice(code, **values), "vi") == told


def test_a_plain_line_of_an_old_record_is_told_as_it_is() -> None:
    assert reading_words("something new", "vi") == "something new"
    assert not re.search("[a-z]{9,}", reading_words(Notice("protected"), "vi"))
