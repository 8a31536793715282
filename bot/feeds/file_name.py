"""What a document from the web is called as a file: its ending tells how it is read."""

from pathlib import PurePosixPath
from urllib.parse import unquote

from bot.errors import FeedError
from bot.upload import safe_name
from corpus.formats.sniff import SUFFIXES

_OFFICE = "application/vnd.openxmlformats-officedocument"
_ENDINGS = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "application/pdf": ".pdf",
    "application/msword": ".doc",
    "application/vnd.ms-excel": ".xls",
    "application/vnd.ms-powerpoint": ".ppt",
    f"{_OFFICE}.wordprocessingml.document": ".docx",
    f"{_OFFICE}.spreadsheetml.sheet": ".xlsx",
    f"{_OFFICE}.presentationml.presentation": ".pptx",
    "application/vnd.oasis.opendocument.text": ".odt",
    "application/vnd.oasis.opendocument.spreadsheet": ".ods",
    "application/rtf": ".rtf",
    "text/rtf": ".rtf",
}


def file_name(path: str, media_type: str) -> str:
    """By the path of its address and what its site calls it. Raises FeedError for what is in no format that is read."""
    name = PurePosixPath(unquote(path)).name
    if PurePosixPath(name).suffix.lower() in SUFFIXES:
        return safe_name(name)
    if media_type not in _ENDINGS:
        raise FeedError(f"{path!r} is in a format that is not read ({media_type or 'none is named'})")
    return safe_name(f"{name or 'index'}{_ENDINGS[media_type]}")
