"""Which format a file is in, told by its content first and its name second."""

import io
import re
import zipfile
from typing import Literal

from corpus.decode import looks_like_utf16
from corpus.errors import UnreadableFileError

Format = Literal["text", "markdown", "html", "pdf", "docx"]

SUFFIXES: dict[str, Format] = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".pdf": "pdf",
    ".docx": "docx",
}
"""File name endings that are looked for in a folder, and what they promise."""

_PROTECTED = "is protected by a password: remove the password and sync again"
_OLD_OFFICE = "is an old Office file (.doc, .xls or .ppt); save it as .docx or .pdf and sync again"
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_FOREIGN = (
    (b"\x89PNG\r\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"BM", "a BMP image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"\x7fELF", "a Linux program"),
    (b"MZ", "a Windows program"),
    (b"{\\rtf", "an RTF document"),
    (b"Rar!", "a RAR archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"SQLite format 3", "an SQLite database"),
    (b"ID3", "a sound file"),
    (b"RIFF", "a sound, film or WebP file"),
    (b"OggS", "a sound file"),
)
_ZIP_MEMBERS = (
    ("xl/workbook.xml", "an Excel workbook"),
    ("ppt/presentation.xml", "a PowerPoint presentation"),
    ("META-INF/container.xml", "an e-book"),
    ("content.xml", "an OpenDocument file"),
)
_HTML = re.compile(rb"<!doctype html|<html[\s>]|<body[\s>]|<head[\s>]", re.IGNORECASE)


def sniff(content: bytes, suffix: str) -> Format:
    """The format of `content`, whose file name ends in `suffix` (".txt", any case).

    Raises `UnreadableFileError`, naming what the file is, where it is none that can be read.
    """
    if not content.strip(b"\x00\t\n\r \xef\xbb\xbf"):
        raise UnreadableFileError("is empty")
    if b"%PDF-" in content[:1024]:
        return "pdf"
    if content.startswith(b"PK"):
        return _sniff_zip(content)
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise UnreadableFileError(_PROTECTED if _ENCRYPTED_STREAM in content else _OLD_OFFICE)
    return _sniff_text(content, suffix.lower())


def _sniff_zip(content: bytes) -> Format:
    try:
        names = set(zipfile.ZipFile(io.BytesIO(content)).namelist())
    except zipfile.BadZipFile as error:
        raise UnreadableFileError("is a damaged Word or zip file; open it, save it again and sync") from error
    if "word/document.xml" in names:
        return "docx"
    what = next((what for member, what in _ZIP_MEMBERS if member in names), "a zip archive")
    raise UnreadableFileError(_not_readable(what))


def _sniff_text(content: bytes, suffix: str) -> Format:
    promised = SUFFIXES.get(suffix)
    for magic, what in _FOREIGN:
        if content.startswith(magic) and not _reads_as_text(content):
            raise UnreadableFileError(_not_readable(what))
    if content.startswith(b"{\\rtf"):
        raise UnreadableFileError(_not_readable("an RTF document"))
    if not _reads_as_text(content):
        raise UnreadableFileError(_broken_promise(promised))
    if promised in ("pdf", "docx") and not _HTML.search(content[:4096]):
        raise UnreadableFileError(_broken_promise(promised))
    if promised == "html" or _HTML.search(content[:4096]):
        return "html"
    return "markdown" if promised == "markdown" else "text"


def _reads_as_text(content: bytes) -> bool:
    """Whether the beginning has no control bytes, or is UTF-16."""
    head = content[:8192]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or looks_like_utf16(head):
        return True
    return sum(byte < 9 or 13 < byte < 27 or byte == 127 for byte in head) <= len(head) // 500


def _not_readable(what: str) -> str:
    return f"is {what}, which cannot be read; save it as .docx, .pdf, .html or .txt and sync again"


def _broken_promise(promised: Format | None) -> str:
    match promised:
        case "pdf":
            return "is not a PDF although its name says so; export it again and sync"
        case "docx":
            return "is not a Word document although its name says so; save it again as .docx and sync"
        case _:
            return "is not text but binary data, which cannot be read; remove it or save it in a readable format"
