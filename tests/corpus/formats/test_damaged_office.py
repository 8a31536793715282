"""Office files damaged as fuzzing damaged them: one line that says so, never what a library raised."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
import pptx
import pytest

from corpus.errors import UnreadableFileError
from corpus.read import read


def saved(document: object) -> bytes:
    written = io.BytesIO()
    document.save(written)  # type: ignore[attr-defined]
    return written.getvalue()


def word() -> bytes:
    document = docx.Document()
    document.add_paragraph("Kết quả năm 2024.")
    return saved(document)


def excel() -> bytes:
    book = openpyxl.Workbook()
    book.active.append(["Chỉ tiêu", "Kết quả"])
    book.active.append(["Hồ sơ trực tuyến", 42])
    return saved(book)


def powerpoint() -> bytes:
    deck = pptx.Presentation()
    deck.slides.add_slide(deck.slide_layouts[0]).shapes.title.text = "Kết quả năm 2024"
    return saved(deck)


def with_part(package: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as source, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as target:
        for member in source.namelist():
            content = source.read(member)
            target.writestr(member, change(content) if member == name else content)
    return changed.getvalue()


def noise_in(package: bytes, name: str) -> bytes:
    """The package with what a part is packed as overwritten."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        member = archive.getinfo(name)
    packed = member.header_offset + 30 + len(name) + 8
    return package[:packed] + b"\xff" * 12 + package[packed + 12 :]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("types.docx", with_part(word(), "[Content_Types].xml", lambda xml: xml.replace(b"content-types", b"content-type"))),
        ("relations.docx", with_part(word(), "_rels/.rels", lambda xml: xml.replace(b'/relationships"', b'/relations"'))),
        ("styles.docx", with_part(word(), "[Content_Types].xml", lambda xml: xml.replace(b"styles+xml", b"style+xml"))),
        ("target.docx", with_part(word(), "_rels/.rels", lambda xml: xml.replace(b"Target=", b"Targed="))),
        ("target.pptx", with_part(powerpoint(), "_rels/.rels", lambda xml: xml.replace(b"Target=", b"Targed="))),
        ("workbook.xlsx", with_part(excel(), "xl/workbook.xml", lambda xml: xml[: len(xml) // 2])),
        ("core.xlsx", with_part(excel(), "docProps/core.xml", lambda xml: xml.replace(b"</", b"<", 1))),
        ("packed.docx", noise_in(word(), "word/document.xml")),
        ("packed.xlsx", noise_in(excel(), "xl/workbook.xml")),
        ("packed.pptx", noise_in(powerpoint(), "ppt/presentation.xml")),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_a_damaged_part_is_one_line(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(UnreadableFileError, match="damaged"):
        read(tmp_path / name)
