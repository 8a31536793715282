"""Which format a file is in, told by its content first and its name second."""

import io
import re
import zipfile
from typing import Literal

from corpus.errors import UnreadableFileError
from corpus.notice import Notice
from corpus.text.decode import wide_encoding

Format = Literal[
    "text",
    "markdown",
    "html",
    "pdf",
    "docx",
    "xlsx",
    "pptx",
    "doc",
    "xls",
    "ppt",
    "rtf",
    "odt",
    "ods",
    "picture",
    "zip",
    "mhtml",
]

SUFFIXES: dict[str, Format] = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".mht": "mhtml",
    ".mhtml": "mhtml",
    ".pdf": "pdf",
    ".docx": "docx",
    ".doc": "doc",
    ".rtf": "rtf",
    ".odt": "odt",
    ".ods": "ods",
    ".xlsx": "xlsx",
    ".xls": "xls",
    ".pptx": "pptx",
    ".ppt": "ppt",
    ".png": "picture",
    ".jpg": "picture",
    ".jpeg": "picture",
    ".tif": "picture",
    ".tiff": "picture",
    ".zip": "zip",
}
"""File name endings that are looked for in a folder, and what they promise."""

UNPACKED = 1024**3
"""Bytes; an office file that would unpack to more is refused."""
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_OLE_STREAMS: tuple[tuple[bytes, Format], ...] = (
    ("WordDocument".encode("utf-16-le"), "doc"),
    ("PowerPoint Document".encode("utf-16-le"), "ppt"),
    ("Workbook".encode("utf-16-le"), "xls"),
    ("Book\0".encode("utf-16-le"), "xls"),
)
"""How the directory of an old Office file names its main stream."""
_WORD_HEAD = b"\xec\xa5"
_WORD_ENCRYPTED = 0x01
"""Bit of the second flag byte of a Word file's head (fEncrypted, [MS-DOC] 2.5.2)."""
_SECTOR = 512
_WORD_95_HEAD = b"\xdc\xa5"
_HEAD = 8192
"""Bytes that tell a text from other things, and what text it is."""
_EXCEL_ENCRYPTED = re.compile(rb"\x09\x08\x10\x00\x00\x06.{14}\x2f\x00", re.DOTALL)
"""The head of a workbook with FILEPASS behind it ([MS-XLS] 2.4.117)."""
_SLIDES_ENCRYPTED = "EncryptedSummary".encode("utf-16-le")
_PICTURES = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*")
_FOREIGN = (
    (b"GIF8", "gif"),
    (b"BM", "bmp"),
    (b"\x7fELF", "linux_program"),
    (b"MZ", "windows_program"),
    (b"Rar!", "rar"),
    (b"7z\xbc\xaf", "seven_zip"),
    (b"\x1f\x8b", "gzip"),
    (b"SQLite format 3", "sqlite"),
    (b"ID3", "sound"),
    (b"RIFF", "sound_or_film"),
    (b"OggS", "sound"),
)
_OFFICE_MEMBERS: tuple[tuple[str, Format], ...] = (
    ("word/document.xml", "docx"),
    ("xl/workbook.xml", "xlsx"),
    ("ppt/presentation.xml", "pptx"),
)
_OFFICE_TYPES: tuple[tuple[bytes, Format], ...] = (
    (b"wordprocessingml.document.main+xml", "docx"),
    (b"spreadsheetml.sheet.main+xml", "xlsx"),
    (b"presentationml.presentation.main+xml", "pptx"),
)
"""How the parts that hold the document are declared, whatever their names (ECMA-376 part 2, 10.1.2)."""
_OPEN_DOCUMENTS: dict[bytes, Format] = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
}
_NAMES: dict[Format, str] = {
    "pdf": "pdf",
    "docx": "word",
    "xlsx": "excel",
    "pptx": "powerpoint",
    "odt": "open_text",
    "ods": "open_sheet",
    "picture": "picture",
    "zip": "zip",
}
"""Formats whose files cannot be read as anything else, by the codes of what they are called."""
_MAIL_HEAD = re.compile(rb"\s*(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)+\s*?\n")
_MAIL_OF_PAGE = re.compile(rb"^content-type:\s*(?:multipart/|text/html)", re.IGNORECASE | re.MULTILINE)
_HTML = re.compile(rb"<!doctype html|<html[\s>]|<body[\s>]|<head[\s>]", re.IGNORECASE)


def sniff(content: bytes, suffix: str) -> Format:
    """The format of `content`, whose file name ends in `suffix` (".txt", any case).

    Raises `UnreadableFileError`, naming what the file is, where it is none that can be read.
    """
    if not content.strip(b"\x00\t\n\r \xef\xbb\xbf"):
        raise UnreadableFileError("empty")
    if b"%PDF-" in content[:1024]:
        return "pdf"
    if content.startswith(b"PK"):
        return _sniff_zip(content)
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        return _sniff_ole(content)
    if content.startswith(_PICTURES):
        return "picture"
    if content.lstrip()[:5] == b"{\\rtf":
        return "rtf"
    return _sniff_text(content, suffix.lower())


def _sniff_zip(content: bytes) -> Format:
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        names = set(archive.namelist())
        found = next((format_ for member, format_ in _OFFICE_MEMBERS if member in names), None)
        if found is None and "[Content_Types].xml" in names:
            types = archive.open("[Content_Types].xml").read(1 << 20)
            found = next((format_ for type_, format_ in _OFFICE_TYPES if type_ in types), None)
        if found is None and "content.xml" in names:
            found = _sniff_open_document(archive)
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError) as error:
        raise UnreadableFileError("damaged_office") from error
    if "META-INF/container.xml" in names:
        raise _foreign("e_book")
    size = sum(member.file_size for member in archive.infolist())
    if found is not None and size > UNPACKED:
        raise UnreadableFileError("unpacks_too_large", megabytes=size >> 20)
    return found or "zip"


def _sniff_open_document(archive: zipfile.ZipFile) -> Format:
    kind = archive.open("mimetype").read(200).strip() if "mimetype" in archive.namelist() else b""
    if kind not in _OPEN_DOCUMENTS:
        raise _foreign("open_document")
    if b"manifest:encryption-data" in archive.open("META-INF/manifest.xml").read(1 << 20):
        raise UnreadableFileError("protected")
    return _OPEN_DOCUMENTS[kind]


def _sniff_ole(content: bytes) -> Format:
    found = next((format_ for name, format_ in _OLE_STREAMS if name in content), None)
    if _ENCRYPTED_STREAM in content or (found is not None and _is_encrypted(content, found)):
        raise UnreadableFileError("protected")
    if found is None:
        raise _foreign("old_office")
    return found


def _is_encrypted(content: bytes, format_: Format) -> bool:
    match format_:
        case "doc":
            head = word_head(content)
            return head[:2] == _WORD_HEAD and bool(head[11] & _WORD_ENCRYPTED)
        case "xls":
            return bool(_EXCEL_ENCRYPTED.search(content))
        case _:
            return _SLIDES_ENCRYPTED in content


def word_head(content: bytes) -> bytes:
    """The first twelve bytes of the text stream of a .doc, the FIB ([MS-DOC] 2.5.1); empty where there is none."""
    heads = (content[place : place + 12] for place in range(_SECTOR, len(content) - 12, _SECTOR))
    return next((head for head in heads if head[:2] in (_WORD_HEAD, _WORD_95_HEAD)), b"")


def _sniff_text(content: bytes, suffix: str) -> Format:
    promised = SUFFIXES.get(suffix)
    for magic, what in _FOREIGN:
        if content.startswith(magic) and not _reads_as_text(content):
            raise _foreign(what)
    if not _reads_as_text(content):
        raise _broken_promise(promised)
    if _is_mhtml(content):
        return "mhtml"
    html = _HTML.search(_narrow(content[:_HEAD]))
    if promised in _NAMES and not html:
        raise _broken_promise(promised)
    if promised == "html" or html:
        return "html"
    return "markdown" if promised == "markdown" else "text"


def _is_mhtml(content: bytes) -> bool:
    """Whether it begins with the head of a mail that holds a page (RFC 2557)."""
    head = _MAIL_HEAD.match(content[: 1 << 16].replace(b"\r\n", b"\n"))
    return head is not None and _MAIL_OF_PAGE.search(head[0]) is not None


def _narrow(head: bytes) -> bytes:
    """The beginning of a text, in UTF-8 where its characters are wider than a byte."""
    encoding = wide_encoding(head)
    return head.decode(encoding, errors="replace").encode() if encoding else head


def _reads_as_text(content: bytes) -> bool:
    """Whether the beginning has no control bytes, or is UTF-16 or UTF-32."""
    head = content[:_HEAD]
    if wide_encoding(head):
        return True
    return sum(byte < 9 or 13 < byte < 27 or byte == 127 for byte in head) <= len(head) // 500


def _foreign(what: str) -> UnreadableFileError:
    return UnreadableFileError("foreign", what=Notice(what))


def _broken_promise(promised: Format | None) -> UnreadableFileError:
    if promised in _NAMES:
        return UnreadableFileError("not_as_named", what=Notice(_NAMES[promised]))
    return UnreadableFileError("binary")
