"""Whatever the reader of files may say has its words in Vietnamese."""

import ast
import re
import zipfile
from pathlib import Path

import pytest

from bot.page.upload import Upload, add_files
from bot.wording.reading import reading_words
from index.library import Library

CORPUS = Path(__file__).parents[3] / "corpus"
NOT_OF_FILES = {"catalog.py", "discover.py"}
"""Catalogs and paths are the affair of who runs it, on the terminal."""


def messages() -> list[tuple[str, str]]:
    """(module, message with 7 in the place of what is computed) of every text that a reading error is raised with."""
    found = []
    for path in sorted(CORPUS.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        constants = {
            target.id: node.value
            for node in tree.body
            if isinstance(node, ast.Assign)
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        for node in ast.walk(tree):
            if path.name in NOT_OF_FILES or not isinstance(node, ast.Call) or not node.args:
                continue
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if name not in ("UnreadableFileError", "MissingProgramError", "_lose"):
                continue
            argument = node.args[0]
            if isinstance(argument, ast.Call) and isinstance(argument.func, ast.Attribute):
                argument = argument.func.value
            if isinstance(argument, ast.Name):
                argument = constants.get(argument.id, argument)
            if text := text_of(argument):
                found.append((path.name, text))
    return found


def text_of(node: ast.expr) -> str:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(part.value if isinstance(part, ast.Constant) else "7" for part in node.values)
    return ""


def test_messages_are_found() -> None:
    assert len(messages()) > 35


@pytest.mark.parametrize(("module", "message"), messages())
def test_every_reason_has_its_vietnamese(module: str, message: str) -> None:
    assert reading_words(message, "vi") != message
    assert reading_words(message, "en") == message
    kept = f"{message} (its last good version stays in the library)"
    assert reading_words(kept, "vi").endswith("(bản đọc được trước đó vẫn còn trong kho)")


@pytest.mark.parametrize("name", ["a.exe", "không phần mở rộng", "catalog.csv", "empty.zip"])
def test_every_reason_not_to_open_a_file_has_its_vietnamese(name: str, library: Library, tmp_path: Path) -> None:
    path = tmp_path / "sent"
    if name.endswith(".zip"):
        zipfile.ZipFile(path, "w").close()
    else:
        path.write_bytes(b"file,number\n")
    [(_, reason)] = add_files(library, [Upload(name, path)]).failed
    assert reading_words(reason, "vi") != reason


def test_what_is_computed_is_kept() -> None:
    assert reading_words("3 of 12 pages were read by OCR", "vi") == "3/12 trang được đọc bằng nhận dạng chữ (bản quét)"
    assert reading_words("OCR is unsure of page 2, 5", "vi").endswith("ở trang 2, 5")
    assert reading_words("the text was converted from TCVN3 (ABC) to Unicode", "vi") == (
        "văn bản được chuyển mã từ TCVN3 (ABC) sang Unicode"
    )
    assert reading_words("something new", "vi") == "something new"
    assert not re.search("[a-z]{9,}", reading_words("is protected by a password: remove the password", "vi"))
